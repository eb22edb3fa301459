"""What facts tell: nothing of the future, nothing of days that nobody watched, the same in training and in serving."""

import json
from dataclasses import replace

import numpy as np
import pytest

from techmart.prediction import InputError, PurchaseHistory
from techmart.prediction.almanac import Almanac, examples
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.ensemble import Ensemble
from techmart.prediction.fact_features import Assortment
from techmart.prediction.features import Crowd, LeakageError, features_as_of
from techmart.prediction.metrics import auc
from techmart.prediction.simulate import simulate_history

KINDS = {
    "returns": ("returns", "return_share", "returned_value", "days_since_return"),
    "lines": (
        *("products", "basket", "last_basket", "units", "bought_again", "comes_back"),
        *("categories", "category_focus"),
    ),
    "visits": ("is_seen", "visits_7", "visits_30", "visits_90", "carts_30", "open_cart", "days_since_visit"),
}


def told(history: PurchaseHistory, kind: str, *, since: float | None = None) -> PurchaseHistory:
    """Return the history with facts drawn at random: of each purchase lines and a return, a visit the day before."""
    rng = np.random.default_rng(7)
    who, day, n = history.customers[history.code], history.day, len(history.day)
    if kind == "lines":
        product = rng.integers(40, size=2 * n)
        values = {"product": product, "category": product % 5, "quantity": rng.integers(1, 4, size=2 * n)}
        return history.with_facts(kind, np.tile(who, 2), np.tile(day, 2), **values)
    some = rng.random(n) < 0.4
    if kind == "returns":
        return history.with_facts(kind, who[some], day[some] + 3, amount=history.amount[some])
    early = day[some] - 1
    watched = early >= (-np.inf if since is None else since)
    carts = rng.integers(2, size=watched.sum())
    return history.with_facts(kind, who[some][watched], early[watched], carts=carts, since=since)


@pytest.fixture(scope="module")
def bare() -> PurchaseHistory:
    drawn = simulate_history(np.random.default_rng(3), customers=150, joined_within=200, observed_until=400, alpha=25)
    return PurchaseHistory.from_orders(drawn.code, np.floor(drawn.day), drawn.amount, observed_until=400)


@pytest.fixture(scope="module")
def history(bare) -> PurchaseHistory:
    return told(told(told(bare, "returns"), "lines"), "visits")


@pytest.fixture(scope="module")
def almanac(history) -> Almanac:
    return Almanac(history)


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_future_raises(history, kind):
    past = history.until(300)
    facts = past.facts[kind]
    canary = replace(facts, day=np.append(facts.day[:-1], 301.0))
    with pytest.raises(LeakageError, match="after day 300"):
        features_as_of(replace(past, facts={**past.facts, kind: canary}), 300, horizon=30)


@pytest.mark.parametrize("kind", KINDS)
def test_what_happens_later_changes_nothing(history, almanac, kind):
    facts = history.facts[kind]
    later = facts.day > 310
    changed = {name: np.where(later, column[::-1], column) for name, column in facts.columns.items()}
    other = replace(facts, code=np.where(later, facts.code[::-1], facts.code), columns=changed)
    crowd = Crowd.of(replace(history, facts={**history.facts, kind: other}).until(310))
    after = features_as_of(history.until(310), 310, horizon=30, crowd=crowd)
    assert after.names[-1] == "days_since_visit"
    assert (almanac.features(310, 30).matrix == after.matrix).all()


def test_products_are_measured_on_windows_that_were_over(history):
    """What was bought within the last 90 days has no outcome yet."""
    past = history.until(300)
    lines = past.facts["lines"]
    swapped = np.where(lines.day > 210, lines["product"][::-1], lines["product"])
    other = replace(past, facts={"lines": replace(lines, columns={**lines.columns, "product": swapped})})
    measured = Assortment.of(past)
    assert len(measured.product) == 40
    assert measured.comes_back.tolist() == Assortment.of(other).comes_back.tolist()
    assert measured.comes_back.tolist() != Assortment.of(history.until(290)).comes_back.tolist()


