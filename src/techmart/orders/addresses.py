"""How an order's number stands in the address of a page."""


class OrderNumber:
    """Any number an order may have, imported ones with slashes too: `<number:number>`; list longer addresses first."""

    regex = r"[^\0]{1,32}"

    def to_python(self, value: str) -> str:
        """Return the number that an address names."""
        return value

    def to_url(self, value: str) -> str:
        """Return how an address names a number."""
        return value
