"""Form fields from a category's specification schema, and back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PREFIX = "spec_"
YES_OR_NO = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]


def spec_fields(schema: list[dict[str, Any]], values: dict[str, Any]) -> dict[str, forms.Field]:
    """Return a form field for every line of the schema, filled with the product's values."""
    return {PREFIX + line["key"]: _field(line, values.get(line["key"])) for line in schema}


def spec_values(schema: list[dict[str, Any]], cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed into those fields, by key; what was left empty is left out.

    >>> spec_values([{"key": "weight_g", "type": "number"}], {"spec_weight_g": 250.0})
    {'weight_g': 250}
    """
    typed = {line["key"]: _value(line, cleaned.get(PREFIX + line["key"])) for line in schema}
    return {key: value for key, value in typed.items() if value not in (None, "")}


def _field(line: dict[str, Any], value: Any) -> forms.Field:
    label = f"{line['label']}, {line['unit']}" if line.get("unit") else line["label"]
    shared: dict[str, Any] = {"label": label, "required": False, "initial": value}
    match line.get("type"):
        case "number":
            return forms.FloatField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **shared)
        case "boolean":
            shared["initial"] = {True: "yes", False: "no"}.get(value, "")
            return forms.ChoiceField(choices=YES_OR_NO, **shared)
        case "choice" if line.get("choices"):
            return forms.ChoiceField(
                choices=[("", _("Not said")), *((word, word) for word in line["choices"])], **shared
            )
        case _:
            return forms.CharField(max_length=120, **shared)


def _value(line: dict[str, Any], typed: Any) -> Any:
    if line.get("type") == "boolean":
        return {"yes": True, "no": False}.get(typed)
    if isinstance(typed, float) and typed.is_integer():
        return int(typed)
    return typed
