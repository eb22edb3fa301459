"""Calibrators find what was bent, leave alone what was right, and know nothing of the window they are used on."""

import json

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.almanac import Almanac
from techmart.prediction.calibration import (
    FITS,
    NONE,
    BetaCalibrator,
    calibrated,
    calibrator_of,
    choose_calibrator,
    fit_beta,
    from_dict,
)
from techmart.prediction.champion import Trials
from techmart.prediction.metrics import ece, log_loss


def window(seed, bend=None):
    """Return forecasts and what came of them; honest ones, or bent afterwards."""
    rng = np.random.default_rng(seed)
    truth = rng.beta(0.7, 2, 3000)
    return (truth if bend is None else bend(truth)), rng.random(3000) < truth


def too_bold(p):
    return BetaCalibrator(2.0, 2.0, 0.0)(p)


@pytest.mark.parametrize("name", FITS)
def test_what_was_bent_is_set_right_in_a_window_to_come(name):
    calibrator = FITS[name](*window(1, too_bold))
    p, came = window(2, too_bold)
    assert ece(calibrator(p), came) < 0.5 * ece(p, came)
    assert log_loss(calibrator(p), came) < log_loss(p, came)


@pytest.mark.parametrize("name", FITS)
def test_likelier_stays_likelier(name):
    calibrator = FITS[name](*window(1, too_bold))
    assert (np.diff(calibrator(np.linspace(0, 1, 101))) >= 0).all()
    assert ((calibrator([0.0, 1.0]) > 0) & (calibrator([0.0, 1.0]) < 1)).all()


def test_the_ends_may_bend_differently():
    learned = fit_beta(*window(3, BetaCalibrator(0.5, 2.0, 0.3)))
    assert (learned.a, learned.b) == (pytest.approx(2.0, rel=0.2), pytest.approx(0.5, rel=0.2))


def test_the_level_stays():
    p, _ = window(6, too_bold)
    for name in FITS:
        shaped = calibrated(p, FITS[name](*window(4, too_bold)))
        assert shaped.mean() == pytest.approx(p.mean(), abs=1e-6)
    assert calibrated(p, NONE) == pytest.approx(np.clip(p, 1e-6, 1 - 1e-6), abs=1e-6)


def test_one_is_chosen_where_it_pays_and_none_where_not():
    assert choose_calibrator([window(seed, too_bold) for seed in (1, 2, 3)]) != NONE
    assert choose_calibrator([window(seed) for seed in (1, 2, 3)]) == NONE
    assert choose_calibrator([window(1, too_bold)]) == NONE
    assert choose_calibrator([]) == NONE


@pytest.mark.parametrize("name", FITS)
def test_what_is_stored_is_all_there_is(name):
    calibrator = FITS[name](*window(1, too_bold))
    stored = json.loads(json.dumps(calibrator.to_dict()))
    assert from_dict(stored)(window(2)[0]).tolist() == calibrator(window(2)[0]).tolist()


def test_what_is_no_calibrator_is_refused():
    for data in ({}, {"kind": "beta"}, {"kind": "isotonic", "curve": None}):
        with pytest.raises(InputError, match="no stored calibrator"):
            from_dict(data)


def test_where_all_or_none_bought_there_is_still_an_answer():
    for came in (np.zeros(50, bool), np.ones(50, bool)):
        for fit in FITS.values():
            assert np.isfinite(fit(np.linspace(0.1, 0.9, 50), came)(0.5))
    assert choose_calibrator([(np.full(9, 0.5), np.zeros(9, bool))] * 3) == NONE


def test_a_shop_s_earlier_days_are_asked():
    rng = np.random.default_rng(5)
    shop = PurchaseHistory.from_orders(rng.integers(0, 80, 400), rng.integers(0, 200, 400), np.ones(400))
    trials = Trials(Almanac(shop), 30)
    days = [shop.observed_until - 60, shop.observed_until - 30, -5.0]
    windows = [(trials.forecast("bg-nbd", day), trials.almanac.bought(day, 30)) for day in days[:2]]
    assert calibrator_of(trials, "bg-nbd", days).to_dict() == choose_calibrator(windows).to_dict()
