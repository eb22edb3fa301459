from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def create_shared_cache(**kwargs: Any) -> None:
    """Make the table of the shared cache, where rate limits count; it is no model's."""
    call_command("createcachetable", verbosity=0)


class CoreConfig(AppConfig):
    name = "techmart.core"
    label = "core"

    def ready(self) -> None:
        # Only now are translations at hand.
        from techmart.core import languages, money

        money.write_with(languages.local_money)
        post_migrate.connect(create_shared_cache, sender=self)
