"""What a learner may know of each customer at the end of a day: one function, for training and for serving."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.beta_geo import BetaGeo
from techmart.prediction.fact_features import Assortment, told_by_facts
from techmart.prediction.pareto_nbd import ParetoNBD
from techmart.prediction.recipes import WEAK_PRIOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.history import PurchaseHistory
    from techmart.prediction.summary import CustomerSummary

SPANS = (30.0, 90.0, 180.0)  # days back, over which recent purchases are counted
YEAR = 365.0
MOST_KEPT = 1000  # of a crowd's P(alive): a rank is then off by a thousandth
LONE = 1.0  # the spread of gaps, over their mean, of somebody who buys at random: what nothing is known about
ROUNDING = 1e-12  # of a probability: nearer ones are equal


class LeakageError(InputError):
    """The history handed over reaches past the day as of which it was asked."""


@dataclass(frozen=True, eq=False)
class Features:
    """One row per customer, in the order of ``PurchaseHistory.summary``.

    Parameters
    ----------
    names : tuple of str, length k
    matrix : array of float64, shape (n, k), finite
    """

    names: tuple[str, ...]
    matrix: Floats

    def select(self, names: Sequence[str]) -> Floats:
        """Return the named columns, shape (n, number of names).

        Raises
        ------
        InputError
            If one is not known here.
        """
        unknown = [name for name in names if name not in self.names]
        if unknown:
            raise InputError(f"This history does not tell: {', '.join(unknown)}.")
        return self.matrix[:, [self.names.index(name) for name in names]]

    def column(self, name: str) -> Floats:
        """Return one column, shape (n,)."""
        return self.matrix[:, self.names.index(name)]


@dataclass(frozen=True, eq=False)
class Crowd:
    """What a customer's features owe to all the others: kept, it gives the features of one customer alone.

    Parameters
    ----------
    typical_gap : float, days
        Between two purchases of a customer.
    beta_geo, pareto_nbd
        The lifetime models, fitted to all.
    alive : mapping of str to array of float64
        P(alive) of all customers by each of the two, sorted: what ranks are counted in.
    assortment : Assortment
        What is known of the products.
    """

    typical_gap: float
    beta_geo: BetaGeo
    pareto_nbd: ParetoNBD
    alive: Mapping[str, Floats]
    assortment: Assortment = field(default_factory=Assortment)

    @classmethod
    def of(cls, history: PurchaseHistory) -> Crowd:
        """Return the crowd of a history's end.

        Raises
        ------
        InputError
            If nobody has bought.
        """
        summary = history.summary()
        gap = np.diff(history.day)[np.diff(history.code) == 0]
        typical = float(gap.mean()) if len(gap) else float(summary.T.mean()) + 1.0
        rows = summary.select(BetaGeo.columns)
        bg, pareto = BetaGeo(prior_sd=WEAK_PRIOR).fit(**rows), ParetoNBD(prior_sd=WEAK_PRIOR).fit(**rows)
        alive = {"bg": bg.probability_alive(**rows), "pareto": pareto.probability_alive(**rows)}
        ranked = {name: np.sort(values) for name, values in alive.items()}
        return cls(typical, bg, pareto, ranked, Assortment.of(history))

    def rank(self, name: str, alive: Floats) -> Floats:
        """Return where these P(alive) rank among all, in [0, 1], ties sharing theirs.

        Where hardly anybody seems to leave, P(alive) is near 1 for all on one day and spread out on the next: only
        its order means the same on both.
        """
        others = self.alive[name]
        # One asked about alone may differ in the last digit from the same among all: still a tie.
        below = np.searchsorted(others, alive * (1.0 - ROUNDING), side="left")
        upto = np.searchsorted(others, alive * (1.0 + ROUNDING), side="right")
        return np.asarray((below + upto) / (2.0 * len(others)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; of many customers, a thousand stand for all."""
        return {
            "typical_gap": self.typical_gap,
            "beta_geo": self.beta_geo.to_dict(),
            "pareto_nbd": self.pareto_nbd.to_dict(),
            "alive": {name: _thinned(values).tolist() for name, values in self.alive.items()},
            "assortment": self.assortment.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Crowd:
        """Return the crowd that ``to_dict`` described.

        Raises
        ------
        InputError
            If `data` is not the work of ``to_dict``.
        """
        try:
            alive = {name: np.asarray(values, dtype=np.float64) for name, values in data["alive"].items()}
            models = BetaGeo.from_dict(data["beta_geo"]), ParetoNBD.from_dict(data["pareto_nbd"])
            return cls(float(data["typical_gap"]), *models, alive, Assortment.from_dict(data["assortment"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"This is no stored crowd: {error}.") from error


def features_as_of(history: PurchaseHistory, cutoff: float, *, horizon: float, crowd: Crowd | None = None) -> Features:
    """Return what is known of every customer at the end of day `cutoff`.

    Nothing here is a date: a shop younger than two years would take the calendar for a trend. The season enters
    as what the customer did in it a year ago.

    Parameters
    ----------
    history : PurchaseHistory
        Already cut: ``history.until(cutoff)``. One that knows more is refused.
    cutoff : float, days
    horizon : float, > 0, days
        How far ahead is to be foretold; the lifetime models' outputs are for it.
    crowd : Crowd, optional
        Whom they are among: by default, each other. Kept from a day with all customers, it lets a history of a
        few have the features that they would have among all.

    Raises
    ------
    LeakageError
        If there is a purchase or another fact after `cutoff`, if something was undone after it, or if the history was
        watched past it.
    InputError
        If nobody has bought yet.

    Examples
    --------
    >>> from techmart.prediction import PurchaseHistory
    >>> past = PurchaseHistory.from_orders(["ada", "ada", "ben"], [0, 40, 30], [9, 9, 5], observed_until=60)
    >>> features_as_of(past, 60, horizon=30).column("recent_30")
    array([0.69314718, 0.        ])
    """
    facts = history.facts.values()
    undone = [history.undone, *(each.undone for each in facts)]
    days = [history.day, *(each.day for each in facts), *(each.on for each in undone if each)]
    if history.observed_until > cutoff or any((day > cutoff).any() for day in days):
        raise LeakageError(f"This history knows what happened after day {cutoff:g}.")
    if not len(history.code):
        raise InputError(f"Nobody had bought by day {cutoff:g}.")
    summary, crowd = history.summary(), crowd or Crowd.of(history)
    columns = {
        **_of_summary(summary),
        **_of_gaps(history, summary, crowd.typical_gap),
        **_of_amounts(history, summary),
        **_of_recent_days(history, horizon),
        **_of_lifetime(summary, horizon, crowd),
        **told_by_facts(history, summary, crowd.assortment),
    }
    return Features(tuple(columns), np.column_stack(list(columns.values())))


def log_odds(probability: Floats) -> Floats:
    """Return ln(p / (1 - p)), p held within [1e-6, 1 - 1e-6]."""
    p = np.clip(probability, 1e-6, 1.0 - 1e-6)
    return np.asarray(np.log(p) - np.log1p(-p))


def _of_summary(summary: CustomerSummary) -> dict[str, Floats]:
    return {
        "purchases": np.log(summary.purchases),
        "days_since": np.log1p(summary.days_since_last_order),
        "recency": np.log1p(summary.recency),
        "age": np.log1p(summary.T),
        "once": (summary.frequency == 0).astype(np.float64),
    }


def _of_gaps(history: PurchaseHistory, summary: CustomerSummary, typical: float) -> dict[str, Floats]:
    """Tempo, its regularity, and how the present silence compares with both."""
    same = np.diff(history.code) == 0
    of = _rows(history)[1:][same]
    gap = np.diff(history.day)[same]
    n = len(summary)
    mean = (summary.recency + typical) / (summary.frequency + 1.0)  # everybody's gaps count as one of one's own
    squares = np.bincount(of, (gap - mean[of]) ** 2, minlength=n)
    spread = np.sqrt((squares + (LONE * mean) ** 2) / (summary.frequency + 1.0)) / mean
    longest, last = np.zeros(n), np.zeros(n)
    np.maximum.at(longest, of, gap)
    last[of] = gap  # the latest overwrites
    silence = summary.days_since_last_order
    repeats = summary.frequency > 0
    return {
        "mean_gap": np.log1p(mean),
        "gap_spread": np.log(spread + 1e-3),
        "last_gap_ratio": np.where(repeats, np.log1p(last) - np.log1p(mean), 0.0),
        "silence_ratio": np.log1p(silence) - np.log1p(mean),
        "silence_over_longest": np.where(repeats, np.log1p(silence) - np.log1p(longest), 0.0),
    }


def _of_amounts(history: PurchaseHistory, summary: CustomerSummary) -> dict[str, Floats]:
    last = history.amount[np.append(np.flatnonzero(np.diff(history.code)), len(history.code) - 1)]
    mean = summary.spend / summary.purchases
    return {
        "spend": _log_money(summary.spend),
        "mean_amount": _log_money(mean),
        "amount_trend": _log_money(last) - _log_money(mean),
    }


def _of_recent_days(history: PurchaseHistory, horizon: float) -> dict[str, Floats]:
    day, now = history.day, history.observed_until
    counts = {f"recent_{span:g}": _count(history, day > now - span) for span in SPANS}
    before = _count(history, (day > now - 2 * SPANS[1]) & (day <= now - SPANS[1]))
    season = _count(history, (day > now - YEAR) & (day <= now - YEAR + horizon))
    return {
        **{name: np.log1p(count) for name, count in counts.items()},
        "trend": np.log1p(counts[f"recent_{SPANS[1]:g}"]) - np.log1p(before),
        "season_last_year": np.log1p(season),
        "recent_spend": _log_money(_count(history, day > now - SPANS[1], history.amount)),
    }


def _of_lifetime(summary: CustomerSummary, horizon: float, crowd: Crowd) -> dict[str, Floats]:
    columns = {}
    rows = summary.select(BetaGeo.columns)
    for name, model in (("bg", crowd.beta_geo), ("pareto", crowd.pareto_nbd)):
        columns[f"{name}_buys"] = log_odds(model.repurchase_probability(horizon, **rows))
        columns[f"{name}_alive"] = crowd.rank(name, model.probability_alive(**rows))
        columns[f"{name}_expected"] = np.log1p(model.expected_purchases(horizon, **rows))
    return columns


def _rows(history: PurchaseHistory) -> NDArray[np.int64]:
    """Return which row of the summary each purchase belongs to."""
    return np.cumsum(np.diff(history.code, prepend=history.code[0]) != 0)


def _count(history: PurchaseHistory, which: NDArray[np.bool_], weight: Any = 1.0) -> Floats:
    rows = _rows(history)
    return np.asarray(np.bincount(rows, np.where(which, weight, 0.0)), dtype=np.float64)


def _thinned(values: Floats) -> Floats:
    return values if len(values) <= MOST_KEPT else np.quantile(values, np.linspace(0, 1, MOST_KEPT))


def _log_money(amount: Floats) -> Floats:
    """Refunds and purchases alike, squeezed: 0 stays 0."""
    return np.asarray(np.sign(amount) * np.log1p(np.abs(amount)))
