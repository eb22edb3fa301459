"""The shop's own settings, with the benchmark's addresses beside the shop's."""

from techmart.settings import *  # noqa: F403

ROOT_URLCONF = "bench.shop.urls"
MIDDLEWARE = ["bench.shop.middleware.CountQueries", "bench.shop.middleware.Forget", *MIDDLEWARE]  # noqa: F405
