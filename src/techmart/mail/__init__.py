"""The outbox: a message is a row until it is sent."""
