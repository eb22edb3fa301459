"""How fast the shop is: `make bench`, or `python -m bench --help`."""
