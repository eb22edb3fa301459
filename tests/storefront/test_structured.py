import json

import pytest
from django.test import Client

from techmart.catalogue import actions as catalogue
from techmart.catalogue.models import Variant

pytestmark = pytest.mark.django_db


def test_a_product_tells_search_engines_price_stock_and_rating(client: Client, halo: Variant):
    page = client.get("/p/halo-2/").content.decode()
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    offer = data["offers"]
    assert (data["@type"], data["name"], "aggregateRating" in data) == ("Product", "Halo 2", False)
    assert (offer["price"], offer["priceCurrency"], offer["availability"]) == (
        "189.00",
        "EUR",
        "https://schema.org/InStock",
    )
    assert '<meta property="og:url" content="http://testserver/p/halo-2/">' in page
    catalogue.set_rating(product_id=halo.product_id, rating=437, count=8)
    page = client.get("/p/halo-2/").content.decode()
    assert '"ratingValue": 4.37, "reviewCount": 8' in page
