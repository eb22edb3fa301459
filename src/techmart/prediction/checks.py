"""The battery: what every estimator must withstand. A new one joins by describing itself in a ``Case``.

Each check takes a case and fails by AssertionError. The tests run every check on every case.
"""

from __future__ import annotations

import inspect
import json
import warnings
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import Estimator, InputError, NotFittedError, PredictionError, from_dict
from techmart.prediction.lifetime import LifetimeModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Rows = Mapping[str, NDArray[Any]]
    Prediction = Callable[[Any, Rows], NDArray[np.float64]]


ROUNDING = 1e-12


@dataclass(frozen=True)
class Case:
    """An unfitted estimator, customers to learn from, and what it can say of them.

    Parameters
    ----------
    estimator : Estimator
    rows : mapping of str to array, shape (n,)
        All columns that `fit` reads.
    fit : callable
        ``fit(estimator, rows)`` learns and returns the estimator.
    predictions : mapping of str to callable
        ``predictions[name](estimator, rows)`` returns an array of shape (n,).
    probabilities : frozenset of str
        Which predictions are probabilities.
    """

    estimator: Estimator
    rows: Rows
    fit: Callable[[Any, Rows], Estimator]
    predictions: Mapping[str, Prediction]
    probabilities: frozenset[str]

    def fitted(self, rows: Rows | None = None) -> Estimator:
        """Return a fresh estimator fitted to `rows`, or to the case's own."""
        return self.fit(deepcopy(self.estimator), self.rows if rows is None else rows)

    def predict(self, estimator: Estimator, rows: Rows | None = None) -> dict[str, NDArray[np.float64]]:
        """Return every prediction for `rows`, or for the case's own."""
        rows = self.rows if rows is None else rows
        return {name: predict(estimator, rows) for name, predict in self.predictions.items()}


def check_init_takes_keywords_and_only_stores(case: Case) -> None:
    """What goes in is what is kept, nothing is learned yet."""
    kinds = {p.kind for p in inspect.signature(type(case.estimator)).parameters.values()}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY}
    assert vars(case.estimator) == case.estimator.settings


def check_unfitted_use_is_refused(case: Case) -> None:
    """Every prediction, the parameters and the JSON form need a fit."""
    questions: list[Callable[[Any, Rows], Any]] = [
        *case.predictions.values(),
        lambda estimator, _: estimator.parameters_,
        lambda estimator, _: estimator.to_dict(),
    ]
    for ask in questions:
        try:
            ask(case.estimator, case.rows)
        except NotFittedError:
            continue
        raise AssertionError(f"{case.estimator!r} answered before it was fitted.")


def check_fit_returns_self(case: Case) -> None:
    """Fit can be chained."""
    estimator = deepcopy(case.estimator)
    assert case.fit(estimator, case.rows) is estimator


def check_parameters_are_named_floats(case: Case) -> None:
    """parameters_ is a dict of finite floats."""
    parameters = case.fitted().parameters_
    assert tuple(parameters) == case.estimator.parameter_names
    assert all(type(value) is float and np.isfinite(value) for value in parameters.values())


def check_fitting_twice_gives_the_same(case: Case) -> None:
    """A second fit, fresh or on the same object, changes nothing."""
    estimator = case.fitted()
    first = estimator.to_dict()
    assert case.fit(estimator, case.rows).to_dict() == first
    assert case.fitted().to_dict() == first


def check_order_of_customers_is_irrelevant(case: Case) -> None:
    """Shuffled customers teach the same."""
    order = np.random.default_rng(5).permutation(_length(case.rows))
    shuffled = case.fitted({name: column[order] for name, column in case.rows.items()})
    _assert_close(case.predict(shuffled), case.predict(case.fitted()), tolerance=1e-4)


def check_inputs_are_left_alone(case: Case) -> None:
    """Neither fit nor prediction writes into the caller's arrays."""
    before = {name: column.copy() for name, column in case.rows.items()}
    case.predict(case.fitted())
    assert all((case.rows[name] == before[name]).all() for name in before)


