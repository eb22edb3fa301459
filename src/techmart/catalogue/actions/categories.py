"""Where products stand: the tree of categories."""

from django.db import transaction
from django.utils.translation import gettext as _

from techmart.catalogue import search
from techmart.catalogue.actions.slugs import keep_old_slug
from techmart.catalogue.models import Category


class CategoryInUse(ValueError):
    """Products or other categories stand in it; the message says so to staff."""


@transaction.atomic
def save_category(*, category: Category, parent: Category | None) -> None:
    """Save a category inside another one or at the top; an old address leads to the new one, a new title is found."""
    if category.pk is None:
        _add(category, parent)
        return
    before = Category.objects.get(pk=category.pk)
    category.save(update_fields=["title", "slug", "intro", "spec_schema"])
    keep_old_slug(row=category, before=before.slug)
    if parent != Category.objects.get_parent(before):
        _move(category, parent)
    if category.title != before.title:
        search.index(product_ids=list(category.products.values_list("pk", flat=True)))


def _add(category: Category, parent: Category | None) -> None:
    if parent is None:
        Category.objects.add_root(instance=category)
    else:
        Category.objects.add_child(parent, instance=category)


def _move(category: Category, parent: Category | None) -> None:
    """Put it behind the others there, with all that stands in it."""
    if parent is None:
        Category.objects.move(category, Category.objects.get_root_nodes().last(), "last-sibling")
    else:
        Category.objects.move(category, parent, "last-child")
    category.refresh_from_db()


@transaction.atomic
def remove_category(*, category: Category) -> None:
    """Take an empty category away.

    Raises
    ------
    CategoryInUse
        Something stands in it.
    """
    if not category.is_leaf() or category.products.exists():
        raise CategoryInUse(_("Something stands in it. Put that elsewhere first."))
    category.delete()
