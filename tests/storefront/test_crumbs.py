import pytest
from django.test import Client
from tests.factories import a_category, a_product, a_variant

from techmart.catalogue.models import Category
from techmart.storefront.crumbs import Crumb, way_past

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    """Headphones in a category of a category."""
    inner = Category.objects.add_child(a_category(), {"title": "Over-ear", "slug": "over-ear"})
    return a_variant(product=a_product("Studio", slug="studio", category=inner)).product


def test_the_way_leads_through_every_category(studio):
    assert way_past(studio) == [
        Crumb("TechMart", "/"),
        Crumb("Audio", "/c/audio/"),
        Crumb("Over-ear", "/c/over-ear/"),
        Crumb("Studio", "/p/studio/"),
    ]


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/p/studio/", ["/", "/c/audio/", "/c/over-ear/"]),
        ("/c/over-ear/", ["/", "/c/audio/"]),
        ("/c/audio/", ["/"]),
        ("/p/studio/reviews/", ["/", "/c/audio/", "/c/over-ear/", "/p/studio/"]),
    ],
)
def test_people_and_search_engines_read_the_same_way(client: Client, studio, path: str, way: list[str]):
    page = client.get(path).content.decode()
    assert page.count('itemtype="https://schema.org/BreadcrumbList"') == 1
    steps = [part.partition('"')[0] for part in page.split('<a itemprop="item" href="')[1:]]
    assert steps == way
