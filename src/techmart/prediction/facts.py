"""What a shop may know of its customers beside their purchases: dated rows of one kind, oldest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError, as_columns
from techmart.prediction.undone import Undone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from techmart.prediction.base import Floats

RETURNS, LINES, VISITS = "returns", "lines", "visits"
# What a row says beside who and when; a row per customer and day, and for lines per product.
IDENTIFIERS = ("product", "category")
COLUMNS = {RETURNS: ("amount",), LINES: ("product", "category", "quantity"), VISITS: ("carts",)}


@dataclass(frozen=True, eq=False)
class Facts:
    """Facts of one kind, sorted by day, then customer; made by ``Facts.gather``.

    Parameters
    ----------
    code : array of int64, shape (n,)
        Whom it is about, as a position in ``PurchaseHistory.customers``.
    day : array of float64, shape (n,), days
    since : float, days
        The first day that such facts were watched. No fact before it means nothing.
    columns : mapping of str to array, shape (n,)
        ``amount`` of returns, money; ``product``, ``category``, ``quantity`` of lines, and ``is_new``, whether the
        customer had never bought that product on an earlier day; ``carts`` of visits, how often something was put
        into the cart.
    undone : Undone, optional
        Rows that were true once, with `columns` but for ``is_new``.
    """

    code: NDArray[np.int64]
    day: Floats
    since: float
    columns: Mapping[str, NDArray[Any]]
    undone: Undone | None = None

    @classmethod
    def gather(
        cls,
        kind: str,
        code: ArrayLike,
        day: ArrayLike,
        since: float,
        *,
        undone_on: ArrayLike | None = None,
        until: float = np.inf,
        **values: ArrayLike,
    ) -> Facts:
        """Collapse rows to one per customer and day, of lines one per product too.

        Parameters
        ----------
        kind : ``"returns"``, ``"lines"`` or ``"visits"``
        code : array_like of int, shape (n,)
        day : array_like of float, shape (n,), days
        since : float, days
        undone_on : array_like of float, shape (n,), days, optional
            Since when a row is true no more; what is undone after `until` still is.
        until : float, days
        values : array_like, shape (n,)
            As `columns`, but for ``is_new``. Products and categories are integers >= 0, a category -1 where there
            is none.

        Raises
        ------
        InputError
            If there is no such kind, or the columns are not those of the kind, of one length and finite.

        Examples
        --------
        >>> visits = Facts.gather("visits", [0, 1, 0], [3, 2, 3], 0, carts=[0, 0, 1])
        >>> visits.code, visits.day, visits["carts"]
        (array([1, 0]), array([2., 3.]), array([0., 1.]))
        """
        if kind not in COLUMNS or set(values) != set(COLUMNS[kind]):
            raise InputError(f"{kind!r} with {', '.join(values)}; facts are {COLUMNS}.")
        codes = np.asarray(code, dtype=np.int64)
        days, *numbers = as_columns(day=day, **values)
        if len(codes) != len(days):
            raise InputError(f"{len(codes)} customers, {len(days)} days.")
        columns = dict(zip(values, numbers, strict=True))
        stands, undone = Undone.split(codes, days, undone_on, until, columns)
        standing = {name: column[stands] for name, column in columns.items()}
        return replace(_collapsed(codes[stands], days[stands], float(since), standing), undone=undone)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.code)

    def until(self, cutoff: float) -> Facts:
        """Return what was known at the end of day `cutoff`: views of the arrays where nothing was undone later."""
        past = self.up_to(cutoff)
        if self.undone is None:
            return past
        return replace(past._put_back(self.undone.standing(cutoff)), undone=self.undone.until(cutoff))

    def up_to(self, day: float) -> Facts:
        """Return the rows of the days up to `day` that stand now."""
        end = int(np.searchsorted(self.day, day, side="right"))
        return self._part(slice(end))

    def of(self, codes: NDArray[np.int64]) -> Facts:
        """Return the facts about some customers, as watched for ever: models ask of them what they were taught with."""
        return replace(self._part(np.isin(self.code, codes)), since=-np.inf)

    def by_customer(self, codes: NDArray[np.int64]) -> list[Facts]:
        """Return the facts about each of these customers."""
        order = np.argsort(self.code, kind="stable")
        first, end = np.searchsorted(self.code[order], codes), np.searchsorted(self.code[order], codes, side="right")
        return [self._part(order[a:b]) for a, b in zip(first, end, strict=True)]

    def _put_back(self, late: Undone) -> Facts:
        """Return these with what was true then; only the customers concerned are sorted anew."""
        if not len(late):
            return self
        is_concerned = np.isin(self.code, late.code)
        mine, others = self._part(is_concerned), self._part(~is_concerned)
        anew = _collapsed(
            np.concatenate([mine.code, late.code]),
            np.concatenate([mine.day, late.day]),
            self.since,
            {name: np.concatenate([mine[name], more]) for name, more in late.columns.items()},
        )
        width = int(max(self.code.max(initial=0), late.code.max())) + 1
        place = np.searchsorted(others.day * width + others.code, anew.day * width + anew.code)
        columns = {name: np.insert(column, place, anew[name]) for name, column in others.columns.items()}
        return Facts(
            np.insert(others.code, place, anew.code), np.insert(others.day, place, anew.day), self.since, columns
        )

    def _part(self, rows: slice | NDArray[Any]) -> Facts:
        return Facts(
            self.code[rows], self.day[rows], self.since, {name: column[rows] for name, column in self.columns.items()}
        )


def _collapsed(code: NDArray[np.int64], day: Floats, since: float, columns: Mapping[str, NDArray[Any]]) -> Facts:
    """Return facts with one row per customer and day, of lines one per product too."""
    whole = {name: columns[name].astype(np.int64) for name in IDENTIFIERS if name in columns}
    product = whole.get("product", np.zeros(len(code), dtype=np.int64))
    order = np.lexsort((product, code, day))
    code, day, product = code[order], day[order], product[order]
    starts = _starts(code, day, product)
    kept: dict[str, NDArray[Any]] = {name: column[order][starts] for name, column in whole.items()}
    sums = {
        name: np.add.reduceat(column[order], starts) if len(starts) else column
        for name, column in columns.items()
        if name not in whole
    }
    if whole:
        kept["is_new"] = _is_first(code[starts], product[starts])
    return Facts(code[starts], day[starts], since, {**kept, **sums})


def _starts(code: NDArray[np.int64], day: Floats, product: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where another customer, day or product begins."""
    return np.flatnonzero(
        (np.diff(code, prepend=-1) != 0) | (np.diff(day, prepend=np.nan) != 0) | (np.diff(product, prepend=-1) != 0)
    )


def _is_first(code: NDArray[np.int64], product: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say where a customer has a product for the first time; rows are sorted by day."""
    # Numbered anew: an article's code of thirteen digits would leave no room for the customer beside it.
    products, which = np.unique(product, return_inverse=True)
    pair = code * len(products) + which
    is_first = np.zeros(len(code), dtype=bool)
    is_first[np.unique(pair, return_index=True)[1]] = True
    return is_first
