"""No field escapes: whatever can hold words says whether they are about a person."""

import pytest
from django.apps import apps
from django.db import models

from techmart.accounts.personal_data import ALL, BY_OTHER_MEANS, HOLDINGS, NOT_PERSONAL

WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)
MODELS = {model._meta.label: model for model in apps.get_models()}
# Who did it, not whom it is about; staff are not erased.
STAFF = {"admin.LogEntry.user", "orders.Activity.actor", "feedback.Reply.by"}


def word_fields(label: str) -> set[str]:
    fields = MODELS[label]._meta.concrete_fields
    return {field.name for field in fields if isinstance(field, WORDS) and not field.choices}


@pytest.mark.parametrize("label", MODELS)
def test_every_field_that_can_hold_words_is_classified(label):
    holding = HOLDINGS.get(label)
    if holding is not None and holding.deleted is ALL:
        return
    personal = set(holding.erased) if holding else set()
    classified = personal | NOT_PERSONAL.get(label, set()) | BY_OTHER_MEANS.get(label, set())
    assert word_fields(label) - classified == set()
    assert personal & NOT_PERSONAL.get(label, set()) == set()


@pytest.mark.parametrize("label", sorted({*HOLDINGS, *NOT_PERSONAL, *BY_OTHER_MEANS}))
def test_nothing_is_classified_that_is_not_there(label):
    names = {field.name for field in MODELS[label]._meta.concrete_fields}
    listed = NOT_PERSONAL.get(label, set()) | BY_OTHER_MEANS.get(label, set())
    if label in HOLDINGS:
        listed |= set(HOLDINGS[label].erased) | HOLDINGS[label].hidden
    assert listed - names == set()


def test_whatever_relates_to_a_customer_or_to_what_is_held_of_one_is_held():
    related = {
        f"{label}.{field.name}"
        for label, model in MODELS.items()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label in HOLDINGS
    }
    unheld = {name for name in related - STAFF if name.rpartition(".")[0] not in HOLDINGS}
    assert unheld == set()
