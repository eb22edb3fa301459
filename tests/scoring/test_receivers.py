"""Scores follow what happens to orders: placed, cancelled, refunded, imported."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.factories import an_order

from techmart.orders import actions as orders
from techmart.orders.importing.actions import import_file
from techmart.scoring.models import CustomerSummary, Score
from techmart.scoring.queries import customer_scores


@pytest.mark.django_db
def test_customers_of_imported_orders_have_their_summaries_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("email,date,amount\na@example.com,2011-05-01,49.90\na@example.com,2011-06-01,10\n")
    import_file(path=path, now=datetime(2012, 1, 1, tzinfo=UTC))
    fields = ("customer__email", "first_purchase_on", "last_purchase_on", "purchases", "spend")
    assert CustomerSummary.objects.values_list(*fields).get() == (
        "a@example.com",
        date(2011, 5, 1),
        date(2011, 6, 1),
        2,
        5990,
    )


@pytest.mark.usefixtures("scored")
def test_a_placed_order_moves_its_customers_score_and_a_cancelled_one_takes_it_back(now: datetime) -> None:
    first = an_order(email="cleo@example.com", now=now - timedelta(days=200), paid=True)
    silent = chance(first.customer_id, now)

    second = an_order(email="cleo@example.com", now=now)
    placed = Score.objects.get(customer=first.customer_id).probability_30
    orders.cancel_order(order=second, by=None, reason="changed my mind", now=now)
    cancelled = Score.objects.get(customer=first.customer_id).probability_30

    assert placed > silent
    assert cancelled == silent
    assert CustomerSummary.objects.get(customer=first.customer_id).purchases == 1


@pytest.mark.usefixtures("scored")
def test_a_refund_lowers_what_was_spent_and_a_whole_one_ends_the_purchase(now: datetime) -> None:
    order = an_order(email="cleo@example.com", now=now, paid=True)

    orders.refund_order(order=order, amount=100, by=None, reason="scratched", now=now, key="a")
    assert CustomerSummary.objects.get(customer=order.customer_id).spend == order.total - 100

    orders.refund_order(order=order, amount=order.total - 100, by=None, reason="returned", now=now, key="b")
    assert not CustomerSummary.objects.filter(customer=order.customer_id).exists()
    assert not Score.objects.filter(customer=order.customer_id).exists()


def chance(customer_id: int, now: datetime) -> float:
    """Return the chance of a purchase within 30 days, as a page would show it."""
    scores = customer_scores([customer_id], now=now)
    assert scores is not None
    return float(scores.probability[30][0])
