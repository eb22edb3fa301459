"""Tables for people: aligned columns, short numbers."""

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Return lines of aligned cells, the first `left` columns to the left, numbers to the right.

    >>> print(table(["model", "AUC"], [["bg-nbd", "0.84"], ["mbg-nbd", "0.8"]]))
    model     AUC
    bg-nbd   0.84
    mbg-nbd   0.8
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) if index < left else cell.rjust(width) for index, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in [header, *rows])
    ]
    return "\n".join(line.rstrip() for line in lines)
