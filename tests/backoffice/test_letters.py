"""Every e-mail that the shop writes is about something that has words."""

from pathlib import Path

import techmart
from techmart.backoffice.letters import ABOUT

ROOMS = Path(techmart.__file__).parent


def test_every_letter_has_words_for_what_it_is_about() -> None:
    letters = {file.stem for file in ROOMS.glob("orders/templates/orders/mail/*")}
    letters |= {f"feedback.{file.stem}" for file in ROOMS.glob("feedback/templates/feedback/mail/*")}
    letters |= {f"notice.{file.stem}" for file in ROOMS.glob("wishes/templates/wishes/mail/*")}
    account = ROOMS.glob("accounts/templates/account/email/*_subject.txt")
    letters |= {f"account.{file.stem.removesuffix('_subject')}" for file in account}
    assert letters == set(ABOUT)
