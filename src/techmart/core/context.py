"""What every template may name."""

from django.http import HttpRequest

from techmart.core.models import ShopSettings


def shop(request: HttpRequest) -> dict[str, object]:
    """Offer the shop's own options as `shop`."""
    return {"shop": ShopSettings.current()}
