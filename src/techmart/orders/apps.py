from datetime import time, timedelta

from django.apps import AppConfig
from django.urls import register_converter

from techmart.jobs import schedule
from techmart.orders.addresses import OrderNumber

# Payments do not wait long for a worker that died.
LEASE = timedelta(minutes=3)


class OrdersConfig(AppConfig):
    name = "techmart.orders"
    label = "orders"

    def ready(self) -> None:
        from techmart.orders import receivers  # noqa: F401  (its receivers connect by being imported)

        register_converter(OrderNumber, "number")
        schedule.register("orders.refresh_popularity", at=time(2, 45))
        schedule.register("orders.apply_notices", every=timedelta(seconds=15), lease=LEASE)
        schedule.register("orders.send_refunds", every=timedelta(seconds=15), lease=LEASE)
        schedule.register("orders.reconcile", every=timedelta(minutes=10), lease=LEASE)
        # It asks a provider as often as money went back in a month.
        schedule.register("orders.reconcile_refunds", at=time(3, 30), lease=timedelta(hours=1), is_apart=True)
        schedule.register("orders.expire_unpaid", every=timedelta(minutes=5), lease=LEASE)
