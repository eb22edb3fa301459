"""The settings of a shop that makes the textbook mistake: it looks at the stock, and sells by what it saw."""

import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from bench.shop.settings import *  # noqa: F403

MIDDLEWARE = [*MIDDLEWARE, "bench.shop.careless.LookFirst"]  # noqa: F405

_seen: ContextVar[dict[int, int]] = ContextVar("seen")


class LookFirst:
    """Look at the stock when a request comes; an order believes what was seen then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from techmart.catalogue import actions

        self.get_response = get_response
        actions.allocate = _sell_what_was_seen

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from techmart.catalogue.models import Variant

        if request.method == "POST" and request.path == "/checkout/":
            _seen.set(dict(Variant.objects.values_list("pk", "allocated")))
            time.sleep(0.02)
        return self.get_response(request)


def _sell_what_was_seen(*, variant_id: int, quantity: int, held: int, reference: str, now: datetime) -> None:
    from techmart.catalogue.actions import OutOfStock
    from techmart.catalogue.models import Variant

    variant = Variant.objects.select_related("product").get(pk=variant_id)
    variant.allocated = _seen.get()[variant_id]
    if (variant.available or 0) < quantity:
        raise OutOfStock(variant)
    Variant.objects.filter(pk=variant_id).update(allocated=variant.allocated + quantity)
