"""Forms of stock."""

import secrets
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import any_of, search_box
from techmart.backoffice.lists import Filter
from techmart.catalogue.enums import MANUAL_KINDS, StockMoveKind
from techmart.catalogue.models import Variant
from techmart.catalogue.queries import low_stock


class StockFilter(Filter):
    """Which variants are seen."""

    q = search_box(_("SKU or title"))
    stock = any_of(_("Stock"), [("low", _("Low or gone"))])

    def narrow(self, rows: QuerySet[Variant]) -> QuerySet[Variant]:
        """Return the variants that pass."""
        chosen = self.chosen
        if words := chosen.get("q"):
            rows = rows.filter(Q(sku__icontains=words) | Q(product__title__icontains=words))
        return rows.filter(pk__in=low_stock().values("pk")) if "stock" in chosen else rows


def _draw_key() -> str:
    return secrets.token_urlsafe(16)


class StockMoveForm(forms.Form):
    """A change by hand: units that came, units that are gone, or what was counted on the shelf."""

    kind = forms.ChoiceField(label=_("Why"), choices=[(kind.value, kind.label) for kind in MANUAL_KINDS])
    units = forms.IntegerField(
        label=_("Units"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "class": "number"}),
        help_text=_("How many came, are gone, or stand on the shelf."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    # Makes a form that is sent twice one move.
    key = forms.SlugField(required=False, max_length=30, initial=_draw_key, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Nothing received or lost is no move."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("units") == 0 and cleaned.get("kind") != StockMoveKind.COUNTED:
            self.add_error("units", _("At least one."))
        return cleaned

    @property
    def change(self) -> int:
        """The signed change of a received or damaged number of units."""
        units: int = self.cleaned_data["units"]
        return -units if self.cleaned_data["kind"] == StockMoveKind.DAMAGED else units
