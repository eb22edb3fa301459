"""Signing in keeps the browser's cart, and never fails because of it."""

import pytest
from django.contrib.auth.signals import user_logged_in
from django.test import RequestFactory
from tests.factories import a_cart, a_variant

from techmart.accounts.models import Customer
from techmart.cart.actions import CartClosed
from techmart.cart.models import Cart
from techmart.cart.queries import COOKIE

pytestmark = pytest.mark.django_db


def sign_in(customer, cart):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cart.key
    user_logged_in.send(sender=Customer, request=request, user=customer)


def test_the_browsers_cart_becomes_the_customers():
    ada, cart = Customer.objects.create_user("ada@example.com", "x"), a_cart(a_variant())
    sign_in(ada, cart)
    assert Cart.objects.get(pk=cart.pk).customer == ada


def test_a_cart_that_is_ordered_at_this_moment_keeps_nobody_from_signing_in(monkeypatch):
    ada, cart = Customer.objects.create_user("ada@example.com", "x"), a_cart(a_variant())

    def too_late(**arguments):
        raise CartClosed("This cart was ordered already.")

    monkeypatch.setattr("techmart.cart.receivers.merge_carts", too_late)
    sign_in(ada, cart)
    assert Cart.objects.get(pk=cart.pk).customer is None
