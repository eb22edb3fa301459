"""What the shop tells beside purchases: as of a day, of whom it knows, and the same of one as of all."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from tests.factories import a_category, a_product, a_variant
from tests.purchases import a_scored_history

from techmart.accounts.models import Customer
from techmart.core.clock import start_of_day
from techmart.orders.enums import OrderSource, OrderStatus, PayStatus
from techmart.orders.models import Activity, Order, OrderLine, Payment
from techmart.prediction import PurchaseHistory
from techmart.prediction.engine import Fitted, fit_model
from techmart.prediction.features import Crowd
from techmart.scoring import actions, queries
from techmart.scoring.facts import with_facts
from techmart.scoring.history import purchases_of, watched_history
from techmart.scoring.models import CustomerSummary, FittedModel
from techmart.scoring.watch import Watch, find_watch
from techmart.tracking.models import Event

DAY = date(2026, 3, 2)
HALF_A_DAY = timedelta(hours=12)


def noon(day: date) -> datetime:
    return start_of_day(day) + HALF_A_DAY


def told(day: date = DAY, customer_ids: list[int] | None = None) -> PurchaseHistory:
    """Return what the shop tells of everybody, or of some, at the end of a day."""
    watch = find_watch()
    return with_facts(purchases_of(customer_ids, watch=watch, day=day), customer_ids, watch=watch, day=day)


def rows(history: PurchaseHistory, kind: str, *columns: str) -> list[tuple[object, ...]]:
    """Return customer, date and columns of each fact."""
    facts = history.facts[kind]
    days = [date.fromordinal(date(1970, 1, 1).toordinal() + int(day)) for day in facts.day]
    return list(
        zip(history.customers[facts.code].tolist(), days, *(facts[name].tolist() for name in columns), strict=True)
    )


def add_line(order: Order, variant: object, quantity: int = 1) -> None:
    OrderLine.objects.create(
        order=order, position=order.lines.count() + 1, variant=variant, sku="X", title="X",
        unit_price=100, quantity=quantity, total=100 * quantity,
    )  # fmt: skip


def pay(order: Order, amount: int, day: date, **fields: object) -> None:
    columns = {"kind": "charge", "state": "succeeded", "provider": "offline", "currency": "EUR", **fields}
    key = f"{order.number}/{amount}/{day}"
    Payment.objects.create(order=order, amount=amount, idempotency_key=key, created_at=noon(day), **columns)


def event(name: str, customer: Customer | None, day: date, *, joined_at: datetime | None = None) -> None:
    Event.objects.create(name=name, at=noon(day), customer=customer, joined_at=joined_at)


def test_lines_are_those_of_orders_that_count(buy: Callable[..., Order]) -> None:
    lamps, shades = a_category("lamps"), a_category("shades")
    lamp, shade = (a_variant(product=a_product(category=category)) for category in (lamps, shades))
    first, called_off = buy("Ada", date(2026, 1, 5)), buy("Ada", date(2026, 1, 9), status=OrderStatus.CANCELLED)
    add_line(first, lamp, 2)
    add_line(first, shade)
    add_line(called_off, shade)
    later = buy("Ada", date(2026, 3, 3))
    add_line(later, lamp)

    known = rows(told(), "lines", "product", "category", "quantity", "is_new")

    ada = first.customer_id
    assert known == [
        (ada, date(2026, 1, 5), lamp.product_id, lamps.pk, 2.0, True),
        (ada, date(2026, 1, 5), shade.product_id, shades.pk, 1.0, True),
    ]


def test_what_came_back_is_known_from_the_day_on_that_it_did(buy: Callable[..., Order]) -> None:
    order = buy("Ada", date(2026, 1, 5), refunded_total=300, pay_status=PayStatus.PART_REFUNDED)
    pay(order, order.total, date(2026, 1, 5))
    pay(order, 300, date(2026, 2, 1), kind="refund")
    pay(order, 500, date(2026, 2, 9), kind="refund", state="void")
    gone = buy("Ada", date(2026, 2, 10), status=OrderStatus.CANCELLED)
    Activity.objects.create(order=gone, verb="cancelled", at=noon(date(2026, 2, 11)))
    ada = order.customer_id

    assert rows(told(), "returns", "amount") == [(ada, date(2026, 2, 1), 300.0), (ada, date(2026, 2, 11), 0.0)]
    assert rows(told(date(2026, 1, 31)), "returns") == []


def test_visits_are_days_and_those_of_nobody_are_not_ours(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", date(2026, 1, 5)).customer
    for name in ("product.viewed", "cart.line_added", "cart.line_added", "message.received"):
        event(name, ada, date(2026, 2, 1))
    event("message.received", ada, date(2026, 2, 2))
    event("product.viewed", None, date(2026, 2, 3))
    event("product.viewed", ada, date(2026, 3, 3))

    history = told()

    assert rows(history, "visits", "carts") == [(ada.pk, date(2026, 2, 1), 2.0)]
    assert history.facts["visits"].since == Watch().number_of(date(2026, 2, 1))


def test_what_was_done_before_logging_in_is_known_from_the_login_on(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", date(2026, 1, 5)).customer
    event("product.viewed", ada, date(2026, 2, 1), joined_at=noon(date(2026, 2, 4)))

    assert rows(told(date(2026, 2, 3)), "visits") == []
    assert rows(told(date(2026, 2, 4)), "visits") == [(ada.pk, date(2026, 2, 4))]


def test_imports_tell_of_no_returns_and_nobody_watched_between(buy: Callable[..., Order]) -> None:
    ada = buy("Ada", date(2025, 1, 5), source=OrderSource.IMPORTED).customer
    event("product.viewed", ada, date(2026, 1, 1))
    assert told(date(2025, 1, 5)).facts["returns"].since > Watch().number_of(date(2025, 1, 4))
    own = buy("Ada", date(2026, 2, 1))
    event("product.viewed", ada, date(2026, 2, 3))

    watch, history = find_watch(), told()

    assert history.facts["returns"].since == watch.number_of(own.placed_on)
    assert history.facts["visits"].day.tolist() == [watch.number_of(date(2026, 2, 3))]


@pytest.fixture
def lively(db: None, now: datetime) -> None:
    """A shop of 200 customers with lines, refunds, and visits since its first day."""
    a_scored_history(now)
    rng = np.random.default_rng(4)
    variants = [a_variant(product=a_product(category=a_category(slug))) for slug in ("a", "b", "c")]
    orders = list(Order.objects.order_by("pk"))
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, position=1, variant=variants[int(rng.integers(3))], sku="X", title="X",
            unit_price=100, quantity=1, total=100,
        )
        for order in orders
    )  # fmt: skip
    back = {order.pk: order.placed_at + timedelta(days=3) for order in orders[::3]}
    back = {pk: day for pk, day in back.items() if day < now}
    Payment.objects.bulk_create(
        Payment(
            order_id=pk, kind="refund", state="succeeded", provider="offline", amount=10, currency="EUR",
            idempotency_key=str(pk), created_at=day,
        )
        for pk, day in back.items()
    )  # fmt: skip
    Order.objects.filter(pk__in=back).update(pay_status=PayStatus.PART_REFUNDED, refunded_total=10)
    Event.objects.bulk_create(
        Event(name=("product.viewed", "cart.line_added")[n % 2], customer_id=order.customer_id, at=order.placed_at)
        for n, order in enumerate(orders)
    )


@pytest.mark.usefixtures("lively")
def test_one_is_told_of_as_among_all(now: datetime, django_assert_num_queries: Callable) -> None:
    watch, history, day = watched_history(now)
    with django_assert_num_queries(4):
        everybody = with_facts(history, None, watch=watch, day=day)
    fitted = fit_model("logistic", everybody, horizon=60)
    crowd = Crowd.from_dict(json.loads(json.dumps(Crowd.of(everybody).to_dict())))
    said = fitted.probability(everybody)

    assert {"return_share", "comes_back", "categories", "visits_7"} < set(fitted.names)
    for row in (0, 77, len(said) - 1):
        one = [int(everybody.summary().customer[row])]
        alone = purchases_of(one, watch=watch, day=day)
        with django_assert_num_queries(3):
            alone = with_facts(alone, one, watch=watch, day=day)
        assert fitted.among(alone, crowd) == pytest.approx(said[row], rel=1e-9)


@pytest.mark.usefixtures("lively")
def test_a_champion_is_asked_at_night_and_for_reasons_with_what_it_was_taught(now: datetime) -> None:
    watch, history, day = watched_history(now)
    everybody = with_facts(history, None, watch=watch, day=day)
    fitted = replace(fit_model("logistic", everybody, horizon=60), horizon=90)
    stored = {**fitted.to_dict(), "crowd": Crowd.of(everybody).to_dict()}
    FittedModel.objects.filter(role="champion", horizon=90, is_current=True).update(name="logistic", parameters=stored)

    actions.score_customers(now=now)

    said = Fitted.from_dict(stored).probability(everybody)
    scores = queries.customer_scores(now=now)
    assert scores.probability[90] == pytest.approx(np.maximum(said, scores.probability[60]), abs=1e-9)
    somebody = CustomerSummary.objects.filter(purchases__gte=4).first().customer
    reasons = queries.customer_card(somebody, now=now).forecast.reasons
    chance = said[everybody.summary().customer.tolist().index(somebody.pk)]
    assert [reason.probability for reason in reasons] == pytest.approx([chance] * len(reasons))


@pytest.mark.usefixtures("lively")
@pytest.mark.parametrize(("names", "looked_at"), [(["logistic"], True), (["bg-nbd"], False)])
def test_lines_are_read_where_somebody_is_to_learn_from_them(
    names: list[str], looked_at: bool, now: datetime, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(100) as seen:
        actions.fit_models(now=now, names=names, is_late=lambda: True)
    assert any("orders_orderline" in query["sql"] for query in seen.captured_queries) == looked_at
