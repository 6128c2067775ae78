from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "frontend.shared"
    label = "shared"
