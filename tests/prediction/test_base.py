"""What the contract itself does; that each estimator keeps it is in test_checks.py."""

import numpy as np
import pytest
from sklearn.base import clone

from techmart.prediction import BetaGeo, InputError, NotFittedError, WeightedRFM, from_dict
from techmart.prediction.base import as_columns

STORED = {
    "model": "bg-nbd",
    "settings": {"prior_sd": 2.0},
    "learned": {"r_": 0.5, "alpha_": 30.0, "a_": 0.7, "b_": 2.0},
}


def test_a_stored_model_is_revived_by_its_name():
    model = from_dict(STORED)
    assert isinstance(model, BetaGeo)
    assert model.prior_sd == 2.0
    assert model.parameters_ == {"r": 0.5, "alpha": 30.0, "a": 0.7, "b": 2.0}
    assert repr(model) == "BetaGeo(prior_sd=2.0)"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"model": "crystal_ball"}, "Unknown model 'crystal_ball'; known are .*bg-nbd, "),
        ({}, "Unknown model None"),
        ({"model": "bg-nbd"}, "This is not a stored 'bg-nbd': 'settings'"),
        ({**STORED, "settings": {"sd": 1}}, "This is not a stored 'bg-nbd'"),
    ],
)
def test_what_was_never_stored_is_refused(data, message):
    with pytest.raises(InputError, match=message):
        from_dict(data)


def test_a_model_does_not_read_another_s_form():
    with pytest.raises(InputError, match="Expected a stored 'weighted-rfm', got 'bg-nbd'"):
        WeightedRFM.from_dict(STORED)


def test_what_is_learned_is_told_from_what_never_was():
    with pytest.raises(NotFittedError, match=r"BetaGeo\.r_ is learned by fit\(\)"):
        _ = BetaGeo().r_
    with pytest.raises(AttributeError, match="has no attribute 'rate'") as caught:
        _ = BetaGeo().rate
    assert not isinstance(caught.value, NotFittedError)


def test_settings_are_read_and_changed_as_scikit_learn_does():
    model = BetaGeo(prior_sd=2.0)
    copy = clone(model)
    assert (copy is model, copy.get_params()) == (False, {"prior_sd": 2.0})
    assert copy.set_params(prior_sd=1.0).prior_sd == 1.0
    with pytest.raises(InputError, match=r"BetaGeo has no setting 'penalty'; it has: prior_sd\."):
        copy.set_params(penalty=1)


def test_columns_take_one_shape():
    x, y = as_columns(x=[1, 2, 3], y=5)
    assert x.dtype == y.dtype == np.float64
    assert y.tolist() == [5, 5, 5]
