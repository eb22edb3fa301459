"""Why a model says what it says of a customer: what it would say, had one thing about them been as is typical.

True of any model by construction: the customer's orders are changed in one respect and the model is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from techmart.prediction.base import InputError
from techmart.prediction.fact_reasons import WITHOUT, fact_in_words, times
from techmart.prediction.features import Crowd
from techmart.prediction.phrases import Phrase, ago, every, length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats
    from techmart.prediction.engine import Fitted
    from techmart.prediction.facts import Facts
    from techmart.prediction.history import PurchaseHistory

LEAST_EFFECT = 0.005  # half a point: less is no reason
MOST = 3
ALIKE = 0.2  # gaps that differ by less, in logarithms, are much the same


@dataclass(frozen=True)
class Contribution:
    """One thing about a customer, and what the model would say had it been as is typical.

    Parameters
    ----------
    factor : str
        ``"silence"``, ``"habit"``, ``"amount"`` or ``"tempo"``; where it is known, ``"returns"``, ``"lines"`` or
        ``"visits"``.
    fact : Phrase
        In words, without a full stop.
    probability, otherwise : float
        As it is, and had the factor been typical.
    """

    factor: str
    fact: Phrase
    probability: float
    otherwise: float

    @property
    def effect(self) -> float:
        """By how much the fact raises the probability; below 0 where it lowers it."""
        return self.probability - self.otherwise

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for a repurchase."""
        return self.effect > 0

    @property
    def sentence(self) -> Phrase:
        """The fact and its effect."""
        if abs(self.effect) < LEAST_EFFECT:
            return Phrase("{fact}.", {"fact": self.fact})
        points = round(100 * self.effect)
        values = {"fact": self.fact, "points": f"{points:+}", "number": abs(points)}
        return Phrase("{fact}: {points} point.", values, "{fact}: {points} points.")

    @property
    def text(self) -> str:
        """The sentence in English."""
        return str(self.sentence)


@dataclass(frozen=True)
class Typical:
    """What is typical of a shop's customers, in whole days: medians; `gap` of how many days those who repeat leave."""

    silence: float
    purchases: int
    gap: float
    amount: float

    @classmethod
    def of(cls, history: PurchaseHistory) -> Typical:
        """Return it for these customers.

        Raises
        ------
        InputError
            If there is no customer.
        """
        summary = history.summary()
        if not len(summary):
            raise InputError("There is no customer to compare with.")
        repeats = summary.frequency > 0
        gaps = summary.recency[repeats] / summary.frequency[repeats]
        return cls(
            silence=float(np.floor(np.median(summary.days_since_last_order))),
            purchases=int(np.median(summary.purchases)),
            gap=max(1.0, float(np.round(np.median(gaps)))) if len(gaps) else 1.0,
            amount=float(np.median(summary.spend / summary.purchases)),
        )


class Explainer:
    """Gives the reasons for what a model says of any of a history's customers.

    Parameters
    ----------
    fitted : Fitted
        Any model.
    history : PurchaseHistory
        Of all customers: they say what is typical. Of a few, where what all of them would say was kept:
    typical : Typical, optional
    crowd : Crowd, optional
        What a learner's features owe to all customers.

    Raises
    ------
    InputError
        If nobody has bought.

    Examples
    --------
    >>> from techmart.prediction import PurchaseHistory
    >>> from techmart.prediction.engine import fit_model
    >>> shop = PurchaseHistory.from_orders(list("aaaabcde"), [0, 20, 41, 58, 3, 9, 12, 55], [9] * 8, observed_until=60)
    >>> for reason in Explainer(fit_model("bg-nbd", shop, horizon=30), shop).reasons([0])[0]:
    ...     print(reason.text)
    4 purchases, about every 19 days; typical is one: +37 points.
    Last purchase 2 days ago; typical is 48 days ago: +19 points.
    """

    def __init__(
        self, fitted: Fitted, history: PurchaseHistory, *, typical: Typical | None = None, crowd: Crowd | None = None
    ) -> None:
        self.history, self.typical = history, typical or Typical.of(history)
        self._codes = np.unique(history.code)
        self._fitted = fitted
        self._crowd = (crowd or Crowd.of(history)) if "features" in fitted.estimator.columns else None

    def reasons(self, rows: Sequence[int] | NDArray[np.intp]) -> list[list[Contribution]]:
        """Return up to three reasons for each of these rows of ``history.summary()``, the weightiest first."""
        picked, place = np.unique(np.asarray(rows, dtype=np.intp), return_inverse=True)
        if not len(picked):
            return []
        few = self._only(picked)
        probability = self.ask(few)
        otherwise = {factor: self.ask(altered) for factor, altered in self._otherwise(few)}
        found, words = _weightiest(probability, otherwise), self._words(few)
        told = [[replace(one, fact=say(one.factor)) for one in each] for each, say in zip(found, words, strict=True)]
        return [told[row] for row in place]

    def ask(self, few: PurchaseHistory) -> Floats:
        """Return what the model says of customers with these orders, among the others as they are."""
        return self._fitted.among(few, self._crowd) if self._crowd else self._fitted.probability(few)

    def _otherwise(self, few: PurchaseHistory) -> Iterator[tuple[str, PurchaseHistory]]:
        """Yield each factor, and the history of these customers without it; facts tell learners alone."""
        for factor, change in ALTERED.items():
            yield factor, change(few, self.typical)
        for kind in few.facts if self._crowd else ():
            yield kind, WITHOUT[kind](few)

    def _words(self, few: PurchaseHistory) -> Iterator[Callable[[str], Phrase]]:
        """Yield, customer by customer, what puts a factor into words."""
        sizes = _sizes(few)
        starts = np.cumsum(sizes) - sizes
        kinds = {kind: each.by_customer(few.code[starts]) for kind, each in few.facts.items()}
        for row, mine in enumerate(slice(start, start + size) for start, size in zip(starts, sizes, strict=True)):
            yield partial(
                _fact,
                days=few.day[mine],
                amounts=few.amount[mine],
                facts={kind: each[row] for kind, each in kinds.items()},
                today=few.observed_until,
                typical=self.typical,
            )

    def _only(self, rows: NDArray[np.intp]) -> PurchaseHistory:
        every, codes = self.history, self._codes[rows]
        mine = np.isin(every.code, codes)
        facts = {kind: each.of(codes) for kind, each in every.facts.items()}
        return replace(every, code=every.code[mine], day=every.day[mine], amount=every.amount[mine], facts=facts)


