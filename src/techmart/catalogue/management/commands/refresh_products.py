"""`techmart refresh-products`."""

from typing import Any

from django.core.management.base import BaseCommand

from techmart.catalogue.actions import refresh_cards


class Command(BaseCommand):
    help = "Write anew what listings, filters and search know of every product. Example: techmart refresh-products"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_cards()} products refreshed.")
