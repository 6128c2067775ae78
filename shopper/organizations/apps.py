from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "shopper.organizations"
