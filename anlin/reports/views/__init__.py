"""The leader's screens; each reads one query or calls one action."""
