"""What stands in a collection, and in which order."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from techmart.catalogue.models import Collection, CollectionItem

MOST_IN_A_COLLECTION: Final = 200


class CollectionFull(ValueError):
    """It has as many products as one page of the back office can arrange; the message says so to staff."""


@transaction.atomic
def save_collection(*, collection: Collection) -> None:
    """Save what a collection says of itself; a photograph that it no longer shows is deleted once that is certain."""
    before = Collection.objects.filter(pk=collection.pk).values_list("photo", flat=True).first()
    collection.save()
    if before and before != collection.photo.name:
        transaction.on_commit(lambda: collection.photo.storage.delete(before))


@transaction.atomic
def remove_collection(*, collection: Collection) -> None:
    """Take a collection away, its products stay."""
    storage, photo = collection.photo.storage, collection.photo.name
    collection.delete()
    if photo:
        transaction.on_commit(lambda: storage.delete(photo))


@transaction.atomic
def collect(*, collection: Collection, product_id: int) -> None:
    """Put a product at the end of a collection; one that is there already stays where it is.

    Raises
    ------
    CollectionFull
        It holds the most that can be arranged.
    """
    items = _locked(collection)
    if items.filter(product=product_id).exists():
        return
    if items.count() >= MOST_IN_A_COLLECTION:
        raise CollectionFull(_("A collection holds {number} products at most.").format(number=MOST_IN_A_COLLECTION))
    last = items.aggregate(last=Max("position"))["last"] or 0
    CollectionItem.objects.create(collection=collection, product_id=product_id, position=last + 1)


@transaction.atomic
def take_out(*, collection: Collection, product_id: int) -> None:
    """Take a product out of a collection."""
    _locked(collection).filter(product=product_id).delete()


@transaction.atomic
def arrange(*, collection: Collection, product_ids: Sequence[int]) -> None:
    """Put these first, in this order; what was collected meanwhile comes after them."""
    wanted = {pk: place for place, pk in enumerate(product_ids)}
    items = sorted(_locked(collection), key=lambda item: wanted.get(item.product_id, len(wanted)))
    for place, item in enumerate(items, start=1):
        item.position = place
    CollectionItem.objects.bulk_update(items, ["position"])


def _locked(collection: Collection) -> QuerySet[CollectionItem]:
    """Let nobody else arrange the same collection meanwhile."""
    Collection.objects.select_for_update().get(pk=collection.pk)
    return CollectionItem.objects.filter(collection=collection)
