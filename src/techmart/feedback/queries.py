"""What the inbox holds."""

from django.db.models import Q, QuerySet

from techmart.feedback.models import Feedback


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
