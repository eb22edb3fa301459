"""The stock admin: the long tail of tables. Daily work has pages of its own in the back office."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from techmart.core.models import Page, ShopSettings


class ReadOnly(admin.ModelAdmin):
    """Rows that are looked at, never added, changed or deleted here: ledgers, and what actions alone may write."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes; nor does a row that these hang on go away here."""
        return False


class SuperusersOnly(admin.ModelAdmin):
    """Rows that give power over others: no permission that is handed out row by row opens them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not even listed for others."""
        return _is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor seen."""
        return _is_superuser(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor added."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor changed."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor deleted."""
        return _is_superuser(request)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


class OnlyRow(admin.ModelAdmin):
    """A table of one row: changed, or made where it is missing; never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only while there is none."""
        return super().has_add_permission(request) and not self.model._default_manager.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


admin.site.register(ShopSettings, OnlyRow)
admin.site.register(Page, ReadOnly)
