"""What the inbox holds, and what product pages show of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from techmart.accounts.models import Customer
from techmart.catalogue.enums import ProductStatus
from techmart.catalogue.models import Product
from techmart.feedback.models import PUBLIC_KINDS, Feedback
from techmart.orders.enums import OrderSource, ShipStatus
from techmart.orders.models import Order, Parcel

STARS = (5, 4, 3, 2, 1)
ASKED_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Voices:
    """What is said about a product: the newest reviews and questions, and how many there are by stars."""

    reviews: list[Feedback]
    questions: list[Feedback]
    counts: dict[int, int]
    question_count: int


def inbox(*, status: str = "", kind: str = "", search: str = "") -> QuerySet[Feedback]:
    """Messages, newest first, with writer and product; optionally of one status or kind, or with the words."""
    messages = Feedback.objects.select_related("customer", "product")
    if status:
        messages = messages.filter(status=status)
    if kind:
        messages = messages.filter(kind=kind)
    if search:
        words = Q(text__icontains=search) | Q(title__icontains=search) | Q(product__title__icontains=search)
        people = Q(email__icontains=search) | Q(name__icontains=search)
        messages = messages.filter(words | people | Q(order_number__iexact=search))
    return messages


def voices(product: Product, *, limit: int) -> Voices:
    """Return the newest shown reviews with words, the newest questions, and all counts. Two queries, one of silence.

    Reviews that are stars alone count, but stand on the page of all reviews.
    """
    is_silent = Case(When(text="", then=True), default=False)
    place = Window(RowNumber(), partition_by=["kind", is_silent], order_by=["-published_at", "-pk"])
    counts = {f"stars_{stars}": Window(Count("pk", filter=Q(rating=stars))) for stars in STARS}
    questions = Window(Count("pk", filter=Q(rating=None)))
    shown = Feedback.objects.shown().filter(product=product)
    newest = shown.annotate(place=place, question_count=questions, **counts).filter(place__lte=limit)
    found = list(newest.order_by("-published_at", "-pk").prefetch_related("replies"))
    sums = vars(found[0]) if found else {}
    return Voices(
        reviews=[voice for voice in found if voice.rating and voice.text],
        questions=[voice for voice in found if not voice.rating],
        counts={stars: sums.get(f"stars_{stars}", 0) for stars in STARS},
        question_count=sums.get("question_count", 0),
    )


def lately_said(*, limit: int) -> list[Feedback]:
    """Return the newest shown reviews in whole sentences, good and bad, of any product that is still for sale."""
    written = Feedback.objects.shown().reviews().filter(is_verified=True).exclude(title="").exclude(text="")
    for_sale = written.filter(product__status=ProductStatus.PUBLISHED)
    return list(for_sale.select_related("product").order_by("-published_at", "-pk")[:limit])


def star_counts(product: Product) -> dict[int, int]:
    """Return how many shown reviews of a product have how many stars."""
    counts = _counted(Feedback.objects.shown().reviews().filter(product=product))
    return {stars: counts[stars] for stars in STARS}


def _counted(shown: QuerySet[Feedback]) -> Counter[int | None]:
    numbers = shown.order_by().values("rating").annotate(number=Count("pk"))
    return Counter(dict(numbers.values_list("rating", "number")))


def reviews_of(product: Product, *, stars: int | None = None) -> QuerySet[Feedback]:
    """Return all shown reviews of a product, newest first, of so many stars where asked."""
    shown = Feedback.objects.shown().reviews().filter(product=product)
    by_stars = shown.filter(rating=stars) if stars else shown
    return by_stars.order_by("-published_at", "-pk").prefetch_related("replies")


def questions_of(product: Product) -> QuerySet[Feedback]:
    """Return all shown questions about a product, newest first."""
    shown = Feedback.objects.shown().questions().filter(product=product)
    return shown.order_by("-published_at", "-pk").prefetch_related("replies")


def review_by(customer: Customer, product: Product) -> Feedback | None:
    """Return what a customer wrote about a product, shown or not."""
    return Feedback.objects.reviews().filter(customer=customer, product=product).first()


def orders_to_ask_about(now: datetime, *, after: timedelta) -> QuerySet[Order]:
    """Return orders whose last parcel was sent so long ago that their buyers can judge, and nobody asked them.

    What came in from elsewhere or comes back is left alone, and what was sent long before asking was switched on.
    """
    latest = now - after
    parcels = Parcel.objects.filter(order=OuterRef("pk"))
    just_judged = Exists(parcels.filter(sent_at__gt=latest - ASKED_WITHIN, sent_at__lte=latest))
    orders = Order.objects.purchases().filter(just_judged, ship_status=ShipStatus.SHIPPED, review_request=None)
    orders = orders.exclude(Exists(parcels.filter(Q(is_return=True) | Q(sent_at__gt=latest))))
    return orders.exclude(source=OrderSource.IMPORTED).order_by("pk").select_related("customer")


def products_to_review(order: Order, now: datetime) -> list[Product]:
    """Return what an order's buyer can still review of it, in its order."""
    bought = Product.objects.visible(now).filter(variants__order_lines__order=order)
    reviewed = Feedback.objects.reviews().filter(customer=order.customer_id)
    first = bought.exclude(pk__in=reviewed.values("product")).annotate(place=Min("variants__order_lines__position"))
    return list(first.order_by("place"))


def letters_of(customer: Customer) -> QuerySet[Feedback]:
    """Return what somebody wrote to the shop while signed in, newest first, with the answers."""
    mine = Feedback.objects.filter(customer=customer).exclude(kind__in=PUBLIC_KINDS)
    return mine.prefetch_related("replies")


def has_bought(customer: Customer, product: Product) -> bool:
    """Whether a customer's orders count a purchase of the product."""
    return Order.objects.purchases().filter(customer=customer, lines__variant__product=product).exists()
