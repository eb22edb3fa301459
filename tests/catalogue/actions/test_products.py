"""A change of a product shows at once in listings and search."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue import search
from techmart.catalogue.models import Image, Product
from techmart.catalogue.queries import lowest_before_reduction

pytestmark = pytest.mark.django_db


def test_a_new_title_is_found_at_once() -> None:
    product = a_variant().product
    product.title = "Quokka"
    catalogue.save_product(product=product)
    assert search.search("quokka", now=NOW, limit=5).product_ids == [product.pk]


def test_saving_a_page_that_was_open_for_long_takes_no_sale_back() -> None:
    stale = a_variant().product
    Product.objects.filter(pk=stale.pk).update(popularity=7)
    catalogue.save_product(product=stale)
    stale.refresh_from_db()
    assert stale.popularity == 7


def test_saving_prices_leaves_the_counters_alone() -> None:
    stale = a_variant(on_hand=10)
    catalogue.change_stock(variant_id=stale.pk, change=-4, kind="damaged", note="", by="", now=NOW)
    stale.price = 777
    catalogue.save_variants(product=stale.product, variants=[stale], now=NOW)
    stale.refresh_from_db()
    stale.product.refresh_from_db()
    assert (stale.on_hand, stale.price, stale.product.price) == (6, 777, 777)


@pytest.mark.parametrize(
    ("steps", "lowest"),
    [
        ([], None),
        ([(0, 800)], 1000),
        ([(0, 1000)], None),
        ([(0, 1200)], None),
        ([(0, 700), (10, 1200), (20, 900)], 700),
        ([(0, 700), (10, 1200), (45, 900)], 1200),
        ([(0, 0), (10, 1200), (20, 900)], 1000),
    ],
    ids=["untouched", "reduced", "saved again", "raised", "had been lower", "had been lower long ago", "had none"],
)
def test_a_reduction_is_held_against_the_lowest_price_of_the_thirty_days_before(steps, lowest) -> None:
    variant = a_variant(price=1000)
    for days, price in steps:
        variant.price = price
        catalogue.save_variants(product=variant.product, variants=[variant], now=NOW + timedelta(days=days))
    assert lowest_before_reduction(variant) == lowest


def test_the_mean_of_its_reviews_stands_on_the_product() -> None:
    product = a_product()
    catalogue.set_rating(product_id=product.pk, rating=437, count=8)
    product.refresh_from_db()
    assert (product.rating, product.rating_count) == (437, 8)


def drawing(product: Product, colour: str) -> Image:
    image = Image(product=product, drawing=f"headphones/{colour}/front")
    catalogue.add_image(image=image)
    return image


def test_the_first_picture_is_the_one_in_listings() -> None:
    product = a_product()
    drawing(product, "2b2f36")
    second, third = drawing(product, "d8d3c8"), drawing(product, "cf3b0b")
    catalogue.put_image_first(image=third)
    product.refresh_from_db()
    assert product.card["picture"] == third.url
    assert list(product.images.all()) == [third, product.images.get(drawing__contains="2b2f36"), second]


def test_a_photograph_that_is_taken_away_leaves_no_file(
    tmp_path: object, django_capture_on_commit_callbacks: object
) -> None:
    with override_settings(MEDIA_ROOT=tmp_path):
        product = a_product()
        image = Image(product=product, photo=ContentFile(BytesIO(b"x").getvalue(), name="x.webp"))
        catalogue.add_image(image=image)
        name = image.photo.name
        assert default_storage.exists(name)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            catalogue.remove_image(image=image)
        assert (default_storage.exists(name), product.images.count()) == (False, 0)
