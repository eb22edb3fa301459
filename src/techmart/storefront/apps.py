from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "techmart.storefront"
    label = "storefront"
