"""Fields that several forms share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from techmart.catalogue.photos import NotAPhoto, web_photo
from techmart.core.money import Money, parse_money

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOCAL_MINUTE = "%Y-%m-%dT%H:%M"


class MoneyField(forms.CharField):
    """An amount typed in major units (84.90 or 84,90) and kept in minor units of `currency`."""

    def __init__(self, *, currency: str = "EUR", minimum: int = 0, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "number", "size": 9}))
        super().__init__(**options)
        self.currency = currency
        self.minimum = minimum

    def prepare_value(self, value: Any) -> Any:
        """Show minor units as an amount; leave what somebody typed as it is."""
        return str(Money(value, self.currency).amount) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Return minor units, or None where nothing was typed."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            minor = parse_money(text if "." in text else text.replace(",", "."), self.currency).minor
        except ValueError:
            raise forms.ValidationError(
                _("Type an amount in %(currency)s, such as 84.90.") % {"currency": self.currency}
            ) from None
        if minor < self.minimum:
            raise forms.ValidationError(_("At least %(money)s.") % {"money": Money(self.minimum, self.currency)})
        return minor

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another amount was typed: 5 and 5.00 are one."""
        try:
            return bool(self.clean(data) != initial)
        except forms.ValidationError:
            return True


class PhotoField(forms.FileField):
    """An upload that is written anew before it is kept: see `catalogue.photos`."""

    def __init__(self, *, widget: type[forms.FileInput] = forms.FileInput, **options: Any) -> None:
        super().__init__(widget=widget(attrs={"accept": "image/jpeg,image/png,image/webp"}), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return an upload as a plain WebP file; what is there already stays as it is."""
        photo = super().clean(data, initial)
        if not isinstance(photo, UploadedFile):
            return photo
        try:
            return web_photo(photo)
        except NotAPhoto as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def set_currency(form: forms.BaseForm, currency: str) -> None:
    """Let a form's amounts be of this currency."""
    for field in form.fields.values():
        if isinstance(field, MoneyField):
            field.currency = currency


def moment(label: "StrOrPromise", **options: Any) -> forms.DateTimeField:
    """Return a field for a day and a minute, typed in the shop's own time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL_MINUTE)
    return forms.DateTimeField(label=label, input_formats=[LOCAL_MINUTE], widget=widget, **options)


def refuse_to_end_before_it_begins(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Say so where `ends_at` is not after `starts_at`."""
    starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
    if starts_at and ends_at and ends_at <= starts_at:
        form.add_error("ends_at", _("It ends before it begins."))


def search_box(what: "StrOrPromise") -> forms.CharField:
    """Return the search field of a list; `what` says what it looks through."""
    box = forms.TextInput(attrs={"type": "search", "placeholder": what, "autocomplete": "off"})
    return forms.CharField(label=_("Search"), required=False, max_length=100, widget=box)


def any_of(label: "StrOrPromise", choices: Sequence[tuple[str, "StrOrPromise"]]) -> forms.ChoiceField:
    """Return a filter that chooses one or all."""
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *choices])


def day(label: "StrOrPromise") -> forms.DateField:
    """Return a filter that chooses a day."""
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
