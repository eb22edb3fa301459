"""Messages in the stock admin: to look at. They are answered in the back office."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.feedback.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    """What people wrote."""

    list_display = ("created_at", "kind", "status", "name", "email", "rating")
    list_filter = ("status", "kind")
    search_fields = ("text", "email", "name")
