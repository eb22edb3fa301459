"""The stock admin: everything can be looked at there, and no ledger can be changed."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client, RequestFactory
from tests.factories import NOW, a_variant, an_order

from techmart.accounts.models import Customer
from techmart.catalogue.models import Category, StockMove, Variant
from techmart.core.admin import ReadOnly
from techmart.mail import actions as mail
from techmart.orders.models import Activity, Order, Payment
from techmart.tracking.models import Consent, Event

OURS = [model for model in apps.get_models() if model.__module__.startswith("techmart.")]


@pytest.fixture
def root(client: Client, db: None) -> Client:
    client.force_login(Customer.objects.create_superuser("root@techmart.example"))
    return client


def test_every_table_can_be_looked_at() -> None:
    assert [model.__name__ for model in OURS if not admin.site.is_registered(model)] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_list_opens_and_searches(root: Client, model: type[Model]) -> None:
    address = f"/backoffice/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert root.get(address, {"q": "ada"}, follow=True).status_code == 200


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_what_no_page_of_it_would_send_gets_an_answer_too(root: Client, model: type[Model]) -> None:
    address = f"/backoffice/admin/{model._meta.app_label}/{model._meta.model_name}/"
    odd = [{"action": ["no such", "x"], "index": "7"}, {"_save": "1"}, {"_selected_action": "9" * 30}]
    odd += [{"action": "delete_selected", "_selected_action": key} for key in ("x", "\0", "77", "9" * 30)]
    answers = [root.post(address, answer).status_code for answer in odd]
    answers += [
        root.post(f"{address}{page}", {"_save": "x"}).status_code for page in ("add/", "x/change/", "x/delete/")
    ]
    assert set(answers) <= {200, 302, 400, 403}


def test_a_tree_opened_below_what_is_no_category_is_not_found(root: Client) -> None:
    opened = [root.get(f"/backoffice/admin/catalogue/category/children/{key}/") for key in ("x", "77", "9" * 30)]
    assert [answer.status_code for answer in opened] == [404, 404, 404]


@pytest.mark.parametrize("model", [StockMove, Event, Activity, Payment, Consent, Order], ids=lambda m: m.__name__)
def test_nobody_adds_changes_or_deletes_what_happened(model: type[Model], rf: RequestFactory, db: None) -> None:
    request = rf.get("/")
    request.user = Customer.objects.create_superuser("root@techmart.example")
    page = admin.site.get_model_admin(model)
    assert isinstance(page, ReadOnly)
    asked = (page.has_add_permission, page.has_change_permission, page.has_delete_permission)
    assert [may(request) for may in asked] == [False, False, False]


def test_a_ledger_row_is_shown_and_stays(root: Client) -> None:
    a_variant()
    move = StockMove.objects.get()
    address = f"/backoffice/admin/catalogue/stockmove/{move.pk}/"
    assert root.get(f"{address}change/").status_code == 200
    assert root.post(f"{address}change/", {"note": "nothing happened"}).status_code == 403
    assert root.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert list(StockMove.objects.values_list("note", flat=True)) == [""]


def test_the_counters_of_a_variant_are_read_only(root: Client) -> None:
    variant = a_variant(on_hand=10)
    address = f"/backoffice/admin/catalogue/variant/{variant.pk}/change/"
    form = {"sku": "NEW", "price": "5", "position": "0", "weight_g": "0", "low_stock_at": "1", "on_hand": "99"}
    root.post(address, form)
    variant.refresh_from_db()
    variant.product.refresh_from_db()
    assert (variant.sku, variant.on_hand, variant.product.price) == ("NEW", 10, 5)


def test_an_order_page_opens(root: Client) -> None:
    assert root.get(f"/backoffice/admin/orders/order/{an_order().pk}/change/").status_code == 200


@pytest.mark.parametrize(
    ("schema", "is_taken"),
    [
        ('[{"key": "weight_g", "label": "Weight", "type": "number", "unit": "g"}]', True),
        ('[{"key": "form", "label": "Form", "type": "choice", "choices": ["a", "b"]}]', True),
        ("[]", True),
        ('{"weight_g": "number"}', False),
        ('[{"key": "weight_g"}]', False),
        ('[{"key": "x", "label": "X", "type": "choice", "choices": "ab"}]', False),
        ('["weight"]', False),
    ],
)
def test_a_categorys_schema_is_one_that_products_can_read(root: Client, schema: str, is_taken: bool) -> None:
    form = {
        "title": "Audio",
        "slug": "audio",
        "spec_schema": schema,
        "treebeard_position": "first-child",
        "treebeard_ref_node": "",
    }
    root.post("/backoffice/admin/catalogue/category/add/", form)
    assert Category.objects.filter(slug="audio").exists() == is_taken


def test_staff_without_all_powers_hand_out_none(client: Client, maya: Customer) -> None:
    from django.contrib.auth.models import Permission

    maya.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client.force_login(maya)
    ada = Customer.objects.create_user("ada@example.com")
    address = "/backoffice/admin/accounts/customer/{}/change/"
    client.post(address.format(ada.pk), {"name": "Ada", "is_active": "on", "is_staff": "on", "is_superuser": "on"})
    root = Customer.objects.create_superuser("root@techmart.example")
    client.post(address.format(root.pk), {"name": "Root"})
    ada.refresh_from_db()
    root.refresh_from_db()
    assert (ada.name, ada.is_staff, ada.is_superuser) == ("Ada", False, False)
    assert (root.name, root.is_active) == ("Root", True)


def test_its_login_page_is_the_shops_own(client: Client, db: None) -> None:
    response = client.get("/backoffice/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/")
    assert client.post("/backoffice/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_customers_are_refused(client: Client, db: None) -> None:
    client.force_login(Customer.objects.create_user("ada@example.com"))
    assert client.get("/backoffice/admin/", follow=True).status_code == 403


def test_products_and_variants_are_made_elsewhere(root: Client) -> None:
    for model in ("product", "variant"):
        assert root.get(f"/backoffice/admin/catalogue/{model}/add/").status_code == 403
    assert Variant.objects.count() == 0


@pytest.mark.parametrize("path", ["auth/group", "account/emailaddress", "mfa/authenticator", "mail/message"])
def test_permissions_row_by_row_give_no_power_over_others(path: str, client: Client, db: None) -> None:
    clerk = Customer.objects.create_user("clerk@techmart.example", is_staff=True)
    label, model = path.split("/")
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label=label, content_type__model=model))
    client.force_login(clerk)
    key = mail.queue(key="a", kind="account.password_reset_key", to=clerk.email, subject="", text="", now=NOW).pk
    other = EmailAddress.objects.get().pk if model == "emailaddress" else key
    assert client.get(f"/backoffice/admin/{path}/{other}/change/").status_code in {302, 403}
    assert client.get(f"/backoffice/admin/{path}/add/").status_code == 403
