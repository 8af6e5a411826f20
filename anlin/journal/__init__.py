"""Append-only: who did what to whom, when, where and why."""
