"""The pages of Insights."""

import csv
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.test import Client
from tests.purchases import a_purchase

from techmart.accounts.models import Customer
from techmart.core.clock import local_day
from techmart.scoring import actions, queries
from techmart.scoring.models import FittedModel, ScoringSettings
from techmart.tracking.models import DayStat

INSIGHTS, MODEL = "/backoffice/insights/", "/backoffice/insights/model/"
PAGES = [INSIGHTS, MODEL, "/backoffice/insights/customers/", "/backoffice/insights/weights/"]


def rows_of(response: object) -> list[list[str]]:
    """Read a download."""
    return list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("address", [*PAGES, "/backoffice/insights/customers.csv"])
def test_a_young_shop_is_told_what_is_missing(address: str, desk: Client) -> None:
    response = desk.get(address)

    assert response.status_code == 200
    if address in {INSIGHTS, MODEL}:
        assert "Not enough data yet" in response.text
        assert "0 of 30 customers who have bought" in response.text


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("address", [*PAGES, "/backoffice/insights/?days=30", "/backoffice/insights/?days=soon"])
def test_no_page_styles_or_scripts_inline(address: str, desk: Client, now: datetime) -> None:
    DayStat.objects.create(day=local_day(now) - timedelta(days=10), metric="revenue", currency="EUR", value=5000)
    page = desk.get(address).text

    assert " style=" not in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


@pytest.mark.usefixtures("scored")
def test_every_chart_has_its_table_beside_it(desk: Client) -> None:
    page = desk.get("/backoffice/insights/").text

    assert page.count("<figure") == 7
    assert page.count("<figure") == page.count("<figcaption>") == page.count('role="img"') == page.count("<details")
    titles = re.findall(r'role="img"><title>(.*?)</title>', page)
    assert titles == re.findall(r"<figcaption>(.*?)</figcaption>", page)


@pytest.mark.usefixtures("scored")
def test_the_pages_say_when_the_simple_rule_is_used(desk: Client) -> None:
    champions = FittedModel.objects.filter(role="champion", is_current=True)
    champions.update(name="weighted-rfm")

    assert "No better than the simple rule" in desk.get("/backoffice/insights/?days=30").text
    card = desk.get(f"{MODEL}?days=30").text
    assert "Nothing is better than the simple rule: the simple rule is used" in card
    assert "others were not closer to what happened than the weighted score, so it is used" in card
    assert "model-verdict--red" in card


@pytest.mark.usefixtures("scored")
def test_the_model_card_speaks_plainly(desk: Client) -> None:
    page = desk.get(f"{MODEL}?days=90").text.replace("\u00a0", " ")

    assert re.search(
        r"Of the \d+ people we gave \d+-\d+ %, \d+ % came back. Trained today on [\d,]+ orders of 200", page
    )
    assert "since 2 March 2026" in page
    assert "held against what happened on 31 May 2026" in page
    assert "Judged in the night, not at a first look: MBG/NBD" in page
    assert page.count("<figure") == 3
    assert page.count("in use</span>") == 1


@pytest.mark.usefixtures("scored")
def test_a_models_name_leads_to_its_diagrams(desk: Client) -> None:
    assert "How Weighted score did" in desk.get(f"{MODEL}?days=90&model=weighted-rfm").text
    assert desk.get(f"{MODEL}?days=soon&model=none").status_code == 200


