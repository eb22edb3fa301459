"""Reviews by people who bought, and questions, in the demo shop."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from techmart.catalogue.models import Product
from techmart.demo.reviews import QUESTIONS, REPLIES, REVIEWS
from techmart.feedback.actions import refresh_rating
from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus, Reply
from techmart.orders.models import OrderLine

# Of those who bought something, so many leave stars without words.
WORDLESS = 0.05
MOST_WORDLESS = 40
# The newest reviews wait to be read.
UNREAD = 3

Words = tuple[int, str, str]  # stars, headline, text
Purchase = tuple[int, str, str, datetime]  # customer, name, e-mail, when


def write_voices(*, now: datetime, seed: int) -> None:
    """Write reviews and questions with their answers, and bring the products' ratings up to date."""
    products = {product.slug: product for product in Product.objects.all()}
    reviews = sorted(_reviews(products, now, random.Random(seed)), key=lambda review: review.created_at)  # noqa: S311
    for review in reviews[-UNREAD:]:
        review.status, review.published_at = FeedbackStatus.NEW, None
    replies = list(_replies(reviews))
    Feedback.objects.bulk_create(reviews)
    questions = Feedback.objects.bulk_create(_questions(products, now))
    answers = [answer for *_, answer in QUESTIONS]
    Reply.objects.bulk_create([*replies, *_answers(questions, answers)])
    for product in products.values():
        refresh_rating(product_id=product.pk)


def _reviews(products: dict[str, Product], now: datetime, chance: random.Random) -> Iterator[Feedback]:
    written: dict[str, list[Words]] = defaultdict(list)
    for slug, stars, title, text in REVIEWS:
        written[slug].append((stars, title, text))
    for slug, purchases in _purchases(now).items():
        chance.shuffle(purchases)
        wordless = min(MOST_WORDLESS, round(WORDLESS * len(purchases)))
        silent = [(chance.choices((5, 4, 3, 2, 1), (52, 30, 10, 5, 3))[0], "", "") for _ in range(wordless)]
        for (rating, title, text), purchase in zip([*written[slug], *silent], purchases, strict=False):
            customer, name, email, bought_at = purchase
            wanted = bought_at + timedelta(days=chance.randint(6, 40), minutes=chance.randint(0, 600))
            at = min(wanted, now - timedelta(minutes=chance.randint(20, 4000)))
            yield Feedback(
                kind=FeedbackKind.REVIEW,
                status=FeedbackStatus.PUBLISHED,
                product=products[slug],
                customer_id=customer,
                name=name,
                email=email,
                rating=rating,
                title=title,
                text=text,
                is_verified=True,
                created_at=at,
                published_at=at,
            )


def _purchases(now: datetime) -> dict[str, list[Purchase]]:
    """Return who bought what for the first time, and when, by product; what came last week is not judged yet."""
    lines = OrderLine.objects.filter(order__placed_at__lt=now - timedelta(days=7)).order_by("order__placed_at", "pk")
    columns = ("order__customer", "order__customer__name", "order__email", "order__placed_at")
    found: dict[str, dict[int, Purchase]] = defaultdict(dict)
    for slug, *purchase in lines.values_list("variant__product__slug", *columns):
        found[slug].setdefault(purchase[0], tuple(purchase))
    return {slug: list(buyers.values()) for slug, buyers in sorted(found.items())}


def _questions(products: dict[str, Product], now: datetime) -> Iterator[Feedback]:
    for number, (slug, name, text, answer) in enumerate(QUESTIONS):
        at = now - timedelta(days=1 + 11 * number, hours=number)
        yield Feedback(
            kind=FeedbackKind.QUESTION,
            status=FeedbackStatus.ANSWERED if answer else FeedbackStatus.NEW,
            product=products[slug],
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            text=text,
            created_at=at,
            published_at=at + timedelta(hours=5) if answer else None,
        )


def _replies(reviews: list[Feedback]) -> Iterator[Reply]:
    for review in reviews:
        answer = REPLIES.get((review.product.slug, review.rating or 0)) if review.product and review.text else None
        if answer and review.published_at:
            review.status = FeedbackStatus.ANSWERED
            yield Reply(feedback=review, text=answer, is_from_shop=True, at=review.created_at + timedelta(hours=20))


def _answers(questions: list[Feedback], answers: list[str]) -> Iterator[Reply]:
    for question, answer in zip(questions, answers, strict=True):
        if answer and question.published_at:
            yield Reply(feedback=question, text=answer, is_from_shop=True, at=question.published_at)
