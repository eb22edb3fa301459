"""TechMart: a self-hosted shop that knows who will come back."""
