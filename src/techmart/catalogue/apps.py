from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "techmart.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from techmart.catalogue import receivers  # noqa: F401  (its receiver connects by being imported)
