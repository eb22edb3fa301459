"""Reviews and questions: written by who may, shown once read, counted on the product."""

import pytest
from django.test import Client
from tests.factories import NOW, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import Variant
from techmart.feedback import actions as inbox
from techmart.feedback.models import Feedback
from techmart.orders.links import mail_token_of, token_of
from techmart.orders.models import Order

pytestmark = pytest.mark.django_db
NEW_REVIEW = "/p/halo-2/reviews/new/"


def a_review(variant: Variant, stars: int, name: str = "Ada Winter") -> Feedback:
    writer = Customer.objects.create_user(f"{name.split()[0].lower()}@example.com", name=name)
    review = inbox.write_review(product=variant.product, customer=writer, rating=stars, text=f"{stars} it is.", now=NOW)
    return inbox.publish(feedback=review, now=NOW)


def by_link(variant: Variant, email: str, ship_status: str, *, of_mail: bool) -> str:
    order = an_order(variant, email=email)
    Order.objects.update(ship_status=ship_status)
    return f"{NEW_REVIEW}?order={mail_token_of(order) if of_mail else token_of(order)}"


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_review_is_shown_once_it_is_read(as_ada: Client, halo: Variant):
    as_ada.post(NEW_REVIEW, {"rating": "4", "title": "Quiet", "text": "Very quiet."})
    review = Feedback.objects.get()
    assert "Very quiet." not in text_of(as_ada, "/p/halo-2/reviews/")
    inbox.publish(feedback=review, now=NOW)
    page = text_of(as_ada, "/p/halo-2/")
    assert ("Very quiet." in page, "Ada W." in page, "Ada Winter" in page) == (True, True, False)
    assert "bought it here" not in page
    halo.product.refresh_from_db()
    assert (halo.product.rating, halo.product.rating_count) == (400, 1)


@pytest.mark.parametrize("email", ["ada@example.com", "ben@example.com"])
def test_who_bought_it_is_said_to_have_bought_it(client: Client, ada: Customer, halo: Variant, email: str):
    client.post(by_link(halo, email, "shipped", of_mail=True), {"rating": "5"})
    review = Feedback.objects.get()
    assert (review.is_verified, review.email, review.rating) == (True, email, 5)


@pytest.mark.parametrize("email", ["ada@example.com", "ben@example.com"])
@pytest.mark.parametrize(("ship_status", "of_mail"), [("shipped", False), ("unshipped", True)])
def test_an_order_in_somebody_elses_name_writes_no_review_in_it(
    client: Client, ada: Customer, halo: Variant, email: str, ship_status: str, of_mail: bool
):
    address = by_link(halo, email, ship_status, of_mail=of_mail)
    assert "Log in" in text_of(client, address)
    client.post(address, {"rating": "1"})
    assert Feedback.objects.count() == 0


def test_without_account_or_order_nobody_reviews(client: Client, halo: Variant):
    assert "Log in" in text_of(client, NEW_REVIEW)
    client.post(NEW_REVIEW, {"rating": "5"})
    assert client.post(f"{NEW_REVIEW}?order=forged", {"rating": "5"}).status_code == 404
    assert Feedback.objects.count() == 0


def test_a_second_review_takes_the_place_of_the_first_and_is_read_again(as_ada: Client, ada: Customer, halo: Variant):
    for stars in (1, 5):
        as_ada.post(NEW_REVIEW, {"rating": stars})
        if stars == 1:
            inbox.publish(feedback=Feedback.objects.get(), now=NOW)
    review = Feedback.objects.get()
    halo.product.refresh_from_db()
    assert (review.rating, review.status, halo.product.rating_count) == (5, "new", 0)


def test_the_list_is_narrowed_by_stars(client: Client, halo: Variant):
    a_review(halo, 5), a_review(halo, 2, "Ben Okafor")
    page = text_of(client, "/p/halo-2/reviews/?stars=2")
    assert ("2 it is." in page, "5 it is." in page) == (True, False)
    assert text_of(client, "/p/halo-2/reviews/?stars=9").count(" it is.") == 2


def test_a_question_is_shown_with_its_answer(client: Client, halo: Variant, mara: Customer):
    client.post("/p/halo-2/questions/new/", {"text": "Is it <b>loud?", "name": "Ben Okafor", "email": "b@example.com"})
    question = Feedback.objects.get()
    assert "loud?" not in text_of(client, "/p/halo-2/questions/")
    inbox.reply(feedback=question, text="Only inside.", by=mara, now=NOW)
    page = text_of(client, "/p/halo-2/")
    assert ("Is it &lt;b&gt;loud?" in page, "Only inside." in page, "b@example.com" in page) == (True, True, False)


@pytest.mark.parametrize("path", ["reviews/", "questions/", "reviews/new/", "questions/new/"])
def test_what_is_no_product_has_no_voices(client: Client, path: str):
    assert client.get(f"/p/nothing/{path}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_reviews_takes_as_many_queries_for_one_as_for_three(
    client: Client, halo: Variant, number: int, django_assert_num_queries: object
):
    for name in ("Ada", "Ben", "Cleo")[:number]:
        a_review(halo, 5, name)
    client.get("/contact/")
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/p/halo-2/reviews/")


def test_other_products_stay_without_stars(halo: Variant):
    other = a_variant()
    a_review(halo, 3)
    other.product.refresh_from_db()
    assert other.product.rating_count == 0
