"""The ground: no domain word, no table."""
