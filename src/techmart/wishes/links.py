"""The signed link by which an address confirms a notice, or gives it up."""

from django.urls import reverse

from techmart.core.links import key_in, token_for, whole_address
from techmart.wishes.models import Notice

SALT = "wishes.notice"


def notice_path(notice: Notice) -> str:
    """Return the path of a notice's own page."""
    return reverse("notice", args=[token_for(notice.pk, salt=SALT)])


def notice_url(notice: Notice) -> str:
    """Return the whole address, for e-mails."""
    return whole_address(notice_path(notice))


def notice_from_token(token: str) -> Notice | None:
    """Return the notice that a link was signed for; None where it is forged, or the notice gone."""
    return Notice.objects.select_related("variant__product").filter(pk=key_in(token, salt=SALT)).first()