def check_one_row_equals_the_batch(case: Case) -> None:
    """A customer's answer does not depend on who else is asked about."""
    estimator = case.fitted()
    batch = case.predict(estimator)
    for i in (0, _length(case.rows) // 2, _length(case.rows) - 1):
        one = case.predict(estimator, {name: column[i : i + 1] for name, column in case.rows.items()})
        _assert_close(one, {name: values[i : i + 1] for name, values in batch.items()}, tolerance=1e-12)


def check_json_round_trip_predicts_identically(case: Case) -> None:
    """What is stored is all there is."""
    estimator = case.fitted()
    stored = json.dumps(estimator.to_dict(), allow_nan=False)
    revived = from_dict(json.loads(stored))
    assert type(revived) is type(estimator)
    assert revived.parameters_ == estimator.parameters_
    assert json.dumps(revived.to_dict(), allow_nan=False) == stored
    _assert_close(case.predict(revived), case.predict(estimator), tolerance=0.0)


def check_probabilities_lie_between_0_and_1(case: Case) -> None:
    """And no prediction is NaN."""
    for name, values in case.predict(case.fitted()).items():
        assert values.shape == (_length(case.rows),), name
        assert not np.isnan(values).any(), name
        if name in case.probabilities:
            assert ((values >= 0) & (values <= 1)).all(), name


def check_longer_silence_never_raises_probability_alive(case: Case) -> None:
    """Of two customers with the same purchases, the one who has been quiet for longer is no likelier alive."""
    if not isinstance(case.estimator, LifetimeModel):
        return
    estimator: Any = case.fitted()
    silences = case.rows["T"] - case.rows["recency"] + np.linspace(0, 1000, 21)[:, None]
    ages = case.rows["recency"] + silences
    alive = estimator.probability_alive(case.rows["frequency"], case.rows["recency"], ages)
    assert (np.diff(alive, axis=0) <= ROUNDING).all()


def check_missing_numbers_are_refused(case: Case) -> None:
    """NaN and infinity raise InputError, in fit and in every prediction, whichever column holds them."""
    estimator = case.fitted()
    for column in case.estimator.columns:
        for bad in (np.nan, np.inf):
            rows = {**case.rows, column: case.rows[column].astype(np.float64)}
            rows[column][-1] = bad
            for ask in (lambda rows=rows: case.fitted(rows), lambda rows=rows: case.predict(estimator, rows)):
                try:
                    ask()
                except InputError:
                    continue
                raise AssertionError(f"{column}={bad} was accepted.")


def check_hostile_data_get_an_answer_or_a_typed_error(case: Case) -> None:
    """No customer, one, all alike, enormous numbers: finite parameters and valid answers, or PredictionError."""
    for name, rows in _hostile(case.rows).items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                estimator = case.fitted(rows)
                predictions = case.predict(estimator, rows)
            except PredictionError:
                continue
        assert np.isfinite(list(estimator.parameters_.values())).all(), name
        for values in predictions.values():
            assert not np.isnan(values).any(), name


CHECKS: list[Callable[[Case], None]] = [check for name, check in sorted(globals().items()) if name.startswith("check_")]


def _hostile(rows: Rows) -> dict[str, Rows]:
    def take(indices: list[int]) -> Rows:
        return {name: column[indices] for name, column in rows.items()}

    return {
        "nobody": take([]),
        "one": take([0]),
        "two": take([0, 1]),
        "all alike": take([0] * 50),
        "enormous": {name: column * 1e9 if column.dtype != bool else column for name, column in rows.items()},
        "tiny": {
            name: column if column.dtype == bool or (column % 1 == 0).all() else column * 1e-9
            for name, column in rows.items()
        },
        "nothing happened": {name: column * 0 for name, column in rows.items()},
    }


def _length(rows: Rows) -> int:
    return len(next(iter(rows.values())))


def _assert_close(
    got: dict[str, NDArray[np.float64]], expected: dict[str, NDArray[np.float64]], *, tolerance: float
) -> None:
    assert got.keys() == expected.keys()
    for name in expected:
        np.testing.assert_allclose(got[name], expected[name], rtol=tolerance, atol=tolerance, err_msg=name)
