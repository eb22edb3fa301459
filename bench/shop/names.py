"""What both sides of the wire call the same."""

BARE = "/bench/bare"
COUNT_QUERIES = "X-Count-Queries"
QUERIES = "X-Queries"
FORGET = "X-Forget"
