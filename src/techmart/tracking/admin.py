"""Visitors, consent, events and day counts in the stock admin: to look at."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.tracking.models import Consent, DayStat, Event, Visitor


@admin.register(Visitor)
class VisitorAdmin(ReadOnly):
    """Browsers that agreed to be remembered. Their keys are theirs."""

    list_display = ("pk", "customer", "created_at")
    list_select_related = ("customer",)
    search_fields = ("customer__email",)
    exclude = ("key",)


@admin.register(Consent)
class ConsentAdmin(ReadOnly):
    """Who agreed to what."""

    list_display = ("at", "customer", "visitor", "purpose", "granted", "version", "source")
    list_filter = ("purpose", "granted")
    list_select_related = ("customer", "visitor")


@admin.register(Event)
class EventAdmin(ReadOnly):
    """What happened."""

    list_display = ("at", "name", "customer", "visitor", "product", "order_number")
    list_filter = ("name",)
    list_select_related = ("customer", "visitor", "product")
    search_fields = ("order_number", "customer__email")


@admin.register(DayStat)
class DayStatAdmin(ReadOnly):
    """Counts of a day."""

    list_display = ("day", "metric", "currency", "value")
    list_filter = ("metric",)
    date_hierarchy = "day"
