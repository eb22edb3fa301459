"""The outbox in the stock admin: to look at."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.mail.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """E-mails."""

    list_display = ("created_at", "kind", "to", "subject", "state", "attempts")
    list_filter = ("state", "kind")
    search_fields = ("to", "subject")
