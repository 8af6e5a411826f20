"""The tree of places as of any day."""
