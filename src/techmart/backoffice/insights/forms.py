"""Forms of Insights: the filters of the customer list, and the weights of the weighted score."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import any_of, search_box
from techmart.backoffice.insights.names import GROUPS, PARTS
from techmart.backoffice.lists import Filter
from techmart.scoring.models import ScoringSettings
from techmart.scoring.queries import CustomerPage, scored_customers

Weights = tuple[float, float, float]
NAMES = ("recency", "frequency", "monetary")


class CustomerFilter(Filter):
    """Which customers are seen; the order they stand in goes along."""

    q = search_box(_("Name or e-mail"))
    group = any_of(_("Group"), [(group, name) for group, (name, _meaning) in GROUPS.items()])
    sort = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)
    direction = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set; the order is none."""
        return {name: value for name, value in super().chosen.items() if name in {"q", "group"}}

    @property
    def order(self) -> tuple[str, str]:
        """The column that the list is sorted by, and the direction; empty where nobody asked."""
        self.is_valid()
        return self.cleaned_data.get("sort", ""), self.cleaned_data.get("direction", "")

    def find(self, *, page: str | None, now: datetime) -> CustomerPage | None:
        """Return the customers that pass, scored at `now`."""
        (sort, direction), chosen = self.order, self.chosen
        return scored_customers(
            now=now,
            sort=sort,
            direction=direction,
            search=chosen.get("q", ""),
            group=chosen.get("group", ""),
            page=page,
        )


class WeightsForm(forms.Form):
    """How the weighted score is weighed. Any numbers will do: only their proportions count."""

    source = forms.ChoiceField(
        label=_("Weights"),
        choices=[("learned", _("Learn from my orders")), ("mine", _("Use mine"))],
        widget=forms.RadioSelect,
    )
    recency = forms.FloatField(label=PARTS["R"], min_value=0, max_value=1000)
    frequency = forms.FloatField(label=PARTS["F"], min_value=0, max_value=1000)
    monetary = forms.FloatField(label=PARTS["M"], min_value=0, max_value=1000)

    @classmethod
    def showing(cls, settings: ScoringSettings, used: Weights) -> "WeightsForm":
        """Return the form filled in with what is in use."""
        numbers = {name: f"{weight:.2f}" for name, weight in zip(NAMES, used, strict=True)}
        return cls(initial={"source": "learned" if settings.learns_weights else "mine", **numbers})

    def clean(self) -> dict[str, Any]:
        """Refuse weights that say nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("source") == "mine" and not self.errors and not sum(self._numbers(cleaned)) > 0:
            raise forms.ValidationError(_("At least one weight must be above 0."))
        return cleaned

    @property
    def weights(self) -> Weights | None:
        """The merchant's weights, scaled so that they sum to 1; None where they are to be learned."""
        if self.cleaned_data["source"] == "learned":
            return None
        numbers = self._numbers(self.cleaned_data)
        recency, frequency, monetary = (number / sum(numbers) for number in numbers)
        return recency, frequency, monetary

    def _numbers(self, cleaned: dict[str, Any]) -> list[float]:
        return [cleaned[name] for name in NAMES]
