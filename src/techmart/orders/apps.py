from datetime import datetime, time

from django.apps import AppConfig
from django.urls import register_converter

from techmart.jobs import schedule
from techmart.orders.addresses import OrderNumber


class OrdersConfig(AppConfig):
    name = "techmart.orders"
    label = "orders"

    def ready(self) -> None:
        from techmart.orders import receivers  # noqa: F401  (its receivers connect by being imported)

        register_converter(OrderNumber, "number")
        schedule.register("orders.refresh_popularity", at=time(2, 45), run=refresh_popularity)


def refresh_popularity(now: datetime) -> None:
    from techmart.orders import actions  # models exist only once every app is loaded

    actions.refresh_popularity(now=now)
