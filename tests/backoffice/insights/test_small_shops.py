"""Shops of next to nobody: every page and every command has an answer, and says what is missing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.purchases import a_purchase

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.scoring import actions, queries
from techmart.scoring.models import FittedModel

INSIGHTS = "/backoffice/insights/"


def a_shop(customers: int, now: datetime, *, returning: int = 0, total: int = 1000) -> None:
    """Let so many buy 90 days ago and on, and the first few of them again."""
    for number in range(customers):
        a_purchase(f"c{number}", local_day(now) - timedelta(days=90 - number % 40), total + 10 * number * bool(total))
    for number in range(returning):
        a_purchase(f"c{number}", local_day(now) - timedelta(days=5 + number), total)
    actions.refresh_summaries()


def look_everywhere(desk: Client) -> dict[str, str]:
    """Open every page of Insights."""
    addresses = [
        INSIGHTS, f"{INSIGHTS}weights/", f"{INSIGHTS}customers/", "/backoffice/",
        *(f"{INSIGHTS}model/?days={days}" for days in (30, 60, 90)), *(f"{INSIGHTS}?days={days}" for days in (30, 90)),
        *(f"{INSIGHTS}customers/{pk}/" for pk in Customer.objects.values_list("pk", flat=True)[:3]),
    ]  # fmt: skip
    pages = {address: desk.get(address) for address in addresses}
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    return {address: page.text for address, page in pages.items()}


@pytest.fixture(autouse=True)
def _clock(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.mark.parametrize("customers", [0, 1, 2, 5])
def test_a_few_customers_are_told_what_is_missing(customers: int, desk: Client, now: datetime) -> None:
    a_shop(customers, now)

    pages = look_everywhere(desk)

    for page in (INSIGHTS, f"{INSIGHTS}model/?days=30", f"{INSIGHTS}customers/"):
        assert f"{customers} of 30 customers who have bought" in pages[page]
    for command in ("fit", "score"):
        with pytest.raises(CommandError, match="Not enough data yet"):
            call_command(command, stderr=StringIO())
    actions.fit_and_score(now=now)
    assert FittedModel.objects.count() == 0


def test_fifty_customers_are_scored_by_what_little_is_known(desk: Client, now: datetime) -> None:
    a_shop(50, now, returning=12)

    actions.fit_models(now=now, names=["bg-nbd"])
    actions.score_customers(now=now)
    pages = look_everywhere(desk)

    assert "50</dd>" in pages[INSIGHTS]
    assert "No stretch of 90 days is old enough" in pages[f"{INSIGHTS}model/?days=90"]
    assert "Not enough data to judge by" in pages[f"{INSIGHTS}model/?days=90"]
    low, high = queries.customer_scores(now=now).probability_range(90)
    assert (high - low).mean() > 0.2  # so few tell little, and the width says so


def test_a_shop_of_one_time_buyers_is_told_so(desk: Client, now: datetime) -> None:
    a_shop(50, now)

    assert "0 of 5 who came back on another day" in look_everywhere(desk)[INSIGHTS]


def test_a_shop_that_gives_everything_away_is_not_promised_a_fit(desk: Client, now: datetime) -> None:
    a_shop(50, now, returning=12, total=0)

    look_everywhere(desk)
    actions.fit_and_score(now=now, names=[])
    assert "Not enough data yet" in look_everywhere(desk)[INSIGHTS]


def test_one_customer_among_fifty_may_have_had_everything_refunded(
    desk: Client, now: datetime, django_assert_max_num_queries: Callable
) -> None:
    a_shop(50, now, returning=12)
    a_purchase("Ben", local_day(now) - timedelta(days=3), 1000, refunded_total=999, pay_status="part_refunded")
    actions.fit_models(now=now, names=["bg-nbd"])
    actions.score_customers(now=now)

    ben = Customer.objects.get(name="Ben")
    with django_assert_max_num_queries(12):
        assert desk.get(f"{INSIGHTS}customers/{ben.pk}/").status_code == 200
