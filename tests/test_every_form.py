"""Every form of the shop and of its back office, and every question in its addresses, answered by a stranger.

The forms are those that the pages show: whoever adds one adds it to the walk. Whatever is typed gets an answer, never a
broken page, never as markup, never with what is somebody else's; and what a form refuses, it shows again.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.everything import SECRET, Everything, everything
from tests.factories import NOW
from tests.forms import TYPED, Field, Form, Page, route

from techmart.accounts.models import Address
from techmart.cart.models import CartLine
from techmart.core.limits import HONEYPOT
from techmart.orders.models import Order

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
UNKIND = [
    "", " ", "0", "-1", "1e309", "NaN", "9" * 30, "9" * 5000, str(10**9), "٣", "½", "one", "1.900", "0x10", "1_000",
    "\0", "a\0b", "x" * 10_000, "שלום \u202edlrow", "👩‍👩‍👧‍👦" * 50, "\ud800", "a\ud7ff\ufffe",
    "a\r\nBcc: b@example.com", "' OR 1=1 --", SCRIPT, f'">{SCRIPT}', "{{ 7*7 }}", "%s%n", "{0.__class__}",
    "../../etc/passwd", "//elsewhere.example/", "javascript:alert(1)", "ben@example.com", "2026-02-30",
    "9999-12-31T23:59", "0001-01-01", "[]", "null", "=1+1",
]  # fmt: skip
unkind = st.sampled_from(UNKIND) | st.text(max_size=40)
# What fails is short enough as it is: looking for something shorter takes minutes.
few = settings(
    max_examples=2,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Machines post there, and sign what they send; the library behind the account tests what it asks.
UNSHOWN = ("payment_notices", "account_", "mfa_", "admin:")
READ = re.compile(r"""GET\.(?:get|getlist)\("(\w+)"|"(\w+)" in request\.GET""")
SOURCE = Path(__file__).resolve().parent.parent / "src"


@pytest.fixture
def shop(settings: Any) -> Iterator[Everything]:
    settings.ACCOUNT_RATE_LIMITS, settings.ORDERS_PER_ADDRESS = {}, 10**6
    with time_machine.travel(NOW, tick=False):
        yield everything()


def test_whatever_is_typed_gets_an_answer(shop: Everything) -> None:
    pages = list(looked_at(shop))
    forms = {form.kind: (who, form) for who, page in pages for form in page.forms if form.method != "dialog"}
    assert unwalked(shop, {route(form.address) for _, form in forms.values() if form.method == "post"}) == []
    theirs = of_ben()
    faults = [
        fault for who, form in [*forms.values(), *questions(pages)] for fault in faults_of(shop.people[who], who, form)
    ]
    assert not faults, "\n".join(faults)
    assert of_ben() == theirs


def questions(pages: list[tuple[str, Page]]) -> Iterator[tuple[str, Form]]:
    """Yield for one page of every route a form that asks it all that links ask there, or code reads anywhere."""
    linked = {pair for _, page in pages for pair in page.asked}
    read = {name for file in SOURCE.rglob("*.py") for names in READ.findall(file.read_text()) for name in names if name}
    for name, (who, page) in {route(page.at): (who, page) for who, page in pages}.items():
        names = read | {asked for about, asked in linked if about == name}
        yield who, Form(page.at, "get", [Field(asked, "text") for asked in sorted(names)])


def looked_at(shop: Everything) -> Iterator[tuple[str, Page]]:
    """Look at every page as each person; those of staff as staff alone."""
    for name, address in addresses(shop):
        for who, client in shop.people.items():
            if (who == "mara") is address.startswith("/backoffice/") and name != "account_logout":
                response = client.get(address)
                if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                    yield who, Page(response.content.decode(), address)


def addresses(shop: Everything) -> Iterator[tuple[str, str]]:
    """Yield the route and an address of everything that there is, several where it has several states."""
    for name, template, arguments in templates(get_resolver()):
        yield from ((name, address) for address in shop.by_route.get(name, []))
        for number in range(max((len(shop.by_argument.get(argument, "")) for argument in arguments), default=1)):
            known = {argument: shop.by_argument.get(argument, ["77"]) for argument in arguments}
            yield (
                name,
                "/" + template % {argument: values[min(number, len(values) - 1)] for argument, values in known.items()},
            )


def templates(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name, the address with gaps and the arguments of every route but those of the stock admin."""
    for name in resolver.reverse_dict:
        if isinstance(name, str):
            for ways, *_ in resolver.reverse_dict.getlist(name):
                yield from ((space + name, prefix + template, arguments) for template, arguments in ways)
    for inner_space, (inner_prefix, inner) in resolver.namespace_dict.items():
        if inner_space != "admin":
            yield from templates(inner, prefix + inner_prefix, f"{inner_space}:")


def unwalked(shop: Everything, walked: set[str]) -> list[str]:
    """Return the routes that take a POST and were found in no page."""
    return sorted(
        {
            name
            for name, address in addresses(shop)
            if name not in walked and not name.startswith(UNSHOWN) and takes_post(shop.people["mara"], address)
        }
    )


def takes_post(client: Client, address: str) -> bool:
    with undone(client):
        return client.post(address).status_code != 405


def of_ben() -> list[object]:
    """Return what nobody but Ben may change."""
    return [
        list(Address.objects.filter(customer__name=SECRET).values()),
        list(CartLine.objects.filter(cart__customer__name=SECRET).values()),
        list(Order.objects.filter(recipient=SECRET).values("status", "pay_status", "ship_status")),
    ]


def faults_of(client: Client, who: str, form: Form) -> Iterator[str]:
    """Fill in a form unkindly, some times; yield what went wrong."""
    try:
        fill_in_unkindly(client, who, form)
    except (Exception, BaseExceptionGroup) as error:
        yield f"{who} {form.method} {form.address}: {error!r} {getattr(error, '__notes__', '')}"[:2000]


def fill_in_unkindly(client: Client, who: str, form: Form) -> None:
    """Answer one field unkindly, or all of them; leave some out, answer some twice, add one, send a file."""
    names = sorted({field.name for field in form.fields} - {"csrfmiddlewaretoken"})
    some = st.sets(st.sampled_from(names)) if names else st.just(set())

    @few
    @given(
        answers=st.fixed_dictionaries(dict.fromkeys(names, unkind)),
        kept=some,
        left_out=st.just(set()) | some,
        twice=st.just(set()) | some,
        files=st.just(set()) | some,
        in_place=st.booleans(),
    )
    def fill_in(
        answers: dict[str, str], kept: set[str], left_out: set[str], twice: set[str], files: set[str], in_place: bool
    ) -> None:
        answers |= {field.name: field.answer() for field in form.fields if field.name in kept}
        typed = {name: answer for name, answer in answers.items() if name not in left_out}
        pairs = [*typed.items(), *((name, typed[name]) for name in twice & typed.keys()), ("unknown", "1")]
        with undone(client):
            for _ in range(1 if form.method == "get" else 2):  # sent twice, as impatient people do
                answer = send(client, form, pairs, files & typed.keys(), {"HX-Request": "true"} if in_place else {})
                hold_to_rules(answer, who)
            assert not Order.objects.filter(total__lt=0).exists()
            # In place a cart shows what it holds, beside a word on what it refused.
            shows_what_was_typed(answer, form, {} if files or twice or in_place else typed)

    fill_in()


def send(
    client: Client, form: Form, pairs: list[tuple[str, str]], files: set[str], headers: dict[str, str]
) -> HttpResponse:
    """Send it as a browser or the page's script does, and as none would: halves of characters, files for words."""
    body = urlencode(pairs, errors="surrogatepass")
    if form.method == "get":
        return client.get(f"{form.address.partition('?')[0]}?{body[:6000]}", headers=headers)
    if not files:
        return client.post(form.address, body, content_type="application/x-www-form-urlencoded", headers=headers)
    words = {name: answer.encode(errors="replace").decode() for name, answer in pairs if name not in files}
    files_sent = {name: SimpleUploadedFile("a.png", b"\x89PNG\0") for name in files}
    return client.post(form.address, words | files_sent, headers=headers)


def hold_to_rules(answer: HttpResponse, who: str) -> None:
    """Hold an answer to what all of them keep to."""
    assert answer.status_code < 500
    assert "script-src 'self'" in answer["Content-Security-Policy"] or "sandbox" in answer["Content-Security-Policy"]
    assert urlsplit(answer.get("Location", "")).netloc in {"", "testserver"}
    if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        text = answer.content.decode()
        assert SCRIPT not in text
        assert "Traceback" not in text
        assert who == "mara" or SECRET not in text


def shows_what_was_typed(answer: HttpResponse, form: Form, typed: dict[str, str]) -> None:
    """Hold a page that shows a form again to what was typed into it."""
    if (
        form.method != "post"
        or answer.status_code not in {200, 422}
        or not answer["Content-Type"].startswith("text/html")
    ):
        return
    shown = [again for again in Page(answer.content.decode(), form.address).forms if again.address == form.address]
    for found in (field for again in shown for field in again.fields if field.type in TYPED and field.name in typed):
        said = typed[found.name].encode(errors="surrogatepass").decode(errors="replace")
        assert "".join(found.value.split()) == "".join(said.split()) or found.name == HONEYPOT, found.name


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Take back whatever happens, in the database, in what the process remembers, and in the browser."""
    cookies = deepcopy(client.cookies)
    caches["local"].clear()
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # providers may be called inside
    with around:
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
