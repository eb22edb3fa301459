import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from techmart.accounts import actions
from techmart.accounts.models import Address, Customer
from techmart.accounts.signals import customer_claimed

pytestmark = pytest.mark.django_db
HOME = {
    "recipient": "Ada Winter",
    "line1": "Hafenstraße 4",
    "line2": "",
    "postcode": "20457",
    "city": "Hamburg",
    "country": "DE",
}
WORK = {**HOME, "line1": "Kontorweg 9"}


@pytest.fixture
def ada() -> Customer:
    return Customer.objects.create_user("ada@example.com")


def defaults(customer: Customer) -> list[str]:
    return list(customer.addresses.filter(is_default=True).values_list("line1", flat=True))


def test_one_address_is_one_customer(now):
    first = actions.customer_for(email=" Ada@Example.com ", name="Ada", now=now)
    again = actions.customer_for(email="ada@example.com", name="Somebody", now=now + timedelta(days=1))
    assert (again, again.name, again.joined_at) == (first, "Ada", now)
    assert (first.is_guest, first.has_usable_password()) == (True, False)


def test_who_has_an_account_is_the_same_customer_as_a_guest(ada, now):
    assert actions.customer_for(email="ADA@example.com", now=now) == ada


def test_a_guest_claims_once_and_it_is_said_once(now):
    heard = []

    def hear(customer, now, **kwargs):
        heard.append((customer.email, now))

    customer_claimed.connect(hear)
    guest = actions.customer_for(email="ada@example.com", now=now)
    for hours in (1, 2):
        actions.claim(customer=guest, now=now + timedelta(hours=hours))
    customer_claimed.disconnect(hear)
    guest.refresh_from_db()
    assert guest.claimed_at == now + timedelta(hours=1)
    assert heard == [("ada@example.com", now + timedelta(hours=1))]
    assert EmailAddress.objects.get().verified is True


def test_the_first_address_is_the_default_and_another_can_be_chosen(ada):
    home = actions.add_address(customer=ada, **HOME)
    work = actions.add_address(customer=ada, **WORK)
    assert defaults(ada) == ["Hafenstraße 4"]
    actions.make_default(address=work)
    assert defaults(ada) == ["Kontorweg 9"]
    actions.remove_address(address=work)
    assert defaults(ada) == ["Hafenstraße 4"]
    actions.remove_address(address=home)
    assert ada.addresses.count() == 0


def test_the_same_address_is_kept_once(ada):
    first = actions.add_address(customer=ada, **HOME)
    assert actions.add_address(customer=ada, **HOME) == first
    assert defaults(ada) == ["Hafenstraße 4"]


@pytest.mark.django_db(transaction=True)
def test_two_choices_at_once_leave_one_default(ada):
    book = [actions.add_address(customer=ada, **{**HOME, "line1": str(number)}) for number in range(8)]

    def choose(address: Address) -> None:
        actions.make_default(address=address)
        connection.close()

    threads = [threading.Thread(target=choose, args=[address]) for address in book]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(defaults(ada)) == 1
