"""What orders say to rooms above."""

from django.dispatch import Signal

# Sent inside the transaction that changed the order; arguments: order, now.
order_changed = Signal()

# Sent once, inside the transaction that imported past orders, instead of `order_changed`; arguments: customer_ids, now.
orders_imported = Signal()
