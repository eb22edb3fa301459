"""Somebody at a browser, without a screen: cookies, forms, redirects. Every answer it gets is held to the rules."""

import html
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ADDRESS = {"recipient": "Ada Winter", "line1": "Hafenstraße 4", "postcode": "20457", "city": "Hamburg", "country": "DE"}
TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, after redirects."""

    status: int
    path: str
    headers: HTTPMessage
    text: str

    def field(self, name: str) -> str:
        """Return the value of a form's hidden field."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        return html.unescape(found[1]) if found else ""

    @property
    def order_number(self) -> str:
        """The order that this page shows; empty where it shows none."""
        found = re.search(r"<title>Order (T\d+)", self.text)
        return found[1] if found else ""


@dataclass
class Shopper:
    """One person's browser."""

    port: int
    headers: dict[str, str] = field(default_factory=lambda: {"User-Agent": FIREFOX})
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Page:
        """Open a page and whatever it redirects to."""
        return self._follow("GET", path)

    def post(self, path: str, **fields: object) -> Page:
        """Send a form, with the token of the page seen last."""
        return self._follow("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def twin(self) -> "Shopper":
        """Return the same browser in a second tab."""
        return Shopper(self.port, dict(self.headers), dict(self.cookies), self.token)

    def send(self, method: str, path: str, body: str = "") -> HTTPConnection:
        """Send a request and wait for nothing."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        headers = {**self.headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        return connection

    def receive(self, connection: HTTPConnection, path: str) -> Page:
        """Read the answer, keep its cookies, follow its redirect."""
        response = connection.getresponse()
        page = Page(response.status, path, response.headers, response.read().decode(errors="replace"))
        connection.close()
        if wrong := faults(page):
            raise AssertionError(f"{path}: {', '.join(wrong)}")
        self._keep(page)
        location = page.headers.get("Location")
        return self._follow("GET", _relative(location)) if location else page

    # -- What a shopper does

    def fill_cart(self, slug: str, variant_id: int, quantity: int = 1) -> Page:
        """Put a variant into the cart from its product's page."""
        self.get(f"/p/{slug}/")
        return self.post("/cart/lines/", variant=variant_id, quantity=quantity)

    def checkout_form(self, email: str) -> dict[str, str]:
        """Open the checkout and fill it in."""
        total = self.get("/checkout/").field("total")
        return {**ADDRESS, "email": email, "shipping": "post", "payment": "transfer", "total": total}

    def order(self, email: str) -> Page:
        """Go from the cart to an order."""
        self.post("/cart/checkout/")
        return self.post("/checkout/", **self.checkout_form(email))

    def log_in(self, email: str, password: str) -> Page:
        """Log in."""
        self.get("/account/login/")
        return self.post("/account/login/", login=email, password=password)

    def _follow(self, method: str, path: str, body: str = "") -> Page:
        return self.receive(self.send(method, path, body), path)

    def _keep(self, page: Page) -> None:
        for line in page.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line.strip()).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        self.token = page.field("csrfmiddlewaretoken") or self.token


def faults(page: Page) -> list[str]:
    """Return what is wrong with an answer whatever it is about: broken, or open to what a browser could prevent."""
    said = page.headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in said.get("Content-Security-Policy", "").split(";"))
    wrong = {
        f"status {page.status}": page.status >= 500,
        "redirect leaves the shop": urlsplit(said.get("Location", "")).hostname not in {None, "127.0.0.1"},
        "policy allows by default": rules.get("default-src") != "'none'",
        "policy allows framing": rules.get("frame-ancestors", "'none'" if "sandbox" in rules else "") != "'none'",
        "policy allows unsafe script or style": "unsafe" in " ".join(rules.values()),
        "types may be guessed": said.get("X-Content-Type-Options") != "nosniff",
        "referrer leaves the shop": said.get("Referrer-Policy") not in {"same-origin", "no-referrer"},
        "cookie open to scripts or other sites": any(
            "HttpOnly" not in line or "SameSite=Lax" not in line
            for line in said.get_all("Set-Cookie", [])
            if "Max-Age=0" not in line
        ),
    }
    return [fault for fault, is_there in wrong.items() if is_there]


def _relative(location: str) -> str:
    parts = urlsplit(location)
    return parts.path + (f"?{parts.query}" if parts.query else "")
