from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from tests.factories import NOW, a_product, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue import queries
from techmart.catalogue.models import Collection, Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Collection:
    """A collection of three products that shoppers see."""
    collection = Collection.objects.create(title="Desk", slug="desk", starts_at=NOW)
    for title in ("Lamp", "Keys", "Mouse"):
        product = a_product(title)
        a_variant(product=product)
        catalogue.collect(collection=collection, product_id=product.pk)
    return collection


def titles(collection: Collection) -> list[str]:
    return list(collection.items.values_list("product__title", flat=True))


def ids(*names: str) -> list[int]:
    return [Product.objects.get(title=name).pk for name in names]


def test_what_is_collected_comes_last_and_once(desk):
    catalogue.collect(collection=desk, product_id=ids("Lamp")[0])
    assert titles(desk) == ["Lamp", "Keys", "Mouse"]


def test_what_was_collected_meanwhile_comes_after_what_is_arranged(desk):
    catalogue.arrange(collection=desk, product_ids=ids("Mouse", "Lamp"))
    assert titles(desk) == ["Mouse", "Lamp", "Keys"]


def test_what_is_taken_out_leaves_the_others_in_order(desk):
    catalogue.take_out(collection=desk, product_id=ids("Keys")[0])
    assert titles(desk) == ["Lamp", "Mouse"]
    catalogue.collect(collection=desk, product_id=ids("Keys")[0])
    assert titles(desk) == ["Lamp", "Mouse", "Keys"]


def test_a_full_collection_says_so(desk, monkeypatch):
    monkeypatch.setattr("techmart.catalogue.actions.collections.MOST_IN_A_COLLECTION", 3)
    with pytest.raises(catalogue.CollectionFull):
        catalogue.collect(collection=desk, product_id=a_product("Screen").pk)


def test_a_photograph_that_is_replaced_is_deleted(desk, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    for content in (b"one", b"two", b""):
        desk = Collection.objects.get(pk=desk.pk)
        desk.photo = ContentFile(content, name=f"{len(content)}{content[:1]!r}.webp") if content else ""
        with django_capture_on_commit_callbacks(execute=True):
            catalogue.save_collection(collection=desk)
        kept = [path.read_bytes() for path in (tmp_path / "collections").iterdir()]
        assert kept == ([content] if content else [])


def test_a_collection_runs_from_and_until(desk):
    hour = timedelta(hours=1)
    Collection.objects.update(starts_at=NOW, ends_at=NOW + hour)
    moments = (NOW - hour, NOW, NOW + hour)
    assert [desk.is_running(at) for at in moments] == [False, True, True]
    desk.refresh_from_db()
    assert [desk.is_running(at) for at in moments] == [False, True, False]
    assert [len(queries.collection_tiles(at)) for at in moments] == [0, 1, 0]


def test_a_tile_counts_what_shoppers_see_and_shows_the_first_of_it(desk):
    Product.objects.filter(title="Lamp").update(status="draft")
    Product.objects.filter(title="Keys").update(card={"picture": "/keys.svg"})
    (tile,) = queries.collection_tiles(NOW)
    assert (tile.product_count, tile.card) == (2, {"picture": "/keys.svg"})
    Product.objects.update(status="draft")
    assert queries.collection_tiles(NOW) == []
