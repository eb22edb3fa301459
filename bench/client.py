"""Shoppers: a few browsers that ask for one page after the other."""

import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.server import HOST

CLIENTS = 2
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CSRF = "a" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Unexpected(Exception):
    """The shop answered something else than it should."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how long."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.headers["Location"]


@dataclass(slots=True)
class Browser:
    """One shopper's browser: a connection and cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(HOST, self.port, timeout=30)

    def get(self, path: str, expect: int = 200) -> Answer:
        """Ask for a page; raise `Unexpected` where the status differs."""
        return self._ask("GET", path, None, expect)

    def post(self, path: str, data: Mapping[str, object], expect: int | None) -> Answer:
        """Send a form as the shop's own pages do; None takes any answer."""
        self.cookies["csrftoken"] = CSRF
        return self._ask("POST", path, urlencode({**data, "csrfmiddlewaretoken": CSRF}), expect)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, expect: int | None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"User-Agent": USER_AGENT, "Cookie": cookie, **(FORM if body else {}), **self.headers}
        start = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        answer = Answer(response.status, response.headers, response.read(), time.perf_counter() - start)
        if expect is not None and answer.status != expect:
            raise Unexpected(f"{method} {path}: {answer.status}, expected {expect}")
        self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer: Answer) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value


# What one shopper does, given a number to choose by; returns the wall time of what is measured.
Step = Callable[[Browser, int], float]


def load(port: int, step: Step, times: int) -> list[float]:
    """Let two shoppers at once do something so many times in all; return the seconds of each."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        shares = [range(client, times, CLIENTS) for client in range(CLIENTS)]
        return [seconds for result in pool.map(lambda share: _shop(port, step, share), shares) for seconds in result]


def _shop(port: int, step: Step, numbers: Sequence[int]) -> list[float]:
    browser = Browser(port)
    try:
        return [step(browser, number) for number in numbers]
    finally:
        browser.close()
