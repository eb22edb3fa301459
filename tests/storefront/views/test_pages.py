import pytest
from django.core.cache import caches
from django.test import Client
from tests.factories import a_product, a_variant

from techmart.catalogue.models import Product
from techmart.core.models import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["about", "shipping", "returns", "privacy", "faq"])
def test_the_shop_speaks_about_itself(client: Client, slug):
    assert client.get(f"/pages/{slug}/").status_code == 200


def test_the_merchants_words_take_the_place_of_the_delivered_ones(client: Client):
    Page.objects.create(slug="about", title="Who we are", body='<p>Two sisters.</p><a href="javascript:x">no</a>')
    page = client.get("/pages/about/").content.decode()
    assert ("Two sisters." in page, "javascript" in page, page.count("Who we are")) == (True, False, 3)
    Page.objects.update(is_shown=False)
    caches["local"].clear()
    assert client.get("/pages/about/").status_code == 404
    assert "/pages/about/" not in client.get("/pages/faq/").content.decode()


def test_other_pages_are_none(client: Client):
    response = client.get("/pages/secrets/")
    assert response.status_code == 404
    assert "There is nothing here." in response.content.decode()


def test_a_picture_may_be_kept_for_ever_and_runs_nothing(client: Client):
    response = client.get("/pictures/headphones/2b2f36/front.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert set(response["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert response.content.startswith(b"<svg")


@pytest.mark.parametrize("path", ["nothing/2b2f36/front", "headphones/zzzzzz/front", "headphones/2b2f36/back"])
def test_what_cannot_be_drawn_is_not_found(client: Client, path):
    assert client.get(f"/pictures/{path}.svg").status_code == 404


def test_robots_are_told_where_to_look(client: Client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /checkout/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_the_sitemap_lists_what_can_be_seen(client: Client):
    a_variant(product=a_product(slug="halo-2"))
    Product.objects.create(title="x", slug="draft", category_id=Product.objects.get().category_id)
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/p/halo-2/</loc>" in text
    assert "<loc>http://testserver/c/audio/</loc>" in text
    assert "draft" not in text
