"""Features: the same for training and serving, blind to the future, finite for everybody."""

import json

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.features import Crowd, LeakageError, features_as_of
from techmart.prediction.simulate import simulate_history


@pytest.fixture(scope="module")
def history() -> PurchaseHistory:
    return simulate_history(np.random.default_rng(3), customers=300, joined_within=200, observed_until=400, alpha=25)


def test_a_planted_future_raises(history):
    past = history.until(300)
    canary = PurchaseHistory(past.customers, past.code, np.append(past.day[:-1], 301.0), past.amount, 300.0)
    for knows_more in (history, canary):
        with pytest.raises(LeakageError, match="after day 300"):
            features_as_of(knows_more, 300, horizon=30)


def test_what_happens_later_changes_nothing(history):
    later = history.day > 300
    changed = PurchaseHistory.from_orders(
        history.code, np.where(later, 350, history.day), np.where(later, 1e6, history.amount), observed_until=400
    )
    before = features_as_of(history.until(300), 300, horizon=30)
    after = features_as_of(changed.until(300), 300, horizon=30)
    assert (before.matrix == after.matrix).all()


def test_moving_the_calendar_changes_nothing(history):
    moved = PurchaseHistory.from_orders(history.code, history.day + 4000, history.amount, observed_until=4400)
    here, there = (features_as_of(h, h.observed_until, horizon=30) for h in (history, moved))
    np.testing.assert_allclose(there.matrix, here.matrix, rtol=1e-9, atol=1e-9)


def test_tempo_and_season_of_the_cast():
    ada, ben, cleo = [0, 100, 200, 300, 400], [30, 45, 300], [395]
    days = [*ada, *ben, *cleo]
    history = PurchaseHistory.from_orders(
        ["ada"] * 5 + ["ben"] * 3 + ["cleo"], days, [10.0] * 8 + [-5.0], observed_until=400
    )
    features = features_as_of(history, 400, horizon=30)
    assert features.column("season_last_year").round(3).tolist() == [0, 0.693, 0]  # Ben's day 45 is in (35, 65]
    assert features.column("once").tolist() == [0, 0, 1]
    assert features.column("gap_spread")[0] < features.column("gap_spread")[1]
    assert features.column("recent_30").round(3).tolist() == [0.693, 0, 0.693]
    assert features.column("spend")[2] == pytest.approx(-np.log(6))
    assert features.select(["once", "age"]).shape == (3, 2)


@pytest.mark.parametrize("buyers", [1, 2, 5])
def test_the_smallest_shops_have_finite_features(buyers):
    history = PurchaseHistory.from_orders(range(buyers), [5] * buyers, [0.0] * buyers, observed_until=5)
    assert np.isfinite(features_as_of(history, 5, horizon=30).matrix).all()


def test_nobody_has_no_features():
    with pytest.raises(InputError, match="Nobody had bought"):
        features_as_of(PurchaseHistory.from_orders([], [], [], observed_until=9), 9, horizon=30)


def test_one_customers_features_are_those_that_they_have_among_all(history):
    crowd = Crowd.from_dict(json.loads(json.dumps(Crowd.of(history).to_dict())))
    among_all = features_as_of(history, 400, horizon=30)
    mine = history.code == history.code[-1]
    alone = PurchaseHistory(history.customers, history.code[mine], history.day[mine], history.amount[mine], 400.0)
    features = features_as_of(alone, 400, horizon=30, crowd=crowd)
    np.testing.assert_allclose(features.matrix[0], among_all.matrix[-1], rtol=1e-12)


def test_a_crowd_is_stored_in_little_room_and_ranks_nearly_the_same():
    many = simulate_history(np.random.default_rng(5), customers=3000, joined_within=200, observed_until=400, alpha=25)
    crowd = Crowd.of(many)
    stored = Crowd.from_dict(crowd.to_dict())
    some = np.linspace(0.1, 0.999, 50)
    assert len(stored.alive["bg"]) == 1000
    np.testing.assert_allclose(stored.rank("bg", some), crowd.rank("bg", some), atol=2e-3)


def test_what_is_no_crowd_is_refused():
    with pytest.raises(InputError, match="no stored crowd"):
        Crowd.from_dict({"typical_gap": 3})
