"""`python -m bench.shop.finding`: search for words of the catalogue's titles; print how long each search took."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import django
from django.core.cache import caches

SEARCHES = 150


def main() -> None:
    """Search for two words of a title, every third time with two letters swapped; type the beginning of as many."""
    from techmart.catalogue.models import Product
    from techmart.catalogue.search import ranked, suggest

    now, chance = datetime.now(UTC), random.Random(7)
    titles = chance.sample(list(Product.objects.visible(now).values_list("title", flat=True)), SEARCHES)
    texts = [_typed(title, number, chance) for number, title in enumerate(titles)]
    searches = [_ms(partial(ranked, text, now=now)) for text in texts]
    beginnings = [_ms(partial(suggest, text[: chance.randint(3, 8)], now=now)) for text in texts]
    report = {
        "search_ms": [wall for wall, _ in searches],
        "search_cpu_ms": [cpu for _, cpu in searches],
        "suggest_ms": [wall for wall, _ in beginnings],
        "suggest_cpu_ms": [cpu for _, cpu in beginnings],
    }
    sys.stdout.write(json.dumps(report))


def _typed(title: str, number: int, chance: random.Random) -> str:
    words = [word for word in title.split() if word.isalpha() and len(word) > 3] or title.split()
    words = chance.sample(words, min(2, len(words)))
    return " ".join([_misspelt(words[0]) if number % 3 == 0 else words[0], *words[1:]])


def _misspelt(word: str) -> str:
    return word[:2] + word[3:4] + word[2:3] + word[4:]


def _ms(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long it took, and how much of that this process computed."""
    caches["local"].clear()
    start, used = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)


if __name__ == "__main__":
    django.setup()
    main()
