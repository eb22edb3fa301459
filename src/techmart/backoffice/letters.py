"""What e-mails are about, in words."""

from typing import Final

from django.utils.translation import gettext_lazy as _

ABOUT: Final = {
    "order_placed": _("Order placed"),
    "order_shipped": _("Order shipped"),
    "order_cancelled": _("Order cancelled"),
    "return_requested": _("Return asked for"),
    "return_approved": _("Return approved"),
    "return_refused": _("Return refused"),
    "return_received": _("Return received"),
    "feedback.received": _("Message received"),
    "feedback.reply": _("Answer to a message"),
    "feedback.review_request": _("Review asked for"),
    "notice.confirm": _("Notice to confirm"),
    "notice.back": _("Back in stock"),
    "notice.cheaper": _("Cheaper now"),
    "account.email_confirmation": _("Address to confirm"),
    "account.email_confirmation_signup": _("Address to confirm"),
    "account.password_reset_key": _("New password"),
    "account.choose_password": _("New password"),
    "account.account_already_exists": _("Account exists"),
    "account.unknown_account": _("No such account"),
}
