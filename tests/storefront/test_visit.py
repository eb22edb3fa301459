import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from tests.factories import a_cart, a_variant

from techmart.cart.queries import COOKIE
from techmart.storefront.visit import visit_of

pytestmark = pytest.mark.django_db


def request(**cookies):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    return request


def test_a_stranger_costs_two_queries_and_then_none(django_assert_num_queries):
    a_variant()
    with django_assert_num_queries(2):
        visit_of(request())
    with django_assert_num_queries(0):
        visit = visit_of(request())
    assert ([aisle.title for aisle in visit.aisles], visit.product_count) == (["Audio"], 1)
    assert (visit.cart_units, visit.is_signed_in, visit.asks_consent) == (0, False, True)


def test_a_cart_is_counted_in_things():
    cart = a_cart(a_variant(), a_variant(), quantity=2)
    assert visit_of(request(**{COOKIE: cart.key})).cart_units == 4


def test_a_session_of_nobody_is_nobody():
    assert visit_of(request(**{settings.SESSION_COOKIE_NAME: "x"})).is_signed_in is False


def test_who_answered_is_not_asked_again():
    assert visit_of(request(no_visitor="1")).asks_consent is False
