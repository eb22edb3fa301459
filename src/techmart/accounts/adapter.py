"""How allauth works in this shop: its e-mails go through the outbox, and a guest's address is claimed by proof.

Signing up with an address that has bought as a guest answers as any other sign-up does, and sends a link to choose a
password. The password typed at the sign-up is forgotten: whoever typed it has proved nothing yet.
"""

import secrets
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from techmart.accounts.models import Customer
from techmart.core.models import ShopSettings
from techmart.mail import actions as mail
from techmart.mail.rendering import letter

validate_email_length = MaxLengthValidator(Customer._meta.get_field("email").max_length)


class AccountAdapter(DefaultAccountAdapter):
    """The places where allauth asks what to do."""

    def clean_email(self, email: str) -> str:
        """Refuse what our columns cannot keep; the form allows a few letters more."""
        validate_email_length(email)
        return str(super().clean_email(email))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where a browser is; of an IPv4 address written as IPv6 the former, or all of them were one network."""
        address = ip_address(super().get_client_ip(request))
        return str(getattr(address, "ipv4_mapped", None) or address)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the e-mail into the outbox."""
        request = allauth_context.request
        shop = ShopSettings.current()
        context = {
            "request": request,
            "current_site": get_current_site(request),
            "shop": shop,
            "email": email,
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        name = template_prefix.rpartition("/")[2]
        mail.queue(
            key=f"account:{secrets.token_urlsafe(16)}",
            kind=f"account.{name}",
            to=email,
            now=timezone.now(),
            **letter(message.subject, str(message.body))._asdict(),
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell a customer that they have an account, and let a guest choose a password."""
        guest = Customer.objects.guests().filter(email=email, is_active=True).first()
        if guest is None:
            super().send_account_already_exists_mail(email)
        else:
            self.send_mail("account/email/choose_password", email, {"url": self.choose_password_url(guest)})

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Send who confirmed an address and has no password to choose one."""
        customer = email_address.user
        if not self.request.user.is_authenticated and not customer.has_usable_password():
            return self.choose_password_url(customer)
        return str(super().get_email_verification_redirect_url(email_address))

    def choose_password_url(self, customer: Customer) -> str:
        """Return a link that lets its holder, once and for a few days, choose this customer's password."""
        key = f"{user_pk_to_url_str(customer)}-{default_token_generator.make_token(customer)}"
        return str(self.get_reset_password_from_key_url(key))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send staff to their desk and customers to their orders."""
        if getattr(request.user, "is_staff", False):
            return reverse("backoffice:home")
        return str(super().get_login_redirect_url(request))
