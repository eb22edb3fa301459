"""What accounts tells the rooms above."""

from django.dispatch import Signal

# customer, now: a guest has proved the address, or somebody has joined; sent inside the transaction.
customer_claimed = Signal()

# customer: about to be erased; a receiver that raises `CannotErase` stops it.
customer_erasing = Signal()
