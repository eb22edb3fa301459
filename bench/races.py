"""What must never happen, tried very often: too many sold, a cart ordered twice, money that nobody can explain."""

from bench.environment import Shop, run
from bench.report import Figure, percentile

ATTEMPTS, FEW_ATTEMPTS = 10_000, 500
ORDER_P99_S = 5
NEVER = {
    "last units": ("attempts", ("oversold", "undersold")),
    "orders at once": (
        "submissions",
        ("orders too many", "orders too few", "carts ordered twice", "units adrift", "other answers", "stock faults"),
    ),
    "news of payments": ("orders of notices", ("different ends", "forged taken")),
    "money": ("fates", ("cents unexplained",)),
}


def measure(shop: Shop, *, quick: bool) -> list[Figure]:
    """Return how often each was tried, and how often what must not happen did."""
    report = run(shop, "bench.shop.races", str(FEW_ATTEMPTS if quick else ATTEMPTS)).data
    figures = [
        figure
        for subject, (tried, faults) in NEVER.items()
        for figure in (
            Figure(subject, tried, report[tried], ""),
            *(Figure(subject, fault, report[fault], "", 0) for fault in faults),
        )
    ]
    return [
        *figures,
        Figure("last units", "oversold by a shop that looks first", report["oversold_naive"], ""),
        Figure("orders at once", "p99 of an answer", percentile(report["order_s"], 99), "s", ORDER_P99_S),
    ]
