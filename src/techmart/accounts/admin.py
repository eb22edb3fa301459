"""People and their addresses in the stock admin."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from techmart.accounts.models import Address, Customer
from techmart.core.admin import SuperusersOnly

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    """Who may do what. Accounts are made by registering, and end by being erased, not deleted."""

    list_display = ("email", "name", "joined_at", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    filter_horizontal = ("groups", "user_permissions")
    fields = ("email", "name", "joined_at", "claimed_at", "last_login", "is_profiled", "is_active", *POWERS)
    readonly_fields = ("email", "joined_at", "claimed_at", "last_login", "is_profiled")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let only those who may do everything hand out powers, and nobody lock somebody mightier out."""
        if request.user.is_superuser:
            return self.readonly_fields
        locked = ("is_active",) if obj is not None and (obj.is_staff or obj.is_superuser) else ()
        return (*self.readonly_fields, *POWERS, *locked)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People register themselves."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Orders and consents hang on a person."""
        return False


@admin.register(Address)
class AddressAdmin(admin.ModelAdmin):
    """Address books."""

    list_display = ("customer", "recipient", "postcode", "city", "country", "is_default")
    list_select_related = ("customer",)
    search_fields = ("customer__email", "recipient", "city")
    raw_id_fields = ("customer",)


admin.site.unregister([Group, EmailAddress, Authenticator])


@admin.register(Group)
class Groups(SuperusersOnly, GroupAdmin):
    """Who may change a group may do whatever its members may."""


@admin.register(EmailAddress)
class EmailAddresses(SuperusersOnly, EmailAddressAdmin):
    """Who may change an address may have another's password sent to their own."""


@admin.register(Authenticator)
class Authenticators(SuperusersOnly, AuthenticatorAdmin):
    """Second factors; deleted for who lost the telephone. Their secrets are theirs."""

    exclude = ("data",)
