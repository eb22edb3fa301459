from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "techmart.accounts"
    label = "accounts"

    def ready(self) -> None:
        from techmart.accounts import receivers  # noqa: F401  (its receivers connect by being imported)
