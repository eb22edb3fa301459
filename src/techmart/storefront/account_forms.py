"""The forms of accounts in the shop's own words."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "remember": _("Stay logged in"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("The new password again"),
}


class InOurWords:
    """Mixed in before a form: fields have the shop's labels, and nothing stands in them that looks filled in."""

    labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LogInForm(InOurWords, allauth.LoginForm):
    """Who, and the password."""


class SignUpForm(InOurWords, allauth.SignupForm):
    """Who, and a password to come."""

    labels = {**LABELS, "password1": _("Password")}


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    """The old password and the new one."""


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(InOurWords, allauth.ResetPasswordForm):
    """Where to send the link."""


class ResetPasswordKeyForm(InOurWords, allauth.ResetPasswordKeyForm):
    """The new password, by the link."""


class AddEmailForm(InOurWords, allauth.AddEmailForm):
    """Another address."""
