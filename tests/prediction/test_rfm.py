"""Quintiles, groups and the three claims."""

import numpy as np
import pytest

from techmart.prediction import CustomerSummary, InputError, PurchaseHistory
from techmart.prediction.rfm import (
    GROUP_MAP,
    GROUPS,
    QuintileCuts,
    group_names,
    heat_map,
    rates_by_quintile,
)


def summary(days, purchases, spend) -> CustomerSummary:
    last = 1000 - np.asarray(days, dtype=float)
    return CustomerSummary(
        customer=np.arange(len(last)),
        first_purchase_on=np.zeros(len(last)),
        last_purchase_on=last,
        purchases=purchases,
        spend=spend,
        first_day_spend=np.ones(len(last)),
        observed_until=1000,
    )


def test_ten_different_customers_part_into_pairs():
    ten = np.arange(10.0)
    r, f, m = QuintileCuts.of(summary(ten, ten + 1, ten * 7)).score_summary(summary(ten, ten + 1, ten * 7))
    assert r.tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert f.tolist() == m.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_ties_share_a_quintile():
    shop = summary(np.zeros(10), [1, 1, 1, 1, 1, 1, 2, 2, 5, 9], np.arange(10.0))
    r, f, _ = QuintileCuts.of(shop).score_summary(shop)
    assert r.tolist() == [3] * 10
    assert f.tolist() == [2] * 6 + [4] * 2 + [5] * 2


def test_cuts_score_later_days_and_customers_unseen():
    shop = summary(np.arange(10.0) * 10, np.arange(1, 11), np.arange(10.0) * 7)
    cuts = QuintileCuts.of(shop)
    r, f, m = cuts.score(np.array([500.0]), np.array([99.0]), np.array([-5.0]))
    assert (r.item(), f.item(), m.item()) == (1, 5, 1)
    (later, _, _) = cuts.score_summary(shop.at(1020))
    assert later.tolist() == [4, 4, 3, 3, 2, 2, 1, 1, 1, 1]


def test_every_group_has_a_place_and_a_description():
    assert {name for row in GROUP_MAP for name in row} == set(GROUPS)
    r, f = np.meshgrid(np.arange(1, 6), np.arange(1, 6))
    assert group_names(r.ravel(), f.ravel(), f.ravel()).shape == (25,)
    assert group_names(np.array([5, 1]), np.array([1, 5]), np.array([1, 5])).tolist() == ["New", "Do not lose"]


def test_rates_by_quintile_are_of_the_window_that_ends_today():
    customers = np.repeat(np.arange(10), 2)
    days = np.column_stack([np.arange(10) * 5, np.where(np.arange(10) >= 8, 60, np.arange(10) * 5)]).ravel()
    history = PurchaseHistory.from_orders(customers, days, np.ones(20), observed_until=80)
    rates = rates_by_quintile(history, 30)
    assert [rate.rate for rate in rates["recency"]] == [0, 0, 0, 0, 1]
    assert [rate.customers for rate in rates["frequency"]] == [0, 0, 10, 0, 0]
    assert rates["frequency"][0].rate is None
    assert rates["frequency"][2].rate == 0.2


def test_the_heat_map_counts_and_averages():
    customers, mean = heat_map(np.array([1, 1, 5]), np.array([2, 2, 5]), np.array([10.0, 20.0, 7.0]))
    assert customers.sum() == 3
    assert customers[0, 1] == 2
    assert mean[0, 1] == 15
    assert mean[4, 4] == 7
    assert np.isnan(mean[2, 2])


def test_no_customer_no_quintile():
    with pytest.raises(InputError, match="no customer"):
        QuintileCuts.of(summary([], [], []))


@pytest.mark.realdata
def test_the_three_claims_hold_on_cdnow(cdnow):
    rates = rates_by_quintile(cdnow, 90)
    rounded = {name: [rate.rate and round(rate.rate, 3) for rate in column] for name, column in rates.items()}
    assert rounded == {
        "recency": [0.026, 0.034, 0.039, 0.174, 0.428],
        "frequency": [None, 0.03, None, 0.146, 0.424],
        "monetary": [0.027, 0.048, 0.077, 0.16, 0.387],
    }
