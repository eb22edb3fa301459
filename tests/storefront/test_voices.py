"""What is said about a product, in stars, words and bars."""

from techmart.catalogue.models import Product
from techmart.feedback.models import Feedback
from techmart.storefront.voices import bars, rating_of, with_stars


def test_a_product_without_reviews_has_no_rating():
    assert rating_of(Product(rating=0, rating_count=0)) is None


def test_a_rating_is_drawn_and_said():
    rating = rating_of(Product(rating=437, rating_count=8))
    assert rating is not None
    assert (rating.full, rating.empty, rating.mean, rating.count) == ("★★★★", "☆", "4.4", 8)
    assert rating.words == "4.4 of 5 stars"


def test_bars_are_shares_of_all_reviews_and_lead_to_them():
    lines = bars(Product(slug="halo-2"), {5: 2, 4: 1, 3: 0, 2: 0, 1: 0})
    assert [(line.stars, line.count, line.percent) for line in lines] == [
        (5, 2, 67), (4, 1, 33), (3, 0, 0), (2, 0, 0), (1, 0, 0),
    ]  # fmt: skip
    assert lines[0].url == "/p/halo-2/reviews/?stars=5"
    assert {line.percent for line in bars(Product(slug="halo-2"), dict.fromkeys(range(1, 6), 0))} == {0}


def test_each_review_has_its_stars():
    [(_, stars)] = with_stars([Feedback(rating=3)])
    assert (stars.full, stars.empty) == ("★★★", "☆☆")
