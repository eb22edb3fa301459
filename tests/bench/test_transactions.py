"""The queries that are measured beside the summary are about the same customers."""

from bench.transactions import DAYS, QUERIES, TRANSACTIONS

from techmart.sql.embedded import engine


def test_all_queries_are_about_the_same_transactions():
    with engine(threads=1) as database:
        database.execute(f"CREATE TABLE file AS {TRANSACTIONS.format(count=3000, days=DAYS)}")
        rows = {name: len(database.execute(sql).fetchall()) for name, sql in QUERIES.items()}
        days = database.execute("SELECT COUNT(DISTINCT (customer_id, ordered_on)) FROM file").fetchall()
    assert rows["summary"] == rows["distinct days"] == rows["customers"]
    assert [(rows["customer days"],)] == days
