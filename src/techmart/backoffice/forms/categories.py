"""The form of a category, and the facts of its products as lines that a merchant can type."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from techmart.backoffice.forms.products import CategoryField
from techmart.catalogue.models import Category

# "Battery life (h): number": a unit stands in brackets.
UNIT = re.compile(r"(?P<label>.*\S)\s*\((?P<unit>[^()]+)\)")
Schema = list[dict[str, Any]]


class FactsUnclear(ValueError):
    """A line says no fact; the message says so to staff."""


class CategoryForm(forms.ModelForm):
    """What a category says, where it stands, and what its products are described by."""

    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Left empty: from the title."),
    )
    parent = CategoryField(
        label=gettext_lazy("Inside"), required=False, empty_label=gettext_lazy("Nothing: it is an aisle")
    )
    facts = forms.CharField(
        label=gettext_lazy("Facts of its products"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "A line each; shoppers filter by them. “Weight (g): number”, “Wireless: yes or no”, "
            "“Design: open, closed”, or just “Material” for words."
        ),
    )

    class Meta:
        model = Category
        fields = ["title", "slug", "intro"]
        labels = {"title": gettext_lazy("Title"), "intro": gettext_lazy("Intro")}
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    field_order = ("title", "parent", "slug", "intro", "facts")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["facts"] = "\n".join(map(_line, self.instance.spec_schema))
        if self.instance.pk:
            self.initial["parent"] = Category.objects.get_parent(self.instance)
            places = self.fields["parent"].queryset  # type: ignore[attr-defined]
            self.fields["parent"].queryset = places.exclude(path__startswith=self.instance.path)  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """Take it from the title where it was left empty."""
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:80]
        if not slug:
            raise forms.ValidationError(_("Type an address: letters without accents, digits and hyphens."))
        return slug

    def clean_facts(self) -> str:
        """Read the lines; a fact that was there keeps its key, and with it what products say."""
        try:
            self.instance.spec_schema = facts_of(self.cleaned_data["facts"], self.instance.spec_schema)
        except FactsUnclear as error:
            raise forms.ValidationError(str(error)) from error
        return str(self.cleaned_data["facts"])


def facts_of(text: str, before: Schema) -> Schema:
    """Read a schema from lines. A fact of the same label as before keeps its key.

    >>> facts_of("Weight (g): number", [{"key": "weight_g", "label": "Weight", "type": "number", "unit": "kg"}])
    [{'key': 'weight_g', 'label': 'Weight', 'unit': 'g', 'type': 'number'}]

    Raises
    ------
    FactsUnclear
        A line has no label, two have the same, or a choice has but one value.
    """
    facts = [_fact(line) for line in text.splitlines() if line.strip()]
    labels = [fact["label"].casefold() for fact in facts]
    if doubled := next((label for label in labels if labels.count(label) > 1), None):
        raise FactsUnclear(_("“{label}” stands there twice.").format(label=doubled))
    kept = {fact["label"].casefold(): fact["key"] for fact in before}
    keys = _keys(labels, kept)
    return [{"key": key, **fact} for key, fact in zip(keys, facts, strict=True)]


def _fact(line: str) -> dict[str, Any]:
    label, _colon, kind = (part.strip() for part in line.partition(":"))
    if not label:
        raise FactsUnclear(_("“{line}” has no name before its colon.").format(line=line.strip()))
    found = UNIT.fullmatch(label)
    named = {"label": found["label"], "unit": found["unit"].strip()} if found else {"label": label}
    if kind.casefold() in {"", _words().casefold()}:
        return {**named, "type": "text"}
    if kind.casefold() in {"yes or no", _yes_or_no().casefold()}:
        return {**named, "type": "boolean"}
    if kind.casefold() in {"number", _number().casefold()}:
        return {**named, "type": "number"}
    choices = list(dict.fromkeys(word.strip() for word in kind.split(",") if word.strip()))
    if len(choices) < 2:
        raise FactsUnclear(_("Give “{label}” two values at least, parted by commas.").format(label=label))
    return {**named, "type": "choice", "choices": choices}


def _keys(labels: Sequence[str], kept: dict[str, str]) -> Iterator[str]:
    taken = set(kept.values())
    for number, label in enumerate(labels, start=1):
        key = kept.get(label) or slugify(label).replace("-", "_")[:40] or f"fact_{number}"
        while label not in kept and key in taken:
            key += "_"
        taken.add(key)
        yield key


def _line(fact: dict[str, Any]) -> str:
    label = f"{fact['label']} ({fact['unit']})" if fact.get("unit") else str(fact["label"])
    match fact.get("type"):
        case "number":
            return f"{label}: {_number()}"
        case "boolean":
            return f"{label}: {_yes_or_no().casefold()}"
        case "choice" if fact.get("choices"):
            return f"{label}: {', '.join(fact['choices'])}"
        case _:
            return label


def _number() -> str:
    return pgettext("kind of a fact", "number")


def _yes_or_no() -> str:
    return pgettext("kind of a fact", "yes or no")


def _words() -> str:
    return pgettext("kind of a fact", "words")
