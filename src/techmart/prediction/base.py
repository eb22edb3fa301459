"""What every estimator in this room promises, and the errors it speaks in.

The contract, which ``checks.py`` holds every estimator to:

* ``__init__`` takes keywords only and does nothing but store them.
* ``fit(...)`` returns the estimator; everything it learned ends in ``_``.
* ``columns`` names the fields of a ``CustomerSummary`` that ``fit`` and the predictions take.
* ``parameters_`` is a dict of floats; ``to_dict`` and ``from_dict`` make the round trip through JSON.
* Unfitted use raises ``NotFittedError``, a hopeless fit ``ConvergenceError``, bad data ``InputError``.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

Floats = NDArray[np.float64]

MODELS: dict[str, type[Estimator]] = {}


class PredictionError(Exception):
    """Any failure that this room foresees."""


class InputError(PredictionError, ValueError):
    """The data or a setting cannot be what it is said to be."""


class NotEnoughData(PredictionError):
    """The history is too short, or too few have bought, to say anything; the message says what is missing."""


class NotFittedError(PredictionError, AttributeError):
    """Something learned was asked for before ``fit``."""


class ConvergenceError(PredictionError, RuntimeError):
    """The data do not settle the parameters; ``remedy`` says what to try."""

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(f"{what}. Try: {remedy}.")
        self.remedy = remedy


class Estimator:
    """The shared half of every model: its name, its parameters and its JSON form."""

    model: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]
    parameter_names: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "model" in vars(cls):  # what several models share has no name
            MODELS[cls.model] = cls

    if not TYPE_CHECKING:  # a type checker should go on reporting misspelt attributes

        def __getattr__(self, name: str) -> Any:
            if name.endswith("_") and not name.startswith("_"):
                raise NotFittedError(f"{type(self).__name__}.{name} is learned by fit(), which has not run.")
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.settings.items())
        return f"{type(self).__name__}({settings})"

    @property
    def parameters_(self) -> dict[str, float]:
        """The fitted parameters by the names that the papers use."""
        return {name: float(getattr(self, f"{name}_")) for name in self.parameter_names}

    @property
    def settings(self) -> dict[str, Any]:
        """The arguments that this estimator was made with."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def get_params(self, *, deep: bool = True) -> dict[str, Any]:
        """Return the settings, by the name that scikit-learn's ``clone`` asks for; `deep` changes nothing."""
        return self.settings

    def set_params(self, **settings: Any) -> Self:
        """Change settings by name, and return the estimator.

        Raises
        ------
        InputError
            If there is no such setting.
        """
        unknown = sorted(settings.keys() - self.settings.keys())
        if unknown:
            raise InputError(
                f"{type(self).__name__} has no setting {unknown[0]!r}; it has: {', '.join(self.settings)}."
            )
        for name, value in settings.items():
            setattr(self, name, value)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the fitted model as plain values that ``json.dumps`` accepts."""
        if not self._learned():
            raise NotFittedError(f"{type(self).__name__} has learned nothing yet: call fit() first.")
        return {"model": self.model, "settings": self.settings, "learned": self._learned()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the fitted model that ``to_dict`` described.

        Raises
        ------
        InputError
            If `data` describes another model or is not the work of ``to_dict``.
        """
        if data.get("model") != cls.model:
            raise InputError(f"Expected a stored {cls.model!r}, got {data.get('model')!r}.")
        try:
            estimator = cls(**data["settings"])
            estimator._restore(data["learned"])
        except (KeyError, TypeError) as error:
            raise InputError(f"This is not a stored {cls.model!r}: {error}.") from error
        return estimator

    def _learned(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name.endswith("_")}

    def _restore(self, learned: Mapping[str, Any]) -> None:
        for name, value in learned.items():
            setattr(self, name, value)


def from_dict(data: Mapping[str, Any]) -> Estimator:
    """Return the fitted model of whichever kind ``data["model"]`` names.

    Raises
    ------
    InputError
        If there is no such model, or `data` is not the work of ``to_dict``.
    """
    name = data.get("model")
    if name not in MODELS:
        raise InputError(f"Unknown model {name!r}; known are {', '.join(sorted(MODELS))}.")
    return MODELS[name].from_dict(data)


def as_columns(**values: ArrayLike) -> tuple[Floats, ...]:
    """Return the named values as finite float64 arrays of one common shape.

    Raises
    ------
    InputError
        If a value is not numeric, is NaN or infinite, or the shapes do not go together.
    """
    try:
        arrays = [np.asarray(value, dtype=np.float64) for value in values.values()]
        columns = np.broadcast_arrays(*arrays)
    except (TypeError, ValueError) as error:
        raise InputError(f"{', '.join(values)}: {error}") from error
    for name, array in zip(values, arrays, strict=True):
        if not np.isfinite(array).all():
            row = int(np.flatnonzero(~np.isfinite(array))[0])
            raise InputError(f"{name} is not a finite number in row {row}.")
    return tuple(columns)
