"""Listens to deletions, which staff may make without an action."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from techmart.catalogue.actions.editions import renew_edition
from techmart.catalogue.models import Product


@receiver(post_delete, sender=Product)
def count_anew(**kwargs: Any) -> None:
    """Let listings count without it."""
    renew_edition()
