"""The heart's commands."""
