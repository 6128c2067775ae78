from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "frontend.phone"