def bought_seven(history: PurchaseHistory, who: list[int], day: list[float]) -> Assortment:
    lines = {"product": [7] * len(who), "category": [-1] * len(who), "quantity": [1] * len(who)}
    return Assortment.of(history.with_facts("lines", who, day, **lines).until(300))


def test_who_has_not_bought_yet_says_nothing_of_a_product():
    history = PurchaseHistory.from_orders([0, 0, 1, 2], [100, 150, 100, 350], [5] * 4, observed_until=400)
    without = bought_seven(history, [0, 1], [100, 100])
    assert bought_seven(history, [0, 1, 2], [100, 100, 100]).to_dict() == without.to_dict()


def test_a_line_may_be_older_than_any_purchase():
    """Customer 1 did not buy within its 90 days; what customer 0 buys later is none of it."""
    history = PurchaseHistory.from_orders([0, 0, 1], [100, 280, 165], [5] * 3, observed_until=400)
    assert bought_seven(history, [1], [70]).rates(np.array([7])) < 0


def test_buyers_of_some_products_come_back():
    """Half of the customers buy product 1 and come back; half buy product 2 and do not."""
    who = [*range(400), *range(200)]
    day = [*[i % 100 for i in range(400)], *[i % 100 + 30 for i in range(200)]]
    history = PurchaseHistory.from_orders(who, day, [5] * 600, observed_until=300)
    product = [1 if customer < 200 else 2 for customer in who]
    history = history.with_facts("lines", who, day, product=product, category=[-1] * 600, quantity=[1] * 600)
    one, two, unknown = Assortment.of(history).rates(np.array([1, 2, 9]))
    assert one > 0 > two
    assert unknown == 0
    column = features_as_of(history, 300, horizon=30).column("comes_back")
    assert column.tolist() == [one] * 200 + [two] * 200


def test_products_may_be_numbered_as_anybody_likes(history):
    lines = history.facts["lines"]
    columns = {name: lines[name] for name in ("category", "quantity")}
    who, thirteen_digits = history.customers[lines.code], 4_006_381_333_931 + lines["product"]
    renumbered = history.with_facts("lines", who, lines.day, since=lines.since, product=thirteen_digits, **columns)
    features = [features_as_of(shop, 400, horizon=30) for shop in (history, renumbered)]
    assert features[0].names == features[1].names
    assert (features[0].matrix == features[1].matrix).all()


def test_without_facts_nothing_changes(bare, almanac):
    without, told_more = features_as_of(bare, 400, horizon=30), almanac.features(400, 30)
    assert told_more.names == without.names + tuple(name for kind in KINDS.values() for name in kind)
    assert (told_more.select(without.names) == without.matrix).all()
    assert np.isfinite(told_more.matrix).all()


def test_facts_of_the_cast():
    """Ada sends back and looks around, Ben was never seen and buys the same again, of Cleo no line is known."""
    days = [0, 100, 380, 50, 390, 200]
    history = PurchaseHistory.from_orders(["ada"] * 3 + ["ben"] * 2 + ["cleo"], days, [10] * 6, observed_until=400)
    history = history.with_facts("returns", ["ada", "ada"], [105, 390], amount=[10, 5])
    history = history.with_facts(
        "lines", ["ada", "ada", "ada", "ben", "ben"], [0, 100, 100, 50, 390],
        product=[1, 2, 3, 4, 4], category=[0, 0, 1, 2, 2], quantity=[1, 1, 1, 3, 3],
    )  # fmt: skip
    history = history.with_facts("visits", ["ada"] * 3, [350, 394, 396], carts=[1, 0, 1])
    told = features_as_of(history, 400, horizon=30)

    def of(name: str) -> list[float]:
        return told.column(name).round(3).tolist()

    assert of("return_share") == [0.4, 0, 0]
    assert of("returned_value") == [0.326, 0, 0]
    assert np.expm1(told.column("days_since_return")).round().tolist() == [10, 350, 200]
    assert np.expm1(told.column("products")).round(3).tolist() == [3, 1, 1.828]  # Cleo: between the two
    assert of("bought_again") == [0, 0.5, 0.25]
    assert of("category_focus") == [0.556, 1, 0.778]
    assert np.expm1(told.column("units")).round().tolist() == [0, 2, 1]
    assert of("is_seen") == [1, 0, 0]
    assert [np.expm1(told.column(f"visits_{span}")).round().tolist()[0] for span in (7, 30, 90)] == [2, 2, 3]
    assert np.expm1(told.column("carts_30")).round().tolist() == [1, 0, 0]
    assert of("open_cart") == [1, 0, 0]
    assert np.expm1(told.column("days_since_visit")).round().tolist() == [4, 350, 200]


