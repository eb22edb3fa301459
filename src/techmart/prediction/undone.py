"""What stood for a while and was undone: kept beside what stands, so that an earlier day knows what it knew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.summary import day_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats


@dataclass(frozen=True, eq=False)
class Undone:
    """Rows that stood from `day` until the day before `on`; made by ``Undone.split``.

    Parameters
    ----------
    code : array of int64, shape (n,)
        Whom it is about, as a position in ``PurchaseHistory.customers``.
    day, on : array of float64, shape (n,), days
        `day` lies before `on`.
    columns : mapping of str to array, shape (n,)
        What a row says.
    """

    code: NDArray[np.int64]
    day: Floats
    on: Floats
    columns: Mapping[str, NDArray[Any]]

    @classmethod
    def split(
        cls,
        code: NDArray[np.int64],
        day: Floats,
        undone_on: ArrayLike | None,
        until: float,
        columns: Mapping[str, NDArray[Any]],
    ) -> tuple[NDArray[np.bool_] | slice, Undone | None]:
        """Return which rows stand at the end of day `until`, and those that were undone by then, if any.

        What was undone on its own day is in neither: no day has ever ended with it.

        Raises
        ------
        InputError
            If `undone_on` is not a day or infinity for every row.
        """
        if undone_on is None:
            return slice(None), None
        on = _moments(undone_on, len(code))
        stands = (on > until) | np.isposinf(on)
        late = ~stands & (on > day)
        if not late.any():
            return stands, None
        return stands, cls(code, day, on, columns)._part(late)

    def __len__(self) -> int:
        return len(self.code)

    def standing(self, cutoff: float) -> Undone:
        """Return the rows that stood at the end of day `cutoff`."""
        return self._part((self.day <= cutoff) & (cutoff < self.on))

    def until(self, cutoff: float) -> Undone | None:
        """Return the rows that had been undone by the end of day `cutoff`, if any."""
        known = self.on <= cutoff
        return self._part(known) if known.any() else None

    def _part(self, rows: NDArray[np.bool_]) -> Undone:
        columns = {name: column[rows] for name, column in self.columns.items()}
        return Undone(self.code[rows], self.day[rows], self.on[rows], columns)


def _moments(undone_on: ArrayLike, rows: int) -> Floats:
    """Return days as numbers; infinity, which is no date, says that a row stands for good."""
    on = np.asarray(undone_on)
    on = day_numbers(on) if on.dtype.kind in "OUM" else on.astype(np.float64)
    if on.shape != (rows,) or np.isnan(on).any():
        raise InputError(f"undone_on must be {rows} days, or infinity for what stands.")
    return on
