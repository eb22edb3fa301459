"""What the outbox holds."""

from django.db.models import Q, QuerySet

from techmart.mail.models import Message


def outbox(*, state: str = "", search: str = "") -> QuerySet[Message]:
    """Messages, newest first; optionally of one state, or with the words in address or subject."""
    messages = Message.objects.all()
    if state:
        messages = messages.filter(state=state)
    if search:
        messages = messages.filter(Q(to__icontains=search) | Q(subject__icontains=search))
    return messages
