from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from techmart.orders.importing.actions import import_file
from techmart.scoring.models import CustomerSummary


@pytest.mark.django_db
def test_customers_of_imported_orders_have_their_summaries_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("email,date,amount\na@example.com,2011-05-01,49.90\na@example.com,2011-06-01,10\n")
    import_file(path, now=datetime(2012, 1, 1, tzinfo=UTC))
    fields = ("customer__email", "first_purchase_on", "last_purchase_on", "purchases", "spend")
    assert CustomerSummary.objects.values_list(*fields).get() == (
        "a@example.com",
        date(2011, 5, 1),
        date(2011, 6, 1),
        2,
        5990,
    )
