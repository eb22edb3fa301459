"""What orders say to rooms above."""

from django.dispatch import Signal

# Sent inside the transaction that changed the order; arguments: order, now.
order_changed = Signal()