def typical_silence(history: PurchaseHistory, typical: Typical) -> PurchaseHistory:
    """Move all of each customer's purchases so that the last is as long ago as is typical."""
    sizes = _sizes(history)
    silence = history.observed_until - history.day[np.cumsum(sizes) - 1]
    return replace(history, day=history.day + np.repeat(silence - typical.silence, sizes))


def typical_habit(history: PurchaseHistory, typical: Typical) -> PurchaseHistory:
    """Give each customer the typical number of purchases, the usual days apart, the last when it was."""
    sizes = _sizes(history)
    ends = np.cumsum(sizes)
    mean = np.add.reduceat(history.amount, ends - sizes) / sizes
    back = typical.gap * np.arange(typical.purchases - 1, -1, -1)
    return replace(
        history,
        code=np.repeat(history.code[ends - 1], typical.purchases),
        day=(history.day[ends - 1][:, None] - back).ravel(),
        amount=np.repeat(mean, typical.purchases),
    )


def typical_amount(history: PurchaseHistory, typical: Typical) -> PurchaseHistory:
    """Let each customer spend the typical amount at each purchase."""
    return replace(history, amount=np.full(len(history.amount), typical.amount))


def even_tempo(history: PurchaseHistory, typical: Typical) -> PurchaseHistory:
    """Space each customer's purchases evenly between the first and the last."""
    sizes = _sizes(history)
    starts = np.cumsum(sizes) - sizes
    first, last = history.day[starts], history.day[starts + sizes - 1]
    nth = np.arange(len(history.day)) - np.repeat(starts, sizes)
    step = (last - first) / np.maximum(sizes - 1, 1)
    return replace(history, day=np.repeat(first, sizes) + nth * np.repeat(step, sizes))


ALTERED: dict[str, Callable[[PurchaseHistory, Typical], PurchaseHistory]] = {
    "silence": typical_silence,
    "habit": typical_habit,
    "amount": typical_amount,
    "tempo": even_tempo,
}


def _sizes(history: PurchaseHistory) -> NDArray[np.int64]:
    return np.unique(history.code, return_counts=True)[1]


def _weightiest(probability: Floats, otherwise: dict[str, Floats]) -> Iterator[list[Contribution]]:
    for row, p in enumerate(probability.tolist()):
        found = [Contribution(factor, Phrase(""), p, float(answer[row])) for factor, answer in otherwise.items()]
        found.sort(key=lambda contribution: -abs(contribution.effect))
        yield [one for one in found if abs(one.effect) >= LEAST_EFFECT][:MOST] or found[:1]


def _fact(
    factor: str, *, days: Floats, amounts: Floats, facts: Mapping[str, Facts], today: float, typical: Typical
) -> Phrase:
    if factor in facts:
        return fact_in_words(facts[factor], factor, today=today, purchases=len(days))
    if factor == "silence":
        when, usual = ago(today - float(days[-1])), ago(typical.silence)
        return Phrase("Last purchase {when}; typical is {usual}", {"when": when, "usual": usual})
    if factor == "amount":
        return amount_in_words(float(amounts.mean()), typical.amount)
    return _tempo(np.diff(days)) if factor == "tempo" else _habit(days, typical)


def amount_in_words(mean: object, usual: object) -> Phrase:
    """Say what a customer spends: numbers, or amounts that write themselves."""
    return Phrase("Spends {mean} a purchase; typical is {usual}", {"mean": mean, "usual": usual})


def _habit(days: Floats, typical: Typical) -> Phrase:
    habit = times(len(days))
    if len(days) > 1:
        rhythm = every(float(np.diff(days).mean()))
        habit = Phrase("{purchases}, about {rhythm}", {"purchases": habit, "rhythm": rhythm})
    if typical.purchases == 1:
        return Phrase("{habit}; typical is one", {"habit": habit})
    usual = {"number": typical.purchases, "rhythm": every(typical.gap)}
    return Phrase("{habit}; typical is {number}, {rhythm}", {"habit": habit, **usual})


def _tempo(gaps: Floats) -> Phrase:
    if len(gaps) < 2:
        return Phrase("Too few purchases for a tempo")
    last, before = float(gaps[-1]), float(gaps[:-1].mean())
    if abs(np.log(last / before)) < ALIKE:
        ends = {"shortest": length(float(gaps.min())), "longest": length(float(gaps.max()))}
        return Phrase("From {shortest} to {longest} between purchases", ends)
    lengths = {"last": length(last), "before": length(before)}
    if last < before:
        return Phrase("Faster of late: {last} between the last two purchases, {before} before", lengths)
    return Phrase("Slower of late: {last} between the last two purchases, {before} before", lengths)
