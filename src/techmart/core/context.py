"""What every template may name."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html

from techmart.core.languages import current_language
from techmart.core.models import ShopSettings


def shop(request: HttpRequest) -> dict[str, object]:
    """Offer the shop's own options as `shop`, and the attribute of what the merchant wrote as `in_shops_language`.

    Products are described in one language: on a page in another one, a screen reader is told so.
    """
    is_foreign = current_language() != settings.LANGUAGE_CODE
    attribute = format_html(' lang="{}"', settings.LANGUAGE_CODE) if is_foreign else ""
    return {"shop": ShopSettings.current(), "in_shops_language": attribute}
