"""Forms of discounts and their coupons."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import MoneyField, moment, refuse_to_end_before_it_begins, set_currency
from techmart.core.models import ShopSettings
from techmart.pricing.actions import MOST_AT_ONCE
from techmart.pricing.models import Discount, DiscountKind


class DiscountForm(forms.ModelForm):
    """What is taken off, for whom and when."""

    percent = forms.DecimalField(label=_("Per cent"), required=False, min_value=0, max_value=100, decimal_places=2)
    amount = MoneyField(label=_("Amount"), required=False)
    minimum = MoneyField(label=_("From this order value on"), required=False)
    starts_at = moment(_("Begins"), required=False)
    ends_at = moment(_("Ends"), required=False)

    class Meta:
        model = Discount
        fields = ["name", "kind", "percent", "amount", "category", "minimum", "starts_at", "ends_at"]
        fields += ["is_automatic", "limit_total", "limit_per_person", "is_active"]
        labels = {
            "name": _("Name"),
            "kind": _("Takes off"),
            "category": _("Only for"),
            "is_automatic": _("Everybody gets it, without a code"),
            "limit_total": _("Coupons good how often in all"),
            "limit_per_person": _("And how often for one person"),
            "is_active": _("Switched on"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].empty_label = _("Everything")  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.instance.currency = ShopSettings.current().currency
        self.initial["percent"] = Decimal(self.instance.basis_points) / 100
        set_currency(self, self.instance.currency)

    def clean_amount(self) -> int:
        """Nothing typed is nothing."""
        return self.cleaned_data["amount"] or 0

    def clean_minimum(self) -> int:
        """Nothing typed is nothing."""
        return self.cleaned_data["minimum"] or 0

    def clean_limit_total(self) -> int | None:
        """Uses that were made are not taken away."""
        limit: int | None = self.cleaned_data["limit_total"]
        if limit is not None and limit < self.instance.uses:
            raise forms.ValidationError(_("It was used %(times)s times already.") % {"times": self.instance.uses})
        return limit

    def clean(self) -> dict[str, Any]:
        """Let it take something off, and end after it begins."""
        cleaned = super().clean() or self.cleaned_data
        self.instance.basis_points = int((cleaned.get("percent") or 0) * 100)
        kind = cleaned.get("kind")
        if kind == DiscountKind.PERCENT and not self.instance.basis_points and "percent" in cleaned:
            self.add_error("percent", _("How many per cent?"))
        if kind == DiscountKind.FIXED and not cleaned.get("amount") and "amount" in cleaned:
            self.add_error("amount", _("How much?"))
        refuse_to_end_before_it_begins(self, cleaned)
        return cleaned


class CouponForm(forms.Form):
    """One code that many may use, or many codes that are good once each."""

    code = forms.RegexField(
        r"^[A-Za-z0-9-]{3,24}$",
        label=_("Code"),
        required=False,
        max_length=24,
        help_text=_("One code for everybody, such as WELCOME10."),
        error_messages={"invalid": _("Three letters or digits at least, without spaces.")},
    )
    count = forms.IntegerField(
        label=_("Or so many one-time codes"), required=False, min_value=1, max_value=MOST_AT_ONCE
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["code"]) == bool(cleaned["count"]):
            raise forms.ValidationError(_("Type either a code or a number of codes."))
        return cleaned