@pytest.mark.usefixtures("scored")
def test_the_model_card_costs_nine_queries(desk: Client, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(9):
        desk.get(MODEL)


@pytest.mark.usefixtures("scored")
def test_the_list_shows_the_likeliest_first_and_links_to_them(desk: Client, now: datetime) -> None:
    page = desk.get("/backoffice/insights/customers/").text
    linked = [int(pk) for pk in re.findall(r"/backoffice/insights/customers/(\d+)/", page)]

    assert linked == [row.pk for row in queries.scored_customers(now=now).rows]
    assert 'aria-sort="descending"><a href="?sort=probability&amp;direction=asc">' in page
    assert "200 customers as of 2 March 2026" in page


@pytest.mark.usefixtures("scored")
def test_search_group_and_order_live_in_the_address(desk: Client) -> None:
    response = desk.get("/backoffice/insights/customers/?q=customer+1&group=Champions&sort=spend&direction=asc&page=1")
    rows = response.context["found"].rows

    assert {row.group for row in rows} == {"Champions"}
    assert all("1" in row.name for row in rows)
    assert [row.spend for row in rows] == sorted(row.spend for row in rows)
    assert "?q=customer+1&amp;group=Champions&amp;sort=name&amp;direction=asc" in response.text


@pytest.mark.usefixtures("scored")
def test_the_download_is_exactly_what_is_seen(desk: Client, now: datetime) -> None:
    query = "?group=Champions&sort=spend&direction=asc"
    seen = desk.get(f"/backoffice/insights/customers/{query}").context["found"].rows

    header, *rows = rows_of(desk.get(f"/backoffice/insights/customers.csv{query}"))

    assert [row[1] for row in rows] == [row.email for row in seen]
    assert header[:3] == ["name", "email", "chance 30 days"]
    assert rows[0][header.index("spent")] == str(seen[0].spend.amount)
    assert len(rows_of(desk.get("/backoffice/insights/customers.csv"))) == 201


@pytest.mark.usefixtures("scored")
def test_no_cell_of_the_download_is_a_formula(desk: Client, now: datetime) -> None:
    order = a_purchase("Eve", local_day(now))
    Customer.objects.filter(pk=order.customer_id).update(name='=HYPERLINK("https://evil.example")')
    actions.refresh_summaries(customer_ids=[order.customer_id])

    _, row = rows_of(desk.get("/backoffice/insights/customers.csv?q=eve"))

    assert row[0] == '\'=HYPERLINK("https://evil.example")'


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("customers", [1, 3])
def test_the_list_costs_five_queries(
    customers: int, desk: Client, now: datetime, django_assert_num_queries: Callable
) -> None:
    for number in range(customers):
        actions.refresh_summaries(customer_ids=[a_purchase(f"Zoe{number}", local_day(now)).customer_id])

    with django_assert_num_queries(5):  # session, Maya, models, summaries, the names on the page
        assert len(desk.get("/backoffice/insights/customers/?q=zoe").context["found"].rows) == customers


@pytest.mark.usefixtures("scored")
def test_the_first_page_costs_eleven_queries(desk: Client, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(11):
        desk.get("/backoffice/insights/")


@pytest.mark.usefixtures("scored")
def test_a_customers_page_tells_chances_reasons_and_orders(desk: Client, now: datetime) -> None:
    for days in range(5, 105, 10):
        order = a_purchase("Ada", local_day(now) - timedelta(days=days), 5000)
    actions.refresh_customer(customer_id=order.customer_id, now=now)

    page = desk.get(f"/backoffice/insights/customers/{order.customer_id}/").text.replace("\u00a0", " ")

    card = queries.customer_card(order.customer, now=now)
    chance, (low, high) = card.forecast.probabilities[30], card.forecast.ranges[30]
    assert f"{round(100 * low)} to {round(100 * high)} %</span></dt><dd>{round(100 * chance)} %" in page
    assert f"(never: {round(100 * card.forecast.never)} %)" in page
    assert card.forecast.reasons[0].text in page
    assert f"Order {order.number}" in page
    assert "Champions" in page
    assert "€500.00" in page


def test_somebody_who_never_bought_has_a_page(desk: Client, scored: None) -> None:
    cleo = Customer.objects.create(email="cleo@example.com")

    assert "No purchase yet" in desk.get(f"/backoffice/insights/customers/{cleo.pk}/").text


def test_nobody_is_not_found(desk: Client) -> None:
    assert desk.get("/backoffice/insights/customers/987654/").status_code == 404


@pytest.mark.usefixtures("scored")
def test_weights_are_set_and_scaled(desk: Client) -> None:
    address = "/backoffice/insights/weights/"
    mine = {"source": "mine", "recency": "3", "frequency": "1", "monetary": "0"}

    response = desk.post(address, mine, follow=True)

    assert ScoringSettings.current().weights == (0.75, 0.25, 0.0)
    assert "fitted with these weights" in response.text
    assert queries.weights_in_use().used == (0.75, 0.25, 0.0)

    desk.post(address, {**mine, "source": "learned"})
    assert ScoringSettings.current().learns_weights
    assert queries.weights_in_use().used == pytest.approx(queries.weights_in_use().learned)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (("0", "0", "0"), "At least one weight must be above 0."),
        (("-1", "1", "1"), "greater than or equal to 0"),
        (("nan", "1", "1"), "Enter a number."),
        (("", "1", "1"), "This field is required."),
    ],
)
def test_weights_that_say_nothing_are_refused(numbers: tuple[str, ...], message: str, desk: Client) -> None:
    fields = dict(zip(("recency", "frequency", "monetary"), numbers, strict=True))

    response = desk.post("/backoffice/insights/weights/", {"source": "mine", **fields})

    assert message in response.text
    assert ScoringSettings.objects.count() == 0
