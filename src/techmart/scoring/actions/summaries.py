"""Keeping what is known of each customer in step with their orders."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from techmart.accounts.models import Customer
from techmart.orders.models import Order
from techmart.scoring import summaries
from techmart.scoring.actions.shifts import refresh_shifts
from techmart.scoring.models import CustomerSummary, Score, ScoringRun
from techmart.scoring.scores import COLUMNS, CurrentModels, current_models

BATCH = 500


def refresh_summaries(*, customer_ids: Sequence[int] | None = None) -> None:
    """Write these customers' summaries from their orders; everybody's without an argument.

    Customers without a purchase, and those who refused it, lose theirs. Each batch locks its customers first, so that
    of two orders placed at once the second to come counts both.
    """
    for batch in batches(_everybody() if customer_ids is None else customer_ids):
        with transaction.atomic():
            profiled = _lock(batch)
            buyers = Order.objects.purchases().filter(customer__in=profiled).order_by().values("customer")
            CustomerSummary.objects.filter(customer__in=batch).exclude(customer__in=buyers).delete()
            summaries.store_summaries(profiled)


def _lock(customer_ids: Sequence[int]) -> list[int]:
    """Let no other order of these customers be counted meanwhile; return who may be profiled."""
    customers = Customer.objects.select_for_update(no_key=True).filter(pk__in=customer_ids).order_by("pk")
    return [pk for pk, is_profiled in customers.values_list("pk", "is_profiled") if is_profiled]


@transaction.atomic
def forget_scores(*, customer_id: int) -> None:
    """Delete what was ever worked out about a customer."""
    Score.objects.filter(customer=customer_id).delete()
    CustomerSummary.objects.filter(customer=customer_id).delete()


@transaction.atomic
def refresh_customer(*, customer_id: int, now: datetime) -> None:
    """Bring one customer's summary and score up to date: the cost is that of their own orders.

    Where a champion has learned from examples, it is asked as soon as the order is safe: no lock waits for a forest.
    """
    refresh_summaries(customer_ids=[customer_id])
    models = current_models()
    if models is None:
        return
    _score(models, customer_id, now=now)
    if models.of_orders:
        transaction.on_commit(partial(_ask_champions, models, customer_id, now=now), robust=True)


def _ask_champions(models: CurrentModels, customer_id: int, *, now: datetime) -> None:
    with transaction.atomic():
        refresh_shifts(models=models, customer_ids=[customer_id], now=now)
        _score(models, customer_id, now=now)


def _score(models: CurrentModels, customer_id: int, *, now: datetime) -> None:
    rows = CustomerSummary.objects.filter(customer=customer_id).values_list(*COLUMNS)
    scores = models.score(list(rows), now=now)
    newest = ScoringRun.objects.finished().values_list("pk", flat=True).first()
    # A run under way keeps the row that it finds: whoever orders meanwhile is scored here. What was said on an
    # earlier day stays said: it is to be held against what happened since.
    runs = list(ScoringRun.objects.filter(Q(finished_at=None) | Q(pk=newest, observed_until=scores.day)))
    if not len(scores):
        Score.objects.filter(run__in=runs, customer=customer_id).delete()
        return
    columns = scores.row(0)
    Score.objects.bulk_create(
        [Score(run=run, scored_at=now, **columns) for run in runs],
        update_conflicts=True,
        unique_fields=["run", "customer"],
        update_fields=["scored_at", *columns.keys() - {"customer_id"}],
    )


def batches(items: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut a sequence into pieces that one short transaction can take."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _everybody() -> list[int]:
    buyers = Order.objects.order_by().values_list("customer", flat=True).distinct()
    return sorted({*buyers, *CustomerSummary.objects.values_list("customer", flat=True)})
