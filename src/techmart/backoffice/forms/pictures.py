"""Forms of a product's pictures."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.drawings import FAMILIES, VIEWS
from techmart.backoffice.forms.fields import PhotoField
from techmart.catalogue.models import Product, Variant
from techmart.pictures import UnknownPictureError, slug


class PictureForm(forms.Form):
    """What every picture has: words for those who do not see it, and perhaps one variant that it shows."""

    alt = forms.CharField(label=_("In words"), required=False, max_length=160)
    variant = forms.ModelChoiceField(
        Variant.objects.none(), label=_("Shows"), required=False, empty_label=_("Every variant")
    )

    def __init__(
        self, data: QueryDict | None = None, files: MultiValueDict[str, Any] | None = None, *, product: Product
    ) -> None:
        super().__init__(data, files, auto_id=f"{type(self).__name__.lower()}-%s")
        variant = self.fields["variant"]
        assert isinstance(variant, forms.ModelChoiceField)
        variant.queryset = product.variants.all()


class PhotoForm(PictureForm):
    """An upload: it is written anew before it is kept."""

    photo = PhotoField(label=_("Photo"), help_text=_("JPEG, PNG or WebP."))
    field_order = ["photo", "alt", "variant"]


class DrawingForm(PictureForm):
    """One of the shop's own drawings."""

    family = forms.ChoiceField(label=_("Drawing"), choices=list(FAMILIES.items()))
    colour = forms.CharField(label=_("Colour"), max_length=7, initial="2b2f36")
    view = forms.ChoiceField(label=_("View"), choices=list(VIEWS.items()))
    field_order = ["family", "colour", "view", "alt", "variant"]

    def clean(self) -> dict[str, Any]:
        """Put the three together."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            colour = cleaned["colour"].removeprefix("#").lower()
            try:
                cleaned["drawing"] = slug(cleaned["family"], colour, cleaned["view"])
            except UnknownPictureError:
                self.add_error("colour", _("Six digits, such as 2b2f36; not every drawing has every view."))
        return cleaned
