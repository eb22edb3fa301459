"""The list of customers: sorted, searched and cut into pages, at the cost of a few queries."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain

import numpy as np
import pytest

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.orders.models import Order
from techmart.scoring import actions, queries


@pytest.mark.usefixtures("scored")
def test_the_likeliest_stand_first(now: datetime) -> None:
    found = queries.scored_customers(now=now)
    chances = [row.probability_30 for row in found.rows]

    assert len(chances) == 50
    assert found.page.paginator.count == 200
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == queries.customer_scores(now=now).probability[30].max()


@pytest.mark.usefixtures("scored")
def test_a_row_says_what_its_customer_did(buy: Callable[..., Order], now: datetime) -> None:
    buy("Ada", local_day(now) - timedelta(days=20), 1500)
    order = buy("Ada", local_day(now) - timedelta(days=4), 2500)
    actions.refresh_summaries(customer_ids=[order.customer_id])

    (row,) = queries.scored_customers(now=now, search="ADA").rows

    assert (row.pk, row.name, row.email) == (order.customer_id, "Ada", "ada@example.com")
    assert (row.orders, str(row.spend)) == (2, "€40.00")
    assert (row.first_purchase_on, row.last_purchase_on) == (
        local_day(now) - timedelta(days=20),
        local_day(now) - timedelta(days=4),
    )
    assert 0 < row.probability_30 < row.probability_60 < row.probability_90 < row.probability_alive < 1


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("sort", queries.SORTS)
def test_every_order_can_be_turned_round(sort: str, now: datetime) -> None:
    up = queries.scored_customers(now=now, sort=sort, direction="asc", page=None).rows
    down = queries.scored_customers(now=now, sort=sort, direction="desc", page=None).rows

    assert {row.pk for row in up} == {row.pk for row in down}
    assert [row.pk for row in up] != [row.pk for row in down]


@pytest.mark.usefixtures("scored")
def test_what_makes_no_sense_is_taken_for_the_usual(now: datetime) -> None:
    usual = [row.pk for row in queries.scored_customers(now=now).rows]
    odd = queries.scored_customers(now=now, sort="shoe size", direction="sideways", page="x").rows

    assert [row.pk for row in odd] == usual


@pytest.mark.usefixtures("scored")
def test_a_group_holds_its_own(now: datetime) -> None:
    everybody = queries.scored_customers(now=now, page=None).rows
    champions = queries.scored_customers(now=now, group="Champions", page=None).rows

    assert [row.pk for row in champions] == [row.pk for row in everybody if row.group == "Champions"]
    assert champions


@pytest.mark.usefixtures("scored")
def test_pages_follow_each_other(now: datetime) -> None:
    everybody = [row.pk for row in queries.scored_customers(now=now, page=None).rows]
    pages = [[row.pk for row in queries.scored_customers(now=now, page=number).rows] for number in (1, 2, 3, 4)]

    assert list(chain.from_iterable(pages)) == everybody
    assert [row.pk for row in queries.scored_customers(now=now, page=99).rows] == pages[-1]


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("customers", [1, 3])
def test_the_list_costs_three_queries(
    customers: int, now: datetime, buy: Callable[..., Order], django_assert_num_queries: Callable
) -> None:
    for number in range(customers):
        actions.refresh_summaries(customer_ids=[buy(f"Zoe{number}", local_day(now)).customer_id])

    with django_assert_num_queries(3):
        assert len(queries.scored_customers(now=now, search="zoe").rows) == customers


@pytest.mark.usefixtures("scored")
def test_nobody_found_is_an_empty_page(now: datetime) -> None:
    assert queries.scored_customers(now=now, search="nobody of that name").rows == []


def test_before_the_first_fit_there_is_no_list(db: None, now: datetime) -> None:
    assert queries.scored_customers(now=now) is None
    assert queries.customer_scores(now=now) is None


@pytest.mark.usefixtures("scored")
def test_some_customers_score_as_they_do_among_all(now: datetime) -> None:
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[10:13])
    everybody = queries.customer_scores(now=now)
    some = queries.customer_scores(ids, now=now)

    assert some.summary.customer.tolist() == ids
    assert some.probability[60].tolist() == everybody.probability[60][10:13].tolist()
    assert some.group.tolist() == everybody.group[10:13].tolist()


def test_a_shop_that_has_not_learned_names_nobody(db: None, now: datetime) -> None:
    assert queries.likely_and_slipping(now=now) is None


@pytest.mark.usefixtures("scored")
def test_the_likeliest_are_named_and_the_dearest_who_can_still_be_kept(now: datetime) -> None:
    named, scores = queries.likely_and_slipping(now=now, size=3), queries.customer_scores(now=now)
    assert named is not None
    assert scores is not None
    likeliest = np.argsort(-scores.probability[30])[:3]
    assert [row.pk for row in named.likely] == scores.summary.customer[likeliest].tolist()
    assert [row.group in queries.SLIPPING for row in named.slipping] == [True, True, True]
    at_stake = [row.spend.minor * row.probability_alive * (1 - row.probability_alive) for row in named.slipping]
    assert at_stake == sorted(at_stake, reverse=True)
