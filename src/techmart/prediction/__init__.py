"""Customer-base mathematics: arrays in, arrays out."""
