"""The simulated truth is what it is said to be."""

import numpy as np
import pytest

from techmart.prediction.simulate import simulate_history, simulate_pareto


def test_a_seed_gives_one_history():
    first, second = (simulate_history(np.random.default_rng(3), customers=50, observed_until=100) for _ in "ab")
    assert first.day.tolist() == second.day.tolist()
    assert first.amount.tolist() == second.amount.tolist()


def test_every_customer_joins_in_time():
    rng = np.random.default_rng(4)
    summary = simulate_history(rng, customers=500, joined_within=60, observed_until=90).summary()
    assert len(summary) == 500
    assert summary.first_purchase_on.max() <= 60
    assert summary.last_purchase_on.max() <= 90


def test_purchases_come_at_the_mean_rate_while_nobody_leaves():
    rng = np.random.default_rng(5)
    history = simulate_history(rng, customers=50_000, observed_until=100, r=2, alpha=50, a=1e-9, b=1)
    assert history.summary().frequency.mean() == pytest.approx(2 / 50 * 100, rel=0.02)
    assert history.amount.mean() == pytest.approx(6.25 * 15.44 / 2.74, rel=0.02)


def test_whoever_is_sure_to_leave_buys_again_once_at_most():
    rng = np.random.default_rng(6)
    history = simulate_history(rng, customers=2000, observed_until=1e6, r=5, alpha=50, a=1, b=1e-12)
    assert history.summary().frequency.max() == 1


def test_with_k_ticks_to_a_purchase_gaps_are_regular():
    rng = np.random.default_rng(7)
    history = simulate_history(rng, customers=1, observed_until=1e5, r=1e6, alpha=1e6, a=1e-9, b=1, k=4)
    gaps = np.diff(history.day)
    assert gaps.mean() == pytest.approx(4, rel=0.02)
    assert gaps.std() / gaps.mean() == pytest.approx(0.5, rel=0.02)


def test_customers_of_mbg_may_leave_at_once():
    rng = np.random.default_rng(8)
    history = simulate_history(rng, customers=9000, observed_until=1e6, r=5, alpha=5, a=3, b=1, may_leave_at_once=True)
    assert (history.summary().frequency == 0).mean() == pytest.approx(0.75, abs=0.02)


def test_customers_of_pareto_buy_while_they_live():
    rng = np.random.default_rng(9)
    history = simulate_pareto(rng, customers=50_000, observed_until=1e4, r=2, alpha=50, s=3, beta=200)
    assert history.summary().frequency.mean() == pytest.approx(2 / 50 * 200 / (3 - 1), rel=0.03)
    assert history.amount.mean() == pytest.approx(6.25 * 15.44 / 2.74, rel=0.02)
