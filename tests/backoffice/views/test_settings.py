"""What the merchant sets."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import NOW, a_variant

from techmart.core.models import ShopSettings
from techmart.jobs.models import Job
from techmart.pricing.models import ShippingMethod, TaxRate

pytestmark = pytest.mark.django_db
SHOP = {
    "name": "Quokka",
    "email": "hi@quokka.example",
    "country": "at",
    "currency": "CHF",
    "transfer_days": "7",
    "review_days": "0",
}
METHOD = {"name": "Post", "code": "post", "price": "4,90", "position": "0", "is_active": "on"}


def test_the_shop_is_renamed_and_every_page_knows(desk: Client) -> None:
    desk.post("/backoffice/settings/", SHOP)
    shop = ShopSettings.current()
    assert (shop.name, shop.country, shop.currency, shop.prices_include_tax) == ("Quokka", "AT", "CHF", False)
    assert "Quokka" in desk.get("/backoffice/").content.decode()


def test_the_currency_stays_once_something_is_for_sale(desk: Client) -> None:
    a_variant()
    desk.post("/backoffice/settings/", SHOP)
    assert (ShopSettings.current().name, ShopSettings.current().currency) == ("Quokka", "EUR")


@pytest.mark.parametrize("wrong", [{"country": "Austria"}, {"currency": "€"}, {"email": "hi"}])
def test_what_makes_no_sense_is_refused(desk: Client, wrong: dict[str, str]) -> None:
    response = desk.post("/backoffice/settings/", {**SHOP, **wrong})
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(wrong))
    assert ShopSettings.current().name == "TechMart"


@pytest.mark.parametrize(("name", "code"), [("DHL Päckchen", "dhl-packchen"), ("箱", None)])
def test_a_way_of_sending_takes_its_code_from_its_name(desk: Client, name: str, code: str | None) -> None:
    desk.post("/backoffice/settings/shipping/new/", {**METHOD, "name": name, "code": ""})
    assert list(ShippingMethod.objects.values_list("code", flat=True)) == [code] * bool(code)


def test_a_way_of_sending_is_made_and_changed(desk: Client) -> None:
    desk.post("/backoffice/settings/shipping/new/", {**METHOD, "countries": "de, AT", "free_over": "50"})
    method = ShippingMethod.objects.get()
    assert (method.price, method.free_over, method.countries, method.currency) == (490, 5000, ["DE", "AT"], "EUR")
    page = desk.get(f"/backoffice/settings/shipping/{method.pk}/").content.decode()
    assert 'value="DE, AT"' in page
    desk.post(f"/backoffice/settings/shipping/{method.pk}/", {**METHOD, "is_active": "", "countries": ""})
    method.refresh_from_db()
    assert (method.is_active, method.countries, method.free_over) == (False, [], None)


def test_a_tax_rate_is_typed_in_per_cent(desk: Client) -> None:
    desk.post("/backoffice/settings/taxes/new/", {"country": "fr", "tax_class": "reduced", "percent": "5.5"})
    rate = TaxRate.objects.get()
    assert (rate.country, rate.basis_points) == ("FR", 550)
    assert 'value="5.5"' in desk.get(f"/backoffice/settings/taxes/{rate.pk}/").content.decode()
    desk.post(f"/backoffice/settings/taxes/{rate.pk}/removal/")
    assert TaxRate.objects.count() == 0


def test_a_country_has_one_rate_of_a_class(desk: Client) -> None:
    TaxRate.objects.create(country="FR", tax_class="standard", basis_points=2000)
    response = desk.post("/backoffice/settings/taxes/new/", {"country": "fr", "tax_class": "standard", "percent": "1"})
    assert (response.status_code, TaxRate.objects.count()) == (422, 1)


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    how_many: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(how_many):
        Job.objects.create(name=f"job {number}", due_at=NOW)
        ShippingMethod.objects.create(name="Post", code=f"post-{number}", price=1)
        TaxRate.objects.create(country=f"A{number}", basis_points=1)
    with django_assert_num_queries(9):
        desk.get("/backoffice/settings/")


def test_jobs_say_how_they_are(desk: Client) -> None:
    Job.objects.create(name="a", due_at=NOW, finished_at=NOW)
    Job.objects.create(name="b", due_at=NOW, attempts=2, last_error="ValueError: no")
    Job.objects.create(name="c", due_at=NOW)
    jobs = desk.get("/backoffice/settings/").context["jobs"]
    assert [(job.name, words) for job, _, words in jobs] == [("a", "Well"), ("b", "Failing"), ("c", "Not run yet")]
