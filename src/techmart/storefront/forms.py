"""What shoppers fill in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from techmart.accounts.models import Address, Customer
from techmart.core.countries import country_choices
from techmart.feedback.queries import STARS
from techmart.orders.actions import AddressData
from techmart.orders.enums import ReturnReason
from techmart.orders.models import OrderLine
from techmart.payments.providers import offered
from techmart.wishes.models import NoticeKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _text(label: "StrOrPromise", autocomplete: str, max_length: int, **fields: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **fields)


def _email(**fields: Any) -> forms.EmailField:
    """Return a field that takes as much as the columns that keep addresses."""
    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    return forms.EmailField(label=_("E-mail"), max_length=254, widget=widget, **fields)


def _long_text(label: "StrOrPromise", **fields: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), **fields)


def _star_choices() -> list[tuple[int, str]]:
    return [(number, gettext("{number} of 5").format(number=number)) for number in STARS]


def _stars() -> forms.TypedChoiceField:
    missing = _missing(_("Please choose the stars."))
    return forms.TypedChoiceField(label=_("Stars"), choices=_star_choices, coerce=int, error_messages=missing)


def _missing(words: "StrOrPromise") -> dict[str, "StrOrPromise"]:
    return {"required": words}


class CartLineForm(forms.Form):
    """So many of a variant."""

    variant = forms.IntegerField(min_value=1)
    quantity = forms.IntegerField(min_value=1, max_value=99, initial=1)


class QuantityForm(forms.Form):
    """A line's new quantity; 0 takes it out."""

    quantity = forms.IntegerField(min_value=0, max_value=99)


class CheckoutForm(forms.Form):
    """Eight fields, nothing that is not needed. `total` is what the button said."""

    email = _email(error_messages=_missing(_("Where may we send the confirmation?")))
    recipient = _text(_("Name"), "name", 120, error_messages=_missing(_("Who is it for?")))
    line1 = _text(
        _("Street and number"), "address-line1", 160, error_messages=_missing(_("Please give street and number."))
    )
    postcode = _text(_("Postcode"), "postal-code", 20, error_messages=_missing(_("Please give the postcode.")))
    city = _text(_("City"), "address-level2", 80, error_messages=_missing(_("Please give the city.")))
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))
    shipping = forms.CharField(max_length=40, error_messages={"required": _("Please choose how we send it.")})
    payment = forms.ChoiceField(
        choices=lambda: [(provider.code, provider.name) for provider in offered().values()],
        error_messages={"required": _("Please choose how you pay.")},
    )
    total = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices(countries)  # type: ignore[attr-defined]

    def address(self) -> AddressData:
        """Return where it goes."""
        names = ("recipient", "line1", "postcode", "city", "country")
        return AddressData(**{name: self.cleaned_data[name] for name in names})


class CancellationForm(forms.Form):
    """Why an order is to be called off."""

    reason = forms.CharField(label=_("Why? Only if you like"), max_length=200, required=False)


def _units_up_to(most: int) -> list[tuple[int, str]]:
    some = [(units, gettext("{units} of {most}").format(units=units, most=most)) for units in range(1, most + 1)]
    return [(0, pgettext("units", "None")), *some]


class ReturnForm(forms.Form):
    """So many units of each line that may come back, and why."""

    reason = forms.ChoiceField(label=_("Why?"), choices=[("", _("Please choose")), *ReturnReason.choices])
    text = forms.CharField(
        label=_("Anything we should know?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, lines: Iterable[OrderLine], left: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.pk in left]
        for line in self.lines:
            choices = _units_up_to(left[line.pk])
            self.fields[f"line_{line.pk}"] = forms.TypedChoiceField(choices=choices, coerce=int, initial=0)

    def units(self) -> dict[int, int]:
        """Return how many of each line."""
        return {line.pk: self.cleaned_data[f"line_{line.pk}"] for line in self.lines}


class TrackingForm(forms.Form):
    """What somebody knows about an order."""

    number = _text(_("Order number"), "off", 32)
    email = _email()


class ContactForm(forms.Form):
    """A question to the shop."""

    name = _text(_("Name"), "name", 120, required=False)
    email = _email()
    order_number = _text(_("Order number"), "off", 32, required=False)
    text = _long_text(_("What is it about?"))


class FeedbackForm(forms.Form):
    """How the shop did, in stars and words."""

    rating = _stars()
    text = _long_text(_("What should stay, what should change?"))
    email = _email(required=False, help_text=_("Only if you would like an answer."))


class FollowUpForm(forms.Form):
    """More about a message that was sent."""

    text = _long_text(_("Write back"))


class ReviewForm(forms.Form):
    """Stars for a product, with words where there are any."""

    rating = _stars()
    title = _text(_("In one line"), "off", 120, required=False)
    text = _long_text(_("What is good, what is not?"), required=False)


class QuestionForm(forms.Form):
    """A question about a product."""

    text = _long_text(_("Your question"))
    name = _text(_("Name"), "name", 120, required=False, help_text=_("Shown as “Ada W.”"))
    email = _email(help_text=_("For the answer; never shown."))


class NoticeForm(forms.Form):
    """Who waits for which variant, and for what."""

    kind = forms.ChoiceField(choices=NoticeKind.choices, widget=forms.HiddenInput)
    variant = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    email = _email()


class ProfileForm(forms.ModelForm):
    """What a customer is called."""

    class Meta:
        model = Customer
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class ChoicesForm(forms.Form):
    """What a customer allows the shop."""

    marketing = forms.BooleanField(
        label=_("Write to me about new things and offers"),
        required=False,
        help_text=_("Seldom, and every letter has a link that ends it."),
    )
    profiling = forms.BooleanField(
        label=_("Work out from my orders when I might buy again"),
        required=False,
        help_text=_("It decides whom we write to. Nothing in the shop, and no price, depends on it."),
    )


class AddressForm(forms.ModelForm):
    """One entry of the address book."""

    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))

    class Meta:
        model = Address
        fields = ("recipient", "line1", "line2", "postcode", "city", "country")
        labels = {"line2": _("Company, floor")}
        widgets = {
            "recipient": forms.TextInput(attrs={"autocomplete": "name"}),
            "line1": forms.TextInput(attrs={"autocomplete": "address-line1"}),
            "line2": forms.TextInput(attrs={"autocomplete": "address-line2"}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices(countries)  # type: ignore[attr-defined]
