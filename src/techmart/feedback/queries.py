"""What the inbox holds."""

from django.db.models import Count, Q, QuerySet

from techmart.feedback.models import Feedback, FeedbackStatus


def inbox(*, status: str = "", kind: str = "", search: str = "") -> QuerySet[Feedback]:
    """Messages, newest first, with writer and answerer; optionally of one status or kind, or with the words."""
    messages = Feedback.objects.select_related("customer", "replied_by")
    if status:
        messages = messages.filter(status=status)
    if kind:
        messages = messages.filter(kind=kind)
    if search:
        words = Q(text__icontains=search) | Q(email__icontains=search) | Q(name__icontains=search)
        messages = messages.filter(words | Q(order_number__iexact=search))
    return messages


def inbox_counts() -> dict[str, int]:
    """How many messages have each status: `{"new": 2, "answered": 40, "closed": 7}`."""
    counted = dict(Feedback.objects.order_by().values_list("status").annotate(Count("pk")))
    return {status: counted.get(status, 0) for status in FeedbackStatus.values}
