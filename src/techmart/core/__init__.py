"""Money, languages, clock, environment, shop settings, html helpers: what every room may use."""
