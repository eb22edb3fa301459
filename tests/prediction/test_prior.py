"""A shop of one customer gets an answer of honest width; a large one its own."""

import numpy as np
import pytest

from techmart.prediction import InputError, ModifiedBetaGeo, PopulationBetaGeo
from techmart.prediction.simulate import simulate_history

CLEO = ([0], [0.0], [30.0])
COLUMNS = PopulationBetaGeo.columns


@pytest.fixture(scope="module")
def shop():
    """Eight hundred customers who buy oftener and stay longer than a middling shop's."""
    history = simulate_history(np.random.default_rng(1), customers=800, observed_until=400, r=2.0, alpha=30.0, a=0.1)
    return history.summary()


def width(rows, customers):
    columns = {name: values[:customers] for name, values in rows.items()}
    low, high = PopulationBetaGeo().fit(**columns).probability_interval(60, *CLEO)
    return float(high[0] - low[0])


def test_the_more_customers_the_narrower(shop):
    widths = [width(shop.select(COLUMNS), customers) for customers in (1, 10, 100, 800)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0.25
    assert widths[-1] < 0.1


def test_many_customers_outweigh_the_prior(shop):
    columns = shop.select(COLUMNS)
    shared = PopulationBetaGeo().fit(**columns).repurchase_probability(60, **columns)
    alone = ModifiedBetaGeo(prior_sd=3.0).fit(**columns).repurchase_probability(60, **columns)
    assert np.abs(shared - alone).max() < 0.02


def test_silence_of_a_lone_one_time_buyer_is_no_proof_of_loyalty():
    model = PopulationBetaGeo().fit(*CLEO)
    assert 0.3 < float(model.probability_alive([0], [0.0], [400.0])[0]) < 0.95


def test_weeks_say_what_days_say():
    in_days = PopulationBetaGeo().fit([0, 2], [0.0, 70.0], [35.0, 140.0])
    in_weeks = PopulationBetaGeo(day=1 / 7).fit([0, 2], [0.0, 10.0], [5.0, 20.0])
    assert in_weeks.alpha_ == pytest.approx(in_days.alpha_ / 7, rel=1e-4)
    assert in_weeks.repurchase_probability(4, *CLEO) == pytest.approx(
        in_days.repurchase_probability(28, [0], [0.0], [210.0]), rel=1e-3
    )


def test_a_day_of_no_length_is_refused():
    with pytest.raises(InputError, match="day must be positive"):
        PopulationBetaGeo(day=0).fit(*CLEO)
