import pytest
from django.test import Client

from techmart.accounts.models import Address

pytestmark = pytest.mark.django_db
HOME = {"recipient": "Ada", "line1": "Weg 1", "postcode": "20457", "city": "Hamburg", "country": "DE"}


def test_the_name_can_be_changed(as_ada: Client, ada, halo):
    as_ada.post("/account/profile/", {"name": "Ada W"})
    ada.refresh_from_db()
    assert ada.name == "Ada W"


def test_addresses_come_change_and_go(as_ada: Client, ada, halo):
    as_ada.post("/account/addresses/", HOME)
    address = Address.objects.get(customer=ada)
    as_ada.post(f"/account/addresses/{address.pk}/", {**HOME, "line1": "Weg 2"})
    address.refresh_from_db()
    assert address.line1 == "Weg 2"
    as_ada.post(f"/account/addresses/{address.pk}/removal/")
    assert Address.objects.count() == 0


def test_an_address_elsewhere_belongs_to_somebody_else(as_ada: Client, django_user_model, halo):
    ben = django_user_model.objects.create_user("ben@example.com")
    address = Address.objects.create(customer=ben, **HOME)
    assert as_ada.get(f"/account/addresses/{address.pk}/").status_code == 404
    assert as_ada.post(f"/account/addresses/{address.pk}/removal/").status_code == 404


def test_a_country_we_do_not_send_to_is_refused(as_ada: Client, halo):
    page = as_ada.post("/account/addresses/", {**HOME, "country": "XX"})
    assert list(page.context["form"].errors) == ["country"]


def test_whoever_tries_too_often_is_told_so_in_the_shops_own_words(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    answers = [client.post("/account/password/reset/", {"email": "ada@example.com"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert "That was a lot at once." in answers[1].content.decode()
