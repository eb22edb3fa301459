"""What the library behind the account says to friends in German; the shop's own catalogues say it as the shop does.

Only the catalogues read this: a sentence that stands here has its translation there, which comes before the library's.
"""

from typing import Final

from django.utils.translation import gettext_noop as _

WORDS: Final = (
    _("Recovery Codes"),
    _("You cannot remove your primary email address."),
    _("You cannot remove your primary email address (%(email)s)."),
    _("You cannot add more than %d email addresses."),
    _("Please type your current password."),
    _("Please select only one."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("Username can not be used. Please use other username."),
    _("Your primary email address must be verified."),
    _("Your email address is still pending verification."),
    _("You must type the same password each time."),
    _("You must type the same email each time."),
    _("Your password has been changed."),
    _("You have confirmed %(email)s."),
    _("You are already logged in as %(user_display)s."),
    _("You are about to generate a new set of recovery codes for your account."),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
)
