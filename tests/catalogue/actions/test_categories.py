import pytest
from tests.factories import NOW, a_category, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue import search
from techmart.catalogue.models import Category
from techmart.catalogue.search_models import OldSlug

pytestmark = pytest.mark.django_db


def tree() -> list[tuple[int, str]]:
    return [(row.depth, row.title) for row in Category.objects.order_by("path")]


def test_a_category_moves_with_all_that_stands_in_it():
    audio, home = a_category(), a_category("home", "Home")
    pads = Category(title="Pads", slug="pads")
    catalogue.save_category(category=pads, parent=audio)
    assert tree() == [(1, "Audio"), (2, "Pads"), (1, "Home")]
    catalogue.save_category(category=Category.objects.get(pk=audio.pk), parent=home)
    assert tree() == [(1, "Home"), (2, "Audio"), (3, "Pads")]
    catalogue.save_category(category=Category.objects.get(slug="pads"), parent=None)
    assert tree() == [(1, "Home"), (2, "Audio"), (1, "Pads")]


def test_a_new_title_is_found_and_the_old_address_leads_on():
    variant = a_variant(product=a_product("Halo 2"))
    category = Category.objects.get(slug="audio")
    category.title, category.slug = "Headsets", "headsets"
    catalogue.save_category(category=category, parent=None)
    assert search.ranked("headsets", now=NOW).product_ids == [variant.product_id]
    assert list(OldSlug.objects.values_list("slug", "category__slug")) == [("audio", "headsets")]


def test_only_an_empty_category_is_taken_away():
    audio = a_category()
    Category.objects.add_child(audio, {"title": "Pads", "slug": "pads"})
    with pytest.raises(catalogue.CategoryInUse):
        catalogue.remove_category(category=Category.objects.get(pk=audio.pk))
    catalogue.remove_category(category=Category.objects.get(slug="pads"))
    a_product("Halo 2")
    with pytest.raises(catalogue.CategoryInUse):
        catalogue.remove_category(category=Category.objects.get(pk=audio.pk))
    assert tree() == [(1, "Audio")]
