from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "techmart.orders"
    label = "orders"
