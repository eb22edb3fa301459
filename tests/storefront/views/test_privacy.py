import pytest
from django.test import Client

from techmart.tracking.models import Consent, Visitor

pytestmark = pytest.mark.django_db


def test_both_answers_weigh_the_same(client: Client):
    page = client.get("/").content.decode()
    assert '<button class="btn" name="choice" value="count">Only count me</button>' in page
    assert '<button class="btn" name="choice" value="remember">Remember me</button>' in page


def test_yes_is_remembered_and_leads_back(client: Client):
    response = client.post("/privacy/", {"choice": "remember", "next": "/products/?sort=price"})
    assert response.url == "/products/?sort=price"
    assert response.cookies["visitor"].value == Visitor.objects.get().key
    assert Consent.objects.get().granted is True
    assert "May we remember" not in client.get("/").content.decode()


def test_no_is_remembered_without_an_identifier(client: Client):
    response = client.post("/privacy/", {"choice": "count", "next": "/"})
    assert response.cookies["no_visitor"].value == "1"
    assert Visitor.objects.count() == 0
    assert "May we remember" not in client.get("/").content.decode()


def test_yes_can_be_taken_back(client: Client):
    client.post("/privacy/", {"choice": "remember"})
    assert "This browser is remembered." in client.get("/privacy/").content.decode()
    client.post("/privacy/", {"choice": "count"})
    assert "This browser is not remembered." in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "cart", "' OR 1=1 --", ""]
)
def test_the_way_back_stays_in_the_shop(client: Client, target):
    assert client.post("/privacy/", {"choice": "count", "next": target}).url == "/privacy/"


def test_a_browser_that_refuses_by_itself_is_not_asked(client: Client):
    page = client.get("/privacy/", headers={"sec-gpc": "1"}).content.decode()
    assert "Global Privacy Control" in page
    assert "May we remember" not in page
