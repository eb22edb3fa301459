"""Recurring work in the stock admin: to look at."""

from django.contrib import admin

from techmart.core.admin import ReadOnly
from techmart.jobs.models import Job


@admin.register(Job)
class JobAdmin(ReadOnly):
    """Jobs."""

    list_display = ("name", "due_at", "leased_until", "attempts", "finished_at", "last_error")
