"""What tracking tells the rooms above."""

from django.dispatch import Signal

# Sent inside the transaction: customer, now. `customer.is_profiled` says what they chose.
profiling_chosen = Signal()
