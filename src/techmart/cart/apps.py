from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "techmart.cart"
    label = "cart"

    def ready(self) -> None:
        from techmart.cart import receivers  # noqa: F401  (connects them)
