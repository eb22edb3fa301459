from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "techmart.catalogue"
    label = "catalogue"
