"""The form of a collection, and the order that its products are put in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from techmart.backoffice.forms.fields import PhotoField, moment, refuse_to_end_before_it_begins
from techmart.catalogue.models import Collection
from techmart.core.digits import number_in


class CollectionForm(forms.ModelForm):
    """What a collection says of itself, and when it is shown."""

    slug = forms.SlugField(
        label=_("Address"), required=False, max_length=80, help_text=_("Left empty: from the title.")
    )
    photo = PhotoField(label=_("Photo"), required=False, widget=forms.ClearableFileInput)
    starts_at = moment(_("Shown from"), initial=timezone.now)
    ends_at = moment(_("Shown until"), required=False, help_text=_("Left empty: for good."))

    class Meta:
        model = Collection
        fields = ["title", "slug", "intro", "photo", "starts_at", "ends_at", "position"]
        labels = {"title": _("Title"), "intro": _("Intro"), "position": _("Position")}
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # People and search engines have kept the address.
        self.fields["slug"].disabled = self.instance.pk is not None

    def clean_slug(self) -> str:
        """Take it from the title where it was left empty."""
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:80]
        if not slug:
            raise forms.ValidationError(_("Type an address: letters without accents, digits and hyphens."))
        return slug

    def clean(self) -> dict[str, Any]:
        """Let it end after it begins."""
        cleaned = super().clean() or self.cleaned_data
        refuse_to_end_before_it_begins(self, cleaned)
        return cleaned


def wanted_order(product_ids: Sequence[int], places: Mapping[str, str]) -> list[int]:
    """Return the order that somebody typed, `place-<product>` being the number of each; nonsense changes nothing.

    What is given the place of another comes before it where it moved up, and after it where it moved down.

    >>> wanted_order([7, 8, 9], {"place-9": "1"}), wanted_order([7, 8, 9], {"place-7": "2"})
    ([9, 7, 8], [8, 7, 9])
    """
    moves = []
    for old, pk in enumerate(product_ids, start=1):
        place = number_in(places.get(f"place-{pk}", ""))
        new = old if place is None else place
        moves.append((new, (new > old) - (new < old), old, pk))
    return [pk for *_, pk in sorted(moves)]
