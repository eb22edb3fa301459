"""The signed link by which an address confirms a notice, or gives it up."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from techmart.wishes.models import Notice

SALT = "wishes.notice"


def notice_path(notice: Notice) -> str:
    """Return the path of a notice's own page."""
    return reverse("notice", args=[signing.dumps(notice.pk, salt=SALT)])


def notice_url(notice: Notice) -> str:
    """Return the whole address, for e-mails."""
    return settings.BASE_URL + notice_path(notice)


def notice_from_token(token: str) -> Notice | None:
    """Return the notice that a link was signed for; None where it is forged, or the notice gone."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Notice.objects.select_related("variant__product").filter(pk=pk).first()
