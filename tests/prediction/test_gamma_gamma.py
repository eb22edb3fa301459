"""Spend, recovered and shrunk; and shops too small to say."""

import numpy as np
import pytest

from techmart.prediction import ConvergenceError, GammaGamma, InputError
from techmart.prediction.simulate import simulate_history


def test_parameters_are_recovered():
    rng = np.random.default_rng(2)
    history = simulate_history(rng, customers=20_000, observed_until=700, a=0.1, p=4.0, q=5.0, v=30.0)
    summary = history.summary()
    model = GammaGamma().fit(summary.frequency, summary.monetary_value)
    for name, value in {"p": 4.0, "q": 5.0, "v": 30.0}.items():
        assert model.parameters_[name] == pytest.approx(value, rel=0.1)
    assert model.mean_spend_ == pytest.approx(4 * 30 / (5 - 1), rel=0.02)


def test_spend_is_expected_between_the_population_s_and_the_customer_s():
    model = GammaGamma(prior_sd=2.0).fit([3, 1, 0, 6, 2], [20.0, 35.0, 0.0, 24.0, 12.0])
    x = np.array([0, 1, 5, 10_000])
    expected = model.expected_spend(x, np.where(x > 0, 80.0, 0.0))
    assert expected[0] == model.mean_spend_
    assert (np.diff(expected) > 0).all()
    assert expected[-1] == pytest.approx(80, rel=1e-3)


def test_the_currency_s_unit_does_not_matter():
    x, m = np.array([3, 1, 6, 2, 4]), np.array([20.0, 35.0, 24.0, 12.0, 30.0])
    euros, cents = GammaGamma(prior_sd=2.0).fit(x, m), GammaGamma(prior_sd=2.0).fit(x, 100 * m)
    np.testing.assert_allclose(100 * euros.expected_spend(x, m), cents.expected_spend(x, 100 * m), rtol=1e-5)


def test_purchases_of_nothing_and_refunds_are_left_out():
    model = GammaGamma(prior_sd=2.0).fit([1, 2, 3, 0, 2], [20.0, 0.0, 30.0, 0.0, -5.0])
    assert model.customers_ == 2
    assert model.expected_spend(2, -5.0) == model.mean_spend_


def test_equal_amounts_are_expected_again():
    model = GammaGamma(prior_sd=3.0).fit([1, 2, 3, 4] * 20, [25.0] * 80)
    assert model.expected_spend([0, 3], [0.0, 25.0]) == pytest.approx([25, 25], rel=0.05)


def test_what_the_amounts_do_not_settle_is_said():
    """Amounts without a mean; and amounts that do not differ at all."""
    rng = np.random.default_rng(2)
    heavy = GammaGamma().fit(np.full(400, 20), 1 + rng.pareto(0.3, 400))
    assert heavy.q_ == pytest.approx(1.05)
    assert heavy.remarks_[0].startswith("q is at 1.05: a few enormous amounts")
    equal = GammaGamma().fit([1, 2, 3, 4] * 20, [25.0] * 80)
    assert equal.remarks_[0].endswith("ran to the limit of the search: the data do not settle them.")
    sound = simulate_history(rng, customers=500, observed_until=700, a=0.1).summary()
    assert GammaGamma().fit(sound.frequency, sound.monetary_value).remarks_ == []


@pytest.mark.parametrize(("frequency", "value"), [([], []), ([0, 0], [0, 0]), ([1], [0.0])])
def test_without_repeat_purchases_there_is_nothing_to_learn(frequency, value):
    with pytest.raises(ConvergenceError, match="No repeat purchase of positive value"):
        GammaGamma().fit(frequency, value)


def test_a_negative_frequency_is_refused():
    with pytest.raises(InputError, match="In row 1 frequency is negative"):
        GammaGamma().fit([1, -1], [5, 5])
