"""The outbox in the stock admin: to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from techmart.core.admin import ReadOnly
from techmart.mail.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """E-mails."""

    list_display = ("created_at", "kind", "to", "subject", "state", "attempts")
    list_filter = ("state", "kind")
    search_fields = ("to", "subject")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Links that open accounts are not for everybody's eyes."""
        return super().has_view_permission(request, obj) and (obj is None or obj.may_be_read_by(request.user))
