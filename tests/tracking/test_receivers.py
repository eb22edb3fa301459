import pytest
from django.contrib.auth.signals import user_logged_in

from techmart.accounts.models import Customer

pytestmark = pytest.mark.django_db


def test_logging_in_joins_the_browser_that_agreed(browse, visitor, ada):
    user_logged_in.send(Customer, request=browse(), user=ada)
    visitor.refresh_from_db()
    assert visitor.customer is None
    user_logged_in.send(Customer, request=browse(visitor), user=ada)
    visitor.refresh_from_db()
    assert visitor.customer == ada


def test_staff_are_not_customers(browse, visitor):
    user_logged_in.send(Customer, request=browse(visitor), user=Customer.objects.create_superuser("boss@example.com"))
    visitor.refresh_from_db()
    assert visitor.customer is None
