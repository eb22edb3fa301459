"""Spend learned from a window that is over: levels that add up, kinds of customers told apart, refunds taken off."""

import numpy as np
import pytest

from techmart.prediction import ConvergenceError, InputError, NotFittedError, SpendRegression

NAMES = SpendRegression.columns


def shop(customers: int, seed: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return customers whose repeat purchases bring half of their first, and what each then spends on average."""
    rng = np.random.default_rng(seed)
    purchases, own = 1.0 + rng.poisson(2, customers), rng.gamma(4, 10, customers)
    first = own * rng.gamma(8, 1 / 8, customers)
    later = own / 2 * rng.gamma(8 * purchases, 1 / (8 * purchases))
    T = rng.uniform(100, 300, customers)
    rows = purchases, first + (purchases - 1) * later, first, 90.0 * (purchases > 1), T
    return dict(zip(NAMES, rows, strict=True)), own / 2 * rng.gamma(8, 1 / 8, customers)


@pytest.fixture(scope="module")
def model() -> SpendRegression:
    rows, value = shop(4000, 1)
    return SpendRegression().fit(**rows, value=value)


def test_it_learns_whom_gamma_gamma_misses(model):
    """A first purchase costs twice what later ones do: whoever has bought once will spend less than they did."""
    rows, value = shop(4000, 2)
    typical = SpendRegression(ridge=1e12).fit(**rows, value=np.zeros(4000)).expected_spend(**rows)
    learned, naive = (spend * value.mean() / spend.mean() for spend in (model.expected_spend(**rows), typical))
    assert np.mean((learned - value) ** 2) < 0.8 * np.mean((naive - value) ** 2)


def test_purchases_so_far_add_up_to_what_was_paid(model):
    rows, _ = shop(500, 3)
    levelled = SpendRegression.from_dict(model.to_dict()).set_level(**rows)
    assert levelled.expected_spend(**rows) @ rows["purchases"] == pytest.approx(rows["spend"].sum())
    assert levelled.coefficients_ == model.coefficients_


def test_refunds_lower_the_level(model):
    rows, _ = shop(500, 3)
    back = {**rows, "spend": rows["spend"] * np.where(np.arange(500) % 5 == 0, -0.1, 1.0)}
    levelled = SpendRegression.from_dict(model.to_dict()).set_level(**back)
    assert levelled.expected_spend(**back) @ back["purchases"] == pytest.approx(back["spend"].sum())
    with pytest.raises(ConvergenceError, match="Refunds outweigh"):
        levelled.set_level(**{**rows, "spend": np.append(rows["spend"][:1], -rows["spend"][1:])})


def test_customers_of_one_age_are_not_all_corrected_to_the_limit(model):
    """A cohort of one week, a quarter later: age told nobody apart then, and is the same for all now."""
    rows, value = shop(2000, 6)
    then = {**rows, "T": np.linspace(300, 307, 2000)}
    cohort = SpendRegression(ridge=1.0).fit(**then, value=value * then["T"] / 300)
    now = {**then, "T": then["T"] + 90}
    corrected = cohort.set_level(**now).expected_spend(**now)
    uncorrected = SpendRegression(ridge=1e12).fit(**then, value=np.zeros(2000)).set_level(**now).expected_spend(**now)
    assert np.log(corrected / uncorrected).std() > 0.05


def test_without_evidence_there_is_no_correction():
    rows, _ = shop(50, 4)
    model = SpendRegression().fit(**rows, value=np.zeros(50))
    assert (model.customers_, model.level_, set(model.coefficients_.values())) == (0, 0.0, {0.0})
    one = [column[:1] for column in rows.values()]
    assert model.expected_spend(*one).shape == (1,)


def test_the_currency_s_unit_does_not_matter(model):
    rows, value = shop(4000, 1)
    cents = {name: column * (100 if "spend" in name else 1) for name, column in rows.items()}
    other = SpendRegression().fit(**cents, value=100 * value)
    np.testing.assert_allclose(other.expected_spend(**cents), 100 * model.expected_spend(**rows), rtol=1e-5)


def test_bad_rows_are_refused(model):
    good = [2.0], [50.0], [20.0], [30.0], [40.0]
    with pytest.raises(InputError, match="In row 0 there is no purchase"):
        model.expected_spend([0.0], *good[1:])
    with pytest.raises(InputError, match="recency is not between 0 and T"):
        model.expected_spend(*good[:3], [50.0], [40.0])
    with pytest.raises(InputError, match="value must be 1 numbers"):
        SpendRegression().fit(*good, value=[1.0, 2.0])
    with pytest.raises(InputError, match="ridge must not be negative"):
        SpendRegression(ridge=-1).fit(*good, value=[1.0])
    with pytest.raises(NotFittedError):
        SpendRegression().set_level(*good)
