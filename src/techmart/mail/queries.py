"""What the outbox holds."""

from django.db.models import Count, Q, QuerySet

from techmart.mail.models import Message, MessageState


def outbox(*, state: str = "", search: str = "") -> QuerySet[Message]:
    """Messages, newest first; optionally of one state, or with the words in address or subject."""
    messages = Message.objects.all()
    if state:
        messages = messages.filter(state=state)
    if search:
        messages = messages.filter(Q(to__icontains=search) | Q(subject__icontains=search))
    return messages


def message_counts() -> dict[str, int]:
    """How many messages are in each state: `{"queued": 2, "sent": 40, "dead": 0}`."""
    counted = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in MessageState.values}
