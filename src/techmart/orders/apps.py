from django.apps import AppConfig
from django.urls import register_converter

from techmart.orders.addresses import OrderNumber


class OrdersConfig(AppConfig):
    name = "techmart.orders"
    label = "orders"

    def ready(self) -> None:
        from techmart.orders import receivers  # noqa: F401  (its receivers connect by being imported)

        register_converter(OrderNumber, "number")
