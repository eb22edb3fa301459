"""The pages that the shop writes about itself: the merchant's words, and the delivered ones where there are none."""

from dataclasses import dataclass

from techmart.core.models import FOOTER, Page
from techmart.core.page_texts import TEXTS
from techmart.core.remember import remembered

SECONDS = 10


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page as the footer shows it."""

    slug: str
    title: str


def all_pages() -> list[Page]:
    """Return every page in the order of the footer; one that nobody has changed yet is not saved."""
    written = {page.slug: page for page in Page.objects.all()}
    pages = [written.pop(page.slug, page) for page in map(_delivered, range(len(TEXTS)))]
    return sorted([*pages, *written.values()], key=lambda page: (page.position, page.slug))


def page_of(slug: str) -> Page | None:
    """Return one page, hidden or not; None where there is none."""
    found = Page.objects.filter(slug=slug).first()
    return found or next((_delivered(i) for i, (known, *_) in enumerate(TEXTS) if known == slug), None)


def shown_pages() -> list[PageLink]:
    """Return the pages of the footer, remembered for a moment: every page of the shop shows them."""
    return remembered(
        FOOTER,
        seconds=SECONDS,
        make=lambda: [PageLink(page.slug, page.title) for page in all_pages() if page.is_shown],
    )


def is_delivered(slug: str) -> bool:
    """Whether the shop comes with a text for this address."""
    return any(known == slug for known, *_ in TEXTS)


def _delivered(number: int) -> Page:
    slug, title, body = TEXTS[number]
    return Page(slug=slug, title=str(title), body=str(body), position=10 * (number + 1))
