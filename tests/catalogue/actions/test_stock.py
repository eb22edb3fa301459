"""Stock is what the ledger says, at every step."""

import pytest
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import NOW, a_variant

from techmart.catalogue import actions as catalogue
from techmart.catalogue.actions import OutOfStock, StockPromised
from techmart.catalogue.enums import StockMoveKind
from techmart.catalogue.models import StockMove, Variant
from techmart.catalogue.queries import stock_faults


def take(variant, quantity, reference):
    catalogue.allocate(variant_id=variant.pk, quantity=quantity, held=0, reference=reference, now=NOW)


@pytest.mark.django_db
def test_the_ledger_answers_why_it_is_seven():
    variant = a_variant(on_hand=10)
    take(variant, 4, "T1/1")
    catalogue.ship(variant_id=variant.pk, quantity=4, reference="T1/1", by="mara", now=NOW)
    catalogue.change_stock(variant_id=variant.pk, change=1, kind=StockMoveKind.RECEIVED, note="", by="mara", now=NOW)
    variant.refresh_from_db()
    assert (variant.on_hand, variant.allocated, variant.available) == (7, 0, 7)
    moves = variant.moves.order_by("pk").values_list("kind", "on_hand_change", "allocated_change")
    assert list(moves) == [("opening", 10, 0), ("allocated", 0, 4), ("shipped", -4, -4), ("received", 1, 0)]


@pytest.mark.django_db
def test_the_same_order_line_is_not_taken_twice():
    variant = a_variant(on_hand=10)
    take(variant, 1, "T1/1")
    with pytest.raises(IntegrityError):
        take(variant, 1, "T1/1")


@pytest.mark.django_db
def test_promised_units_cannot_be_taken_off_the_shelf():
    variant = a_variant(on_hand=5)
    take(variant, 4, "T1/1")
    with pytest.raises(StockPromised, match="4 are promised"):
        catalogue.count_stock(variant_id=variant.pk, counted=3, note="", by="mara", now=NOW)
    catalogue.count_stock(variant_id=variant.pk, counted=4, note="one broke", by="mara", now=NOW)
    variant.refresh_from_db()
    assert (variant.on_hand, variant.available) == (4, 0)


@pytest.mark.django_db
def test_an_uncounted_variant_can_always_be_had_and_leaves_no_trace():
    variant = a_variant(on_hand=0, tracks_stock=False)
    take(variant, 1000, "T1/1")
    assert variant.available is None
    assert StockMove.objects.filter(variant=variant).count() == 0


@pytest.mark.django_db
def test_a_ledger_row_is_never_changed():
    a_variant()
    with pytest.raises(TypeError, match="opposite"):
        StockMove.objects.get().save()


@pytest.mark.django_db
def test_people_choose_only_kinds_that_people_do():
    with pytest.raises(ValueError, match="follows from orders"):
        catalogue.change_stock(variant_id=a_variant().pk, change=1, kind=StockMoveKind.SHIPPED, note="", by="", now=NOW)


class AnySequence(TestCase):
    """Whatever is done in whatever order, nothing is oversold and the ledger agrees."""

    @given(
        steps=st.lists(st.tuples(st.sampled_from(["take", "hold", "count", "receive"]), st.integers(1, 8)), max_size=12)
    )
    @settings(max_examples=30)
    def test_counters_and_ledger_agree(self, steps):
        variant = a_variant(on_hand=6)
        for number, (verb, units) in enumerate(steps):
            self.step(variant, verb, units, f"T{number}/1")
        variant.refresh_from_db()
        assert stock_faults() == []
        assert 0 <= variant.allocated + variant.held <= variant.on_hand
        Variant.objects.filter(pk=variant.pk).update(held=0)

    def step(self, variant, verb, units, reference):
        try:
            if verb == "take":
                take(variant, units, reference)
            elif verb == "hold":
                catalogue.hold(variant_id=variant.pk, quantity=units)
            elif verb == "count":
                catalogue.count_stock(variant_id=variant.pk, counted=units, note="", by="", now=NOW)
            else:
                kind = StockMoveKind.RECEIVED
                catalogue.change_stock(variant_id=variant.pk, change=units, kind=kind, note="", by="", now=NOW)
        except (OutOfStock, StockPromised):
            pass  # a clear no is a right answer; that nothing changed is what the test looks at
