"""What is said about a product, as its pages print it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from techmart.catalogue.models import Product
from techmart.core.languages import local_number
from techmart.feedback.models import Feedback
from techmart.feedback.queries import STARS, voices

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Rating:
    """A number of stars, drawn and said: `full` and `empty` are drawn, `words` is what a screen reader says."""

    full: str
    empty: str
    mean: str
    count: int

    @property
    def words(self) -> str:
        """The stars in words."""
        return gettext("%(mean)s of 5 stars") % {"mean": self.mean}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the distribution: so many of so many stars, as a share of all in percent."""

    stars: int
    count: int
    percent: int
    url: str


def rating_of(product: Product) -> Rating | None:
    """Return the mean of a product's reviews; None where there are none."""
    return as_stars(product.rating, product.rating_count) if product.rating_count else None


def as_stars(hundredths: int, count: int = 1) -> Rating:
    """Draw a rating.

    >>> as_stars(437), as_stars(300).empty
    (Rating(full='★★★★', empty='☆', mean='4.4', count=1), '☆☆')
    """
    full = (hundredths + 50) // 100
    mean = local_number(hundredths / 100, 1)
    return Rating("★" * full, "☆" * (5 - full), mean, count)


def voices_context(product: Product) -> dict[str, Any]:
    """Return what a product's own page shows of its reviews and questions."""
    found = voices(product, limit=SHOWN)
    return {
        "rating": rating_of(product),
        "bars": bars(product, found.counts),
        "reviews": with_stars(found.reviews),
        "questions": found.questions,
        "more_questions": found.question_count > len(found.questions),
        "question_count": found.question_count,
    }


def bars(product: Product, counts: dict[int, int]) -> list[Bar]:
    """Return the distribution of stars, most stars first."""
    total, url = sum(counts.values()) or 1, reverse("reviews", args=[product.slug])
    return [Bar(stars, counts[stars], round(100 * counts[stars] / total), f"{url}?stars={stars}") for stars in STARS]


def with_stars(reviews: Iterable[Feedback]) -> list[tuple[Feedback, Rating]]:
    """Return reviews with their stars drawn."""
    return [(review, as_stars(100 * (review.rating or 0))) for review in reviews]
