"""Orders of one customer that arrive together are all counted."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from tests.purchases import a_purchase
from tests.races import at_once

from techmart.core.clock import local_day
from techmart.scoring import actions
from techmart.scoring.models import CustomerSummary


@pytest.mark.django_db(transaction=True)
def test_of_orders_placed_at_once_none_is_forgotten(now: datetime) -> None:
    ada = a_purchase("Ada", local_day(now) - timedelta(days=30)).customer_id

    def order(days: int) -> None:
        with transaction.atomic():
            a_purchase("Ada", local_day(now) - timedelta(days=days))
            actions.refresh_customer(customer_id=ada, now=now)

    results = at_once(*(lambda days=days: order(days) for days in range(8)))

    assert results == [None] * 8
    summary = CustomerSummary.objects.get()
    assert (summary.purchases, summary.orders, summary.spend) == (9, 9, 9000)
