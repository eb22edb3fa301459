from datetime import datetime, time, timedelta

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
        schedule.register("orders.refresh_popularity", at=time(2, 45), run=refresh_popularity)
        schedule.register("orders.follow_payments", every=timedelta(seconds=15), run=follow_payments, lease=LEASE)
        schedule.register("orders.reconcile", every=timedelta(minutes=10), run=reconcile, lease=LEASE)
        schedule.register("orders.expire_unpaid", every=timedelta(minutes=5), run=expire_unpaid, lease=LEASE)


def refresh_popularity(now: datetime) -> None:
    from techmart.orders import actions  # models exist only once every app is loaded

    actions.refresh_popularity(now=now)


def follow_payments(now: datetime) -> None:
    from techmart.orders import actions  # models exist only once every app is loaded

    actions.apply_notices(now=now)
    actions.send_refunds(now=now)


def reconcile(now: datetime) -> None:
    from techmart.orders import actions  # models exist only once every app is loaded

    actions.reconcile(now=now)


def expire_unpaid(now: datetime) -> None:
    from techmart.core.models import ShopSettings  # models exist only once every app is loaded
    from techmart.orders import actions

    actions.expire_unpaid(now=now, transfer_days=ShopSettings.current().transfer_days)
