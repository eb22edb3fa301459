"""What the papers and the reference implementations printed, to the digits they printed."""

import numpy as np
import pytest
from scipy.special import hyp2f1
from tests.prediction.lifetimes import known

from techmart.prediction import BetaGeo, BetaGeoBetaBinomial, GammaGamma, ModifiedBetaGeo, ParetoNBD

CDNOW_CALIBRATION_END = 10134.0  # 1997-09-30
CDNOW_WEEKS = known("bg-nbd", r=0.2425945, alpha=4.4136019, a=0.7929199, b=2.4258881)


def test_expected_purchases_of_the_paper_s_customer():
    """Two repeat purchases, the last in week 30.43 of 38.86: 1.226 more in the next 39 weeks."""
    assert CDNOW_WEEKS.expected_purchases(39, 2, 30.43, 38.86).round(3) == 1.226


def test_expected_purchases_of_a_new_customer():
    weeks = np.array([0.1429, 1, 3, 31.8571, 32])
    expected = CDNOW_WEEKS.expected_purchases(weeks, 0, 0, 0)
    assert expected.round(4).tolist() == [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]
    # The list ends with 1.8576 for 78 weeks; by the published formula these parameters give 1.85796.
    year_and_a_half = CDNOW_WEEKS.expected_purchases(78, 0, 0, 0)
    assert year_and_a_half == pytest.approx(1.8576, abs=5e-4)
    r, alpha, a, b = CDNOW_WEEKS.parameters_.values()
    closed = 1 - (alpha / (alpha + 78)) ** r * hyp2f1(r, b, a + b - 1, 78 / (alpha + 78))
    assert year_and_a_half == pytest.approx((a + b - 1) / (a - 1) * closed, rel=1e-10)


def test_pareto_nbd_s_best_customer():
    """26 repeat purchases, the last in week 30.86 of 31: surely alive, 25.46 more in a year."""
    model = known("pareto-nbd", r=0.5533, alpha=10.5777, s=0.6062, beta=11.6689)
    assert model.probability_alive(26, 30.86, 31).round(4) == 0.9979
    assert model.expected_purchases(52, 26, 30.86, 31).round(2) == 25.46


DONORS = known("bg-bb", alpha=1.2035224, beta=0.7497164, gamma=0.6567182, delta=2.7834422)


def test_donors_who_gave_at_none_and_at_all_of_six_appeals():
    """Of 11,104 the paper's spreadsheet expects 3454.9 and 1253.1."""
    chances = [np.exp(DONORS.log_likelihood([x], [x], [6])) for x in (0, 6)]
    assert [round(11_104 * chance, 1) for chance in chances] == [3454.9, 1253.1]


def test_donors_alive_in_2002():
    """The paper's table 6: last gift in 1995 and none since, two with the last in 1999, six with the last in 2001."""
    assert DONORS.probability_alive([0, 2, 6], [0, 4, 6], 6).round(2).tolist() == [0.11, 0.59, 0.93]


@pytest.mark.realdata
def test_bg_bb_on_the_donors(donors):
    """And the gifts of the next five years, by the paper's spreadsheet."""
    *rows, customers = donors
    model = BetaGeoBetaBinomial().fit(*rows, customers=customers)
    assert {name: round(value, 4) for name, value in model.parameters_.items()} == {
        "alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7834,
    }  # fmt: skip
    assert round(model.log_likelihood_, 2) == -33225.58
    assert round(float(model.expected_purchases(5, *rows) @ customers), 1) == 12884.2


@pytest.mark.realdata
def test_bg_nbd_on_the_cdnow_sample(cdnow_sample):
    calibration = cdnow_sample.until(CDNOW_CALIBRATION_END).summary()
    x, t_x, T = calibration.frequency, calibration.recency / 7, calibration.T / 7
    model = BetaGeo().fit(x, t_x, T)
    assert {name: round(value, 5) for name, value in model.parameters_.items()} == {
        "r": 0.24259, "alpha": 4.41360, "a": 0.79292, "b": 2.42591,
    }  # fmt: skip
    assert round(model.log_likelihood_, 4) == -9582.4292
    assert round(model.log_likelihood(x, t_x, T), 4) == -9582.4292
    assert (model.customers_, model.cells_, model.dropout_identified_) == (2357, 1016, True)


@pytest.mark.realdata
def test_mbg_nbd_on_the_cdnow_sample(cdnow_sample):
    calibration = cdnow_sample.until(CDNOW_CALIBRATION_END).summary()
    model = ModifiedBetaGeo().fit(calibration.frequency, calibration.recency / 7, calibration.T / 7)
    assert {name: round(value, 5) for name, value in model.parameters_.items()} == {
        "r": 0.52484, "alpha": 6.18309, "a": 0.89136, "b": 1.61400,
    }  # fmt: skip
    assert round(model.log_likelihood_, 4) == -9582.1357


@pytest.mark.realdata
def test_pareto_nbd_on_the_cdnow_sample(cdnow_sample):
    calibration = cdnow_sample.until(CDNOW_CALIBRATION_END).summary()
    rows = calibration.frequency, calibration.recency / 7, calibration.T / 7
    model = ParetoNBD().fit(*rows)
    assert {name: round(value, 4) for name, value in model.parameters_.items()} == {
        "r": 0.5533, "alpha": 10.5777, "s": 0.6062, "beta": 11.6687,
    }  # fmt: skip
    assert round(model.log_likelihood_, 3) == -9594.976
    published = {"r": 0.0476264, "alpha": 0.8427222, "s": 0.1872594, "beta": 6.2105448}
    assert model.standard_errors(*rows) == pytest.approx(published, rel=2e-4)


@pytest.mark.realdata
def test_bg_nbd_is_the_same_in_days(cdnow_sample):
    calibration = cdnow_sample.until(CDNOW_CALIBRATION_END).summary()
    model = BetaGeo().fit(calibration.frequency, calibration.recency, calibration.T)
    assert round(model.r_, 5) == 0.24259
    assert round(model.alpha_ / 7, 4) == 4.4136
    in_weeks = model.log_likelihood_ + calibration.frequency.sum() * np.log(7)
    assert round(in_weeks, 4) == -9582.4292


@pytest.mark.realdata
def test_gamma_gamma_on_the_cdnow_repeaters(cdnow_sample):
    calibration = cdnow_sample.until(CDNOW_CALIBRATION_END).summary()
    model = GammaGamma().fit(calibration.frequency, calibration.monetary_value)
    rounded = {name: round(value, 2) for name, value in model.parameters_.items()}
    assert rounded == {"p": 6.25, "q": 3.74, "v": 15.44}
    assert (round(model.log_likelihood_, 4), model.customers_) == (-4055.9177, 946)
