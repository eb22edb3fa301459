import pytest
from django.test import Client
from tests.factories import NOW, a_discount

from techmart.pricing.models import Coupon, Discount

pytestmark = pytest.mark.django_db

FORM = {"name": "Welcome", "kind": "percent", "percent": "12.5", "minimum": "20", "is_active": "on"}


def test_a_discount_is_made_and_changed(desk: Client):
    made = desk.post("/backoffice/discounts/new/", FORM)
    discount = Discount.objects.get()
    assert made.url == f"/backoffice/discounts/{discount.pk}/"
    assert (discount.basis_points, discount.minimum, discount.terms) == (1250, 2000, "12.5 % off")
    desk.post(made.url, {**FORM, "kind": "fixed", "percent": "", "amount": "5"})
    discount.refresh_from_db()
    assert (discount.terms, discount.basis_points) == ("€5.00 off", 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"percent": ""}, "percent"),
        ({"percent": "101"}, "percent"),
        ({"kind": "fixed"}, "amount"),
        ({"starts_at": "2026-06-02T10:00", "ends_at": "2026-06-01T10:00"}, "ends_at"),
        ({"limit_total": "0"}, "limit_total"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Client, wrong, field):
    discount = a_discount(code="HELLO", uses=1)
    page = desk.post(f"/backoffice/discounts/{discount.pk}/", {**FORM, **wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_one_code_for_all_or_many_for_one_use_each(desk: Client):
    discount = a_discount(code="X1")
    path = f"/backoffice/discounts/{discount.pk}/"
    desk.post(f"{path}coupons/", {"code": "spring-26"})
    desk.post(f"{path}coupons/", {"count": "30"})
    assert Coupon.objects.filter(discount=discount, limit=1).count() == 30
    assert "SPRING-26" in desk.get(path).content.decode()
    lines = b"".join(desk.get(f"{path}coupons.csv")).decode().splitlines()
    assert (lines[0], len(lines)) == ("\ufeffcode,uses,limit,customer", 33)


@pytest.mark.parametrize("fields", [{}, {"code": "A", "count": ""}, {"code": "X1"}, {"code": "NEW", "count": "3"}])
def test_codes_that_cannot_be_made_are_said(desk: Client, fields):
    discount = a_discount(code="X1")
    assert desk.post(f"/backoffice/discounts/{discount.pk}/coupons/", fields).status_code == 422
    assert Coupon.objects.count() == 1


def test_the_list_says_what_each_was_worth(desk: Client):
    a_discount("Ended", ends_at=NOW.replace(year=2020))
    page = desk.get("/backoffice/discounts/").content.decode()
    assert "Not now" in page
    assert "10 % off" in page