def test_days_that_nobody_watched_teach_nothing(bare):
    """Watched since day 240, so known from day 330 on: a shop that began later is taught as if nobody watched."""
    later, never = Almanac(told(bare, "visits", since=240)), Almanac(bare)
    assert "is_seen" in examples(later, 30, days=[370, 340]).names
    taught, before = (examples(each, 30, days=[370, 320]) for each in (later, never))
    assert (taught.names, taught.days) == (before.names, 2)
    assert (taught.features == before.features).all()


def test_last_years_day_is_left_out_where_it_alone_knows_less():
    drawn = simulate_history(np.random.default_rng(4), customers=150, joined_within=200, observed_until=700, alpha=9)
    watched = told(PurchaseHistory.from_orders(drawn.code, drawn.day, drawn.amount, observed_until=700), "visits")
    late = Almanac(replace(watched, facts={"visits": replace(watched.facts["visits"], since=450.0)}))
    both, recent = examples(Almanac(watched), 30, days=[670, 640, 335]), examples(late, 30, days=[670, 640, 335])
    assert (both.days, recent.days) == (3, 2)
    assert both.names == recent.names


def test_one_customers_features_are_those_that_they_have_among_all(history, almanac):
    crowd = Crowd.from_dict(json.loads(json.dumps(Crowd.of(history).to_dict())))
    among_all = almanac.features(400, 30)
    for row, code in ((0, 0), (-1, history.code[-1])):
        mine = history.code == code
        facts = {kind: each.of(np.array([code])) for kind, each in history.facts.items()}
        alone = replace(
            history, code=history.code[mine], day=history.day[mine], amount=history.amount[mine], facts=facts
        )
        features = features_as_of(alone, 400, horizon=30, crowd=crowd)
        assert features.names == among_all.names
        np.testing.assert_allclose(features.matrix[0], among_all.matrix[row], rtol=1e-12)


def test_a_learner_is_asked_with_what_it_was_taught(almanac, bare):
    fitted = fit_model("logistic", almanac, horizon=30)
    assert set(KINDS["visits"]) < set(fitted.names)
    again = Fitted.from_dict(json.loads(json.dumps(fitted.to_dict())))
    assert (again.of(almanac) == fitted.of(almanac)).all()
    with pytest.raises(InputError, match="does not tell: returns"):
        fitted.probability(bare)


def test_shuffled_labels_cannot_be_ranked(almanac):
    rng = np.random.default_rng(1)
    at = almanac.features(310, 30)
    rows = rng.integers(len(at.matrix), size=6000)
    shuffled, X = rng.permutation(almanac.bought(310, 30)[rows]), at.matrix[rows]
    p = Ensemble(names=at.names, rounds=4, trees=4).fit(X[:2000], shuffled[:2000]).probability(X[2000:])
    assert auc(p, shuffled[2000:]) == pytest.approx(0.5, abs=0.03)


def test_what_is_no_assortment_is_refused():
    with pytest.raises(InputError, match="no stored assortment"):
        Assortment.from_dict({"product": [1]})
