import pytest
from tests.factories import NOW, a_discount

from techmart.pricing import actions as pricing
from techmart.pricing.models import Coupon

pytestmark = pytest.mark.django_db


def test_codes_are_kept_in_capitals_and_are_nobody_elses():
    discount = a_discount(code="welcome10")
    assert Coupon.objects.get().code == "WELCOME10"
    with pytest.raises(pricing.CouponRefused, match="WELCOME10 is taken"):
        pricing.make_coupon(discount=discount, code="Welcome10", now=NOW)


def test_drawn_codes_are_all_different_and_good_once():
    drawn = pricing.draw_coupons(discount=a_discount(code="X1"), count=500, prefix="win-", now=NOW)
    assert len({coupon.code for coupon in drawn}) == 500
    assert {(coupon.limit, len(coupon.code), coupon.code[:4]) for coupon in drawn} == {(1, 12, "WIN-")}


@pytest.mark.parametrize("count", [0, 5001])
def test_nobody_draws_none_or_too_many(count):
    with pytest.raises(ValueError, match="From 1 to 5000"):
        pricing.draw_coupons(discount=a_discount(code="X1"), count=count, now=NOW)


def test_a_use_is_counted_until_there_is_none_left_and_comes_back():
    coupon = Coupon.objects.get(discount=a_discount(code="TWO", limit_total=2))
    pricing.redeem(coupon=coupon)
    pricing.redeem(coupon=coupon)
    with pytest.raises(pricing.CouponRefused, match="TWO has been used up"):
        pricing.redeem(coupon=coupon)
    pricing.give_back(coupon_id=coupon.pk)
    coupon.refresh_from_db()
    assert (coupon.uses, coupon.discount.uses) == (1, 1)
