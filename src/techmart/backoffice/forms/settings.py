"""Forms of what the merchant sets."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import MoneyField, set_currency
from techmart.catalogue.models import Variant
from techmart.core.models import ShopSettings
from techmart.pricing.models import ShippingMethod, TaxRate

COUNTRY = re.compile(r"[A-Z]{2}")
CURRENCY = re.compile(r"[A-Z]{3}")


def country_code(text: str) -> str:
    """Return a country's two letters; raise `ValidationError` for anything else."""
    code = text.strip().upper()
    if not COUNTRY.fullmatch(code):
        raise forms.ValidationError(_("“%(text)s” is no country code. Two letters, such as DE.") % {"text": text})
    return code


class ShopForm(forms.ModelForm):
    """The shop's own options."""

    class Meta:
        model = ShopSettings
        fields = ["name", "email", "country", "currency", "prices_include_tax"]
        fields += ["postal_address", "bank_details", "transfer_days", "review_days", "notice"]
        labels = {
            "name": _("Name"),
            "email": _("E-mail"),
            "country": _("Country"),
            "currency": _("Currency"),
            "prices_include_tax": _("Prices include tax"),
            "postal_address": _("Postal address"),
            "bank_details": _("Bank details"),
            "transfer_days": _("Days a bank transfer may take"),
            "review_days": _("Days until a review is asked for"),
            "notice": _("Notice"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("postal_address", "bank_details")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Prices are stored in their currency: another one would not convert them.
        if Variant.objects.exists():
            self.fields["currency"].disabled = True
            self.fields["currency"].help_text = _("Fixed once something is for sale.")

    def clean_country(self) -> str:
        """Two letters."""
        return country_code(self.cleaned_data["country"])

    def clean_currency(self) -> str:
        """Three letters."""
        code: str = self.cleaned_data["currency"].upper()
        if not CURRENCY.fullmatch(code):
            raise forms.ValidationError(_("Three letters, such as EUR."))
        return code


class ShippingForm(forms.ModelForm):
    """A way of sending."""

    code = forms.SlugField(label=_("Code"), required=False, max_length=40, help_text=_("Left empty: from the name."))
    price = MoneyField(label=_("Price"))
    free_over = MoneyField(label=_("Free over"), required=False, help_text=_("Free from this order value on."))
    countries = forms.CharField(
        label=_("Countries"),
        required=False,
        max_length=400,
        help_text=_("Codes parted by commas; empty: everywhere."),
    )

    class Meta:
        model = ShippingMethod
        fields = [
            *("name", "code", "promise", "fastest_days", "slowest_days", "price", "free_over"),
            *("countries", "max_weight_g", "position", "is_active"),
        ]
        labels = {
            "name": _("Name"),
            "promise": _("Promise"),
            "fastest_days": _("Fastest days"),
            "slowest_days": _("Slowest days"),
            "max_weight_g": _("Heaviest parcel, g"),
            "position": _("Position"),
            "is_active": _("Offered at checkout"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["countries"] = ", ".join(self.instance.countries)
        if self.instance.pk is None:
            self.instance.currency = ShopSettings.current().currency
        set_currency(self, self.instance.currency)

    def clean_code(self) -> str:
        """Take it from the name where it was left empty."""
        code = self.cleaned_data["code"] or slugify(self.cleaned_data.get("name", ""))[:40]
        if not code:
            raise forms.ValidationError(_("Type a code: letters without accents, digits and hyphens."))
        return code

    def clean_countries(self) -> list[str]:
        """Read the codes."""
        return [country_code(code) for code in self.cleaned_data["countries"].split(",") if code.strip()]


class TaxForm(forms.ModelForm):
    """A country's rate, typed in per cent."""

    percent = forms.DecimalField(label=_("Rate, %"), min_value=0, max_value=100, decimal_places=2)

    class Meta:
        model = TaxRate
        fields = ["country", "tax_class"]
        labels = {"country": _("Country"), "tax_class": _("Tax class")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.basis_points is not None:
            self.initial["percent"] = Decimal(self.instance.basis_points) / 100

    def clean_country(self) -> str:
        """Two letters."""
        return country_code(self.cleaned_data["country"])

    def clean(self) -> dict[str, Any]:
        """Keep hundredths of a per cent."""
        cleaned = super().clean() or self.cleaned_data
        if "percent" in cleaned:
            self.instance.basis_points = int(cleaned["percent"] * 100)
        return cleaned
