import pytest
from django.test import Client

from techmart.catalogue import actions as catalogue
from techmart.catalogue.search_models import PopularSearch

pytestmark = pytest.mark.django_db


def test_staff_see_what_is_suggested_and_what_was_in_vain_and_may_hide_one(desk: Client):
    catalogue.keep_searches(found=[catalogue.Searched("usb hub", 7, 3), catalogue.Searched("zebra", 4, 0)])
    response = desk.get("/backoffice/products/searches/")
    assert [row.text for row in response.context["page"]] == ["usb hub"]
    assert [row.text for row in response.context["missed"]] == ["zebra"]
    hiding = f"/backoffice/products/searches/{PopularSearch.objects.get(text='usb hub').pk}/hiding/"
    for is_hidden in (True, False):
        desk.post(hiding)
        assert PopularSearch.objects.get(text="usb hub").is_hidden is is_hidden
    assert desk.post("/backoffice/products/searches/999/hiding/").status_code == 404
