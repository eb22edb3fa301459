"""Asking buyers, once for each order, what they think of what they got."""

from datetime import datetime, timedelta

from django.db import transaction

from techmart.catalogue.models import Product
from techmart.core.models import ShopSettings
from techmart.feedback.links import review_url
from techmart.feedback.models import ReviewRequest
from techmart.feedback.queries import orders_to_ask_about, products_to_review
from techmart.jobs.rows import each
from techmart.mail import actions as mail
from techmart.mail.rendering import render
from techmart.orders.models import Order
from techmart.tracking.links import objection_url
from techmart.tracking.queries import has_objected


def ask_for_reviews(*, now: datetime) -> int:
    """Write to buyers whose parcels have been with them for some days; return to how many.

    Who objected to letters is not written to, nor who has reviewed it all; they are not looked at again either.
    Raises `SomeFailed` once all the others are written to.
    """
    days = ShopSettings.current().review_days
    if not days:
        return 0
    return each(orders_to_ask_about(now, after=timedelta(days=days)), lambda order: _ask(order, now))


@transaction.atomic
def _ask(order: Order, now: datetime) -> bool:
    _, is_first = ReviewRequest.objects.get_or_create(order=order, defaults={"at": now})
    if not is_first or not order.customer.is_active or has_objected(order.customer):
        return False
    products = products_to_review(order, now)
    if products:
        _queue(order, [(product, review_url(order, product)) for product in products], now)
    return bool(products)


def _queue(order: Order, asked: list[tuple[Product, str]], now: datetime) -> None:
    context = {"order": order, "asked": asked, "objection_url": objection_url(order.customer)}
    mail.queue(
        key=f"order:{order.number}/review",
        kind="feedback.review_request",
        to=order.email,
        now=now,
        **render("feedback/mail/review_request", context, language=order.language)._asdict(),
    )
