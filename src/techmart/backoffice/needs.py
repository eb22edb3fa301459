"""What waits for somebody: counts, all in one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse

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
    one: str
    many: str
    address: str

    @property
    def words(self) -> str:
        """What they are."""
        return self.one if self.count == 1 else self.many


def needs() -> list[Need]:
    """Return what waits, the most pressing first; what nobody waits for has a count of zero."""
    counts = _counted(
        attention=Order.objects.filter(payments__state=PaymentState.ATTENTION).distinct(),
        to_ship=Order.objects.to_ship(),
        to_pay=Order.objects.to_pay(),
        cancellations=Order.objects.cancellation_asked(),
        returns=Order.objects.filter(parcels__return_state=ReturnState.REQUESTED).distinct(),
        messages=Feedback.objects.unanswered(),
        low_stock=low_stock(),
        mails=Message.objects.filter(state=MessageState.DEAD),
        jobs=Job.objects.exclude(last_error=""),
    )
    orders, inbox = reverse("backoffice:orders"), reverse("backoffice:inbox")
    stock, outbox = reverse("backoffice:stock"), reverse("backoffice:outbox")
    return [
        Need(counts["attention"], "payment needs a look", "payments need a look", f"{orders}?money=attention"),
        Need(counts["to_ship"], "order to ship", "orders to ship", f"{orders}?status=placed&ship=unshipped"),
        Need(counts["to_pay"], "payment due", "payments due", f"{orders}?pay=agreed"),
        Need(counts["cancellations"], "order to cancel?", "orders to cancel?", f"{orders}?asked=cancellation"),
        Need(counts["returns"], "return asked for", "returns asked for", f"{orders}?asked=return"),
        Need(counts["messages"], "message to answer", "messages to answer", f"{inbox}?status=new"),
        Need(counts["low_stock"], "article low or gone", "articles low or gone", f"{stock}?stock=low"),
        Need(counts["mails"], "e-mail not delivered", "e-mails not delivered", f"{outbox}?state=dead"),
        Need(counts["jobs"], "job failing", "jobs failing", f"{reverse('backoffice:settings')}#jobs"),
    ]


def _counted(**rows: QuerySet[Any]) -> dict[str, int]:
    first, *others = [_count(name, counted) for name, counted in rows.items()]
    return dict(first.union(*others, all=True))


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int]]:
    named = rows.order_by().annotate(what=Value(name, CharField())).values("what")
    return named.annotate(count=Count("pk")).values_list("what", "count")
