"""Forms as they stand in pages: where they go, what they ask, and what somebody who means well would answer."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve

# What each type of field may be given.
PLAUSIBLE = {
    "email": "zoe@example.com", "number": "1", "textarea": "Some words.", "date": "2026-07-01",
    "datetime-local": "2026-07-01T10:00", "checkbox": "on",
}  # fmt: skip
TYPED = {"text", "search", "email", "tel", "url", "number", "textarea"}


@dataclass
class Field:
    """A field, with what stands in it."""

    name: str
    type: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    def answer(self) -> str:
        """Return what stands in it, else what may."""
        return self.value or next(filter(None, reversed(self.options)), PLAUSIBLE.get(self.type, "Zoe"))


@dataclass
class Form:
    """A form, sent to an address."""

    address: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def kind(self) -> tuple[object, ...]:
        """Say what tells it from others: of two that differ in the row they are about, one is enough."""
        return self.method, route(self.address), frozenset(re.sub(r"\d+", "", field.name) for field in self.fields)


class Page(HTMLParser):
    """The forms of a page, and the questions in its links: (route, name)."""

    def __init__(self, text: str, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: list[Form] = []
        self.asked: set[tuple[str, str]] = set()
        self._open: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(self._address(said.get("action")), said.get("method", "get").lower()))
        elif tag == "a" and "href" in said:
            address = self._address(said["href"])
            self.asked |= {(route(address), name) for name, _ in parse_qsl(urlsplit(address).query)}
        elif tag in {"input", "select", "textarea", "button"} and self.forms and said.get("name"):
            self._note(tag, said)
        elif tag == "option" and self._open:
            self._open.options.append(said.get("value", ""))
            if "selected" in said:
                self._open.value = said.get("value", "")

    def handle_data(self, data: str) -> None:
        """Read what stands in a field of several lines."""
        if self._open and self._open.type == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag in {"textarea", "select"}:
            self._open = None

    def _note(self, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        kind = "disabled" if "disabled" in said else kind
        found = Field(said["name"], kind, said.get("value", ""))
        self._open = found if tag in {"textarea", "select"} else None
        self.forms[-1].fields.append(found)
        if "formaction" in said:
            here = self.forms[-1]
            self.forms.insert(-1, Form(self._address(said["formaction"]), "post", list(here.fields)))

    def _address(self, written: str | None) -> str:
        return urljoin(self.at, written or self.at)


def route(address: str) -> str:
    """Return the name of an address's view; empty where it is none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
