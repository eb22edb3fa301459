"""Wishes and notices in the stock admin: to look at."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.wishes.models import Notice, Wish


@admin.register(Wish)
class WishAdmin(ReadOnly):
    """What customers put aside."""

    list_display = ("added_at", "customer", "product")
    list_select_related = ("customer", "product")


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    """Who waits for what."""

    list_display = ("asked_at", "kind", "variant", "email", "confirmed_at", "sent_at")
    list_filter = ("kind",)
    list_select_related = ("variant",)
    search_fields = ("email", "variant__sku")
