"""Somebody with a browser window; whatever goes wrong in it is written down."""

import os
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Error, Request, Response

# Where pictures are kept; drawing them takes longer than all the rest, so only where somebody will look.
ARTIFACTS = os.environ.get("TECHMART_ARTIFACTS")
HEIGHTS = {320: 256, 390: 844, 1280: 900}
# A page has no other way to tell that its content policy stopped something.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.effectiveDirective} stopped ${event.blockedURI}`))
"""
# An outline or a ring, around the thing itself, around the choice it is part of, or around the card it stretches over.
SHOWS_FOCUS = """
[document.activeElement, document.activeElement.closest("label") ?? document.activeElement]
  .flatMap(element => [getComputedStyle(element), getComputedStyle(element, "::after")])
  .some(style => style.outlineStyle !== "none" || style.boxShadow !== "none")
"""
# Also those that wait until they are scrolled to.
LOAD_IMAGES = """
Promise.all([...document.querySelectorAll("img[src]")].map(image => {
  image.loading = "eager";
  return image.decode();
}))
"""


class Walker:
    """One window, `width` pixels wide, with a browser profile of its own."""

    def __init__(self, chromium: Browser, home: str, width: int, *, has_script: bool) -> None:
        self.faults: list[str] = []
        self.home = home
        self.width = width
        self.context = chromium.new_context(
            base_url=home,
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=has_script,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        if has_script:
            self.context.add_init_script(REPORT_VIOLATIONS)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._fail)
        self.page.on("request", self._stay)
        self.page.on("response", self._judge)

    def go(self, path: str) -> None:
        """Open a page of the shop."""
        self.page.goto(path)

    def press(self, name: str) -> None:
        """Press the button of this name in the page's main part."""
        self.page.locator("main").get_by_role("button", name=name).click()

    def text(self) -> str:
        """Return what the main part of the page says."""
        return self.page.locator("main").inner_text()

    def log_in(self, email: str, password: str, path: str) -> None:
        """Ask for a page that wants to know who it is, and log in."""
        self.go(path)
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.press("Log in")
        self.page.wait_for_url(f"**{path}")

    def focused(self) -> str:
        """Return the name of what has the keyboard's attention: its field name, or its words."""
        return self.page.evaluate("(e => e.name || e.textContent.trim())(document.activeElement)")

    def tab_to(self, wanted: str) -> None:
        """Press Tab until the wanted thing has the keyboard's attention, and shows that it has."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.focused().startswith(wanted):
                assert self.page.evaluate(SHOWS_FOCUS), f"{wanted} does not show that it is focused"
                return
        raise AssertionError(f"Tab never came to {wanted!r}")

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def photograph(self, name: str) -> None:
        """Load every image of the page, and keep a picture of the whole where pictures are kept."""
        self.page.evaluate(LOAD_IMAGES)
        if ARTIFACTS:
            self.page.screenshot(path=Path(ARTIFACTS) / "screenshots" / f"{name}-{self.width}.png", full_page=True)

    def leave(self) -> None:
        """Close the window."""
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _fail(self, error: Error) -> None:
        self.faults.append(f"{self.page.url}: {error}")

    def _stay(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:")):
            self.faults.append(f"{self.page.url} asked {request.url}")

    def _judge(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")
