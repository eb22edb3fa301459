"""Forms of what the merchant sets."""

import re
from decimal import Decimal
from typing import Any

from django import forms

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
        raise forms.ValidationError(f"“{text}” is no country code. Two letters, such as DE.")
    return code


class ShopForm(forms.ModelForm):
    """The shop's own options."""

    class Meta:
        model = ShopSettings
        fields = ["name", "email", "country", "currency", "prices_include_tax"]
        fields += ["postal_address", "bank_details", "transfer_days", "review_days", "notice"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("postal_address", "bank_details")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Prices are stored in their currency: another one would not convert them.
        if Variant.objects.exists():
            self.fields["currency"].disabled = True
            self.fields["currency"].help_text = "Fixed once something is for sale."

    def clean_country(self) -> str:
        """Two letters."""
        return country_code(self.cleaned_data["country"])

    def clean_currency(self) -> str:
        """Three letters."""
        code: str = self.cleaned_data["currency"].upper()
        if not CURRENCY.fullmatch(code):
            raise forms.ValidationError("Three letters, such as EUR.")
        return code


class ShippingForm(forms.ModelForm):
    """A way of sending."""

    price = MoneyField()
    free_over = MoneyField(required=False, help_text="Free from this order value on.")
    countries = forms.CharField(required=False, max_length=400, help_text="Codes parted by commas; empty: everywhere.")

    class Meta:
        model = ShippingMethod
        fields = [
            *("name", "code", "promise", "fastest_days", "slowest_days", "price", "free_over"),
            *("countries", "max_weight_g", "position", "is_active"),
        ]
        labels = {"max_weight_g": "Heaviest parcel, g", "is_active": "Offered at checkout"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["countries"] = ", ".join(self.instance.countries)
        if self.instance.pk is None:
            self.instance.currency = ShopSettings.current().currency
        set_currency(self, self.instance.currency)

    def clean_countries(self) -> list[str]:
        """Read the codes."""
        return [country_code(code) for code in self.cleaned_data["countries"].split(",") if code.strip()]


class TaxForm(forms.ModelForm):
    """A country's rate, typed in per cent."""

    percent = forms.DecimalField(label="Rate, %", min_value=0, max_value=100, decimal_places=2)

    class Meta:
        model = TaxRate
        fields = ["country", "tax_class"]

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
