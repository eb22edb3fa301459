"""Forms of a product's variants: their options, prices and facts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import MoneyField, set_currency
from techmart.catalogue.models import Product, Variant
from techmart.catalogue.options import Option, options_text, parse_options
from techmart.orders.models import Order, OrderLine


class OptionsForm(forms.Form):
    """What can be chosen, as text."""

    options = forms.CharField(
        label=_("Options"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Colour: Black, Sand; Storage: 128 GB, 256 GB")}),
        help_text=_("One option a line. Every combination becomes a variant; what has stock or orders stays."),
    )

    def __init__(self, data: QueryDict | None = None, *, product: Product) -> None:
        super().__init__(data, initial={"options": options_text(product.options)})

    def clean_options(self) -> list[Option]:
        """Read the options."""
        try:
            return parse_options(self.cleaned_data["options"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class VariantForm(forms.ModelForm):
    """One row of the table."""

    price = MoneyField(label=_("Price"))
    compare_at = MoneyField(label=_("Was"), required=False)
    colour = forms.CharField(
        label=_("Colour"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"size": 7, "placeholder": "2b2f36"}),
        validators=[RegexValidator(r"^#?[0-9a-fA-F]{6}$", _("Six digits, such as 2b2f36."))],
    )

    class Meta:
        model = Variant
        fields = ["sku", "price", "compare_at", "colour", "weight_g", "tracks_stock", "low_stock_at"]
        labels = {
            "sku": _("SKU"),
            "weight_g": _("Weight, g"),
            "tracks_stock": _("Counted"),
            "low_stock_at": _("Low at"),
        }
        widgets = {
            "sku": forms.TextInput(attrs={"size": 18, "class": "mono"}),
            "weight_g": forms.TextInput(attrs={"size": 5, "inputmode": "numeric", "class": "number"}),
            "low_stock_at": forms.TextInput(attrs={"size": 3, "inputmode": "numeric", "class": "number"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        set_currency(self, self.instance.currency)

    def clean_colour(self) -> str:
        """Keep six lower-case digits."""
        return str(self.cleaned_data["colour"]).removeprefix("#").lower()

    def clean_tracks_stock(self) -> bool:
        """Refuse to start or stop counting while an order waits for this variant: its units would be lost count of."""
        tracks_stock: bool = self.cleaned_data["tracks_stock"]
        # A table that claims more rows than it was given has some without a variant.
        if self.instance.pk and "tracks_stock" in self.changed_data:
            waiting = OrderLine.objects.filter(variant=self.instance, order__in=Order.objects.to_ship())
            if self.instance.held or waiting.exists():
                raise forms.ValidationError(_("Change this when no order or cart waits for it."))
        return tracks_stock

    def clean(self) -> dict[str, Any]:
        """A former price is a higher one."""
        cleaned = super().clean() or self.cleaned_data
        was, price = cleaned.get("compare_at"), cleaned.get("price")
        if was is not None and price is not None and was <= price:
            self.add_error("compare_at", _("Higher than the price, or empty."))
        return cleaned


VariantFormSet = forms.modelformset_factory(Variant, form=VariantForm, extra=0, edit_only=True)
