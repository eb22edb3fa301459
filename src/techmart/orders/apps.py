from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "techmart.orders"
    label = "orders"

    def ready(self) -> None:
        from techmart.orders import receivers  # noqa: F401  (its receivers connect by being imported)
