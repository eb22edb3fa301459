"""What waits for somebody: counts, all in one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import ngettext

from techmart.catalogue.queries import low_stock
from techmart.feedback.models import Feedback
from techmart.jobs.models import Job
from techmart.mail.models import Message, MessageState
from techmart.orders.enums import PaymentState, ReturnState
from techmart.orders.models import Order


@dataclass(frozen=True, slots=True)
class Need:
    """So many of something, and where to see them."""

    count: int
    words: str
    address: str


def needs() -> list[Need]:
    """Return what waits, the most pressing first; what nobody waits for has a count of zero."""
    counts = counted(
        attention=Order.objects.filter(payments__state=PaymentState.ATTENTION).distinct(),
        to_ship=Order.objects.to_ship(),
        to_pay=Order.objects.to_pay(),
        cancellations=Order.objects.cancellation_asked(),
        returns=Order.objects.filter(parcels__return_state=ReturnState.REQUESTED).distinct(),
        messages=Feedback.objects.unanswered(),
        stock=low_stock(),
        mails=Message.objects.filter(state=MessageState.DEAD),
        jobs=Job.objects.exclude(last_error=""),
    )
    orders, inbox = reverse("backoffice:orders"), reverse("backoffice:inbox")
    stock, outbox = reverse("backoffice:stock"), reverse("backoffice:outbox")
    jobs = f"{reverse('backoffice:settings')}#jobs"
    attention, cancelling = f"{orders}?money=attention", f"{orders}?asked=cancellation"
    unshipped = f"{orders}?status=placed&ship=unshipped"
    undelivered = f"{outbox}?state=dead"
    return [
        Need(n := counts["attention"], ngettext("payment needs a look", "payments need a look", n), attention),
        Need(n := counts["to_ship"], ngettext("order to ship", "orders to ship", n), unshipped),
        Need(n := counts["to_pay"], ngettext("payment due", "payments due", n), f"{orders}?pay=agreed"),
        Need(n := counts["cancellations"], ngettext("order to cancel?", "orders to cancel?", n), cancelling),
        Need(n := counts["returns"], ngettext("return asked for", "returns asked for", n), f"{orders}?asked=return"),
        Need(n := counts["messages"], ngettext("message to answer", "messages to answer", n), f"{inbox}?status=new"),
        Need(n := counts["stock"], ngettext("article low or gone", "articles low or gone", n), f"{stock}?stock=low"),
        Need(n := counts["mails"], ngettext("e-mail not delivered", "e-mails not delivered", n), undelivered),
        Need(n := counts["jobs"], ngettext("job failing", "jobs failing", n), jobs),
    ]


def counted(**rows: QuerySet[Any]) -> dict[str, int]:
    """Count several kinds of rows in one query."""
    first, *others = [_count(name, counted) for name, counted in rows.items()]
    return dict(first.union(*others, all=True))


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int]]:
    named = rows.order_by().annotate(what=Value(name, CharField())).values("what")
    return named.annotate(count=Count("pk")).values_list("what", "count")
