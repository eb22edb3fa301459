"""`python -m techmart` is the `techmart` command."""

from techmart.cli import main

main()
