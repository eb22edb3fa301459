"""A merchant makes the categories that products stand in."""

import pytest
from django.test import Client
from tests.factories import a_category, a_product

from techmart.catalogue.models import Category

pytestmark = pytest.mark.django_db
ADDRESS = "/backoffice/products/categories/"


def test_a_category_is_made_inside_another_and_asks_for_its_facts(desk: Client):
    audio = a_category()
    words = {"title": "Record players", "parent": audio.pk, "facts": "Speed (rpm): number"}
    assert desk.post(f"{ADDRESS}new/", words)["Location"] == ADDRESS
    made = Category.objects.get(slug="record-players")
    assert (Category.objects.get_parent(made), made.spec_schema[0]["unit"]) == (audio, "rpm")
    assert "Record players" in desk.get(ADDRESS).content.decode()
    assert "Speed (rpm): number" in desk.get(f"{ADDRESS}{made.pk}/").content.decode()


def test_a_category_cannot_stand_inside_itself(desk: Client):
    audio = a_category()
    pads = Category.objects.add_child(audio, {"title": "Pads", "slug": "pads"})
    response = desk.post(f"{ADDRESS}{audio.pk}/", {"title": "Audio", "slug": "audio", "parent": pads.pk})
    assert response.status_code == 422
    assert Category.objects.get(slug="audio").depth == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"title": "箱"}, "Type an address"), ({"slug": "audio"}, "already exists"), ({"facts": ": number"}, "no name")],
)
def test_what_cannot_be_is_said_beside_the_field(desk: Client, wrong, said):
    a_category()
    response = desk.post(f"{ADDRESS}new/", {"title": "Sound"} | wrong)
    assert (response.status_code, Category.objects.count()) == (422, 1)
    assert said in response.content.decode()


def test_one_with_products_stays_and_an_empty_one_goes(desk: Client):
    a_product()
    full, empty = a_category(), a_category("home", "Home")
    refused = desk.post(f"{ADDRESS}{full.pk}/removal/", follow=True)
    assert "Put that elsewhere first" in refused.content.decode()
    desk.post(f"{ADDRESS}{empty.pk}/removal/")
    assert list(Category.objects.values_list("slug", flat=True)) == ["audio"]
