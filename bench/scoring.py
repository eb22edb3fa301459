"""How fast the shop learns who buys again, and scores everybody."""

from bench.environment import Shop, run
from bench.report import Figure


def measure(shop: Shop, subject: str) -> list[Figure]:
    """Summarise, fit and score all customers of a shop."""
    done = run(shop, "bench.shop.scoring")
    report = done.data
    customers = report["customers"]
    return [
        Figure(subject, "customers", customers, ""),
        Figure(subject, "summaries", customers / report["summaries_s"], "/s"),
        Figure(subject, "fitting all models", report["fit_s"], "s"),
        Figure(subject, "fitting", customers / report["fit_s"], "/s"),
        Figure(subject, "scoring and storing", customers / report["score_s"], "/s"),
        Figure(subject, "highest memory", done.peak_mb, "MB"),
    ]
