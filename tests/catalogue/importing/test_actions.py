"""An import writes products whole, finds them again, and leaves alone what the file does not say."""

import pytest
from django.core.management import CommandError, call_command
from tests.factories import NOW, a_category, a_product, a_variant

from techmart.catalogue import search
from techmart.catalogue.importing.actions import import_products
from techmart.catalogue.importing.reading import ProductRow
from techmart.catalogue.models import Category, Product, StockMove

pytestmark = pytest.mark.django_db
HALO = ProductRow(2, "A1", "Halo 2", 18900, brand="Vale", category="audio", model="h2", stock=3)
LAMP = ProductRow(3, "A2", "Lamp", None, category="Home > Light")
HALO_AGAIN = ProductRow(4, "A3", "Halo 2", 900, category="")


def run(*rows, **options):
    return import_products(rows=rows, currency="EUR", now=NOW, **options)


def facts():
    fields = ("slug", "status", "price", "category__title", "variants__on_hand", "variants__tracks_stock")
    return set(Product.objects.values_list(*fields))


def test_new_products_get_an_address_a_shelf_and_their_stock():
    a_category()
    outcome = run(HALO, LAMP, HALO_AGAIN)
    assert (outcome.new, outcome.drafts, outcome.categories) == (3, 1, ["Home", "Light", "Everything else"])
    assert facts() == {
        ("halo-2", "published", 18900, "Audio", 3, True),
        ("lamp", "draft", 0, "Light", 0, False),
        ("halo-2-2", "published", 900, "Everything else", 0, False),
    }
    assert StockMove.objects.get().on_hand_change == 3
    assert search.search("h2 vale", now=NOW, limit=5).total == 1


def test_a_second_time_nothing_changes():
    run(HALO, LAMP)
    before = facts()
    outcome = run(HALO, LAMP)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 2)
    assert facts() == before


def test_of_known_products_only_what_the_file_says_otherwise_is_changed():
    variant = a_variant(5, price=1000, sku="A1", product=a_product("Halo", slug="halo", summary="closed", tags=["new"]))
    run(HALO)
    product = Product.objects.get()
    assert (product.title, product.slug, product.summary, product.tags) == ("Halo 2", "halo", "closed", ["new"])
    variant.refresh_from_db()
    assert (variant.price, variant.on_hand, product.price) == (18900, 5, 18900)
    assert variant.price_changes.values_list("before", "after").get() == (1000, 18900)


def test_a_draft_is_published_once_its_price_is_known():
    run(LAMP)
    assert run(ProductRow(2, "A2", "Lamp", 4900)).changed == 1
    assert Product.objects.get().is_visible(NOW)


def test_a_dry_run_says_the_same_and_writes_nothing():
    assert run(HALO, LAMP, dry_run=True).new == 2
    assert (Product.objects.count(), Category.objects.count()) == (0, 0)


def test_the_command_reports_and_refuses_faults(tmp_path, capsys):
    file = tmp_path / "products.csv"
    file.write_text("sku,name,price\nA1,Halo,189\nA2,Lamp,cheap\n")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("import_products", file)
    call_command("import_products", file, skip_faults=True)
    assert "1  new products" in capsys.readouterr().out
    assert Product.objects.get().title == "Halo"
