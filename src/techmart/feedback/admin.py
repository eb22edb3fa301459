"""Messages in the stock admin: to look at. They are answered in the back office."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.feedback.models import Feedback, Reply, ReviewRequest


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    """What people wrote."""

    list_display = ("created_at", "kind", "status", "name", "email", "product", "rating")
    list_select_related = ("product",)
    list_filter = ("status", "kind")
    search_fields = ("text", "email", "name")


@admin.register(Reply)
class ReplyAdmin(ReadOnly):
    """What was answered."""

    list_display = ("at", "feedback", "is_from_shop", "by")
    list_select_related = ("feedback", "by")
    search_fields = ("text",)


admin.site.register(ReviewRequest, ReadOnly)
