"""Walking over many rows: one that fails must not keep the others waiting."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=models.Model)


class SomeFailed(Exception):
    """The work was done but for some rows, which are to be tried again."""


def each(rows: Iterable[Row], act: Callable[[Row], int]) -> int:
    """Do something with every row, each for itself, and return the sum of what came of it.

    `act` should be a transaction of its own.

    Raises
    ------
    SomeFailed
        Some rows failed; it is raised after the last row, and names the first that did.
    """
    done, failed = 0, []
    for row in rows:
        try:
            done += act(row)
        except Exception as error:  # whatever is wrong with one row must not stop the others
            name = f"{type(row).__name__} {row.pk} ({row})"
            logger.exception("%s failed", name)
            failed.append(f"{name}: {type(error).__name__}: {error}")
    if failed:
        raise SomeFailed(f"{len(failed)} failed, first {failed[0]}")
    return done
