"""What both sides of the wire call the same."""

BARE = "/bench/bare"
COUNT_QUERIES = "X-Count-Queries"
QUERIES = "X-Queries"
FORGET = "X-Forget"
# A value of that header: forget the catalogue too, which holds until it changes.
CATALOGUE = "catalogue"
