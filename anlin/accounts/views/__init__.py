"""Signing in and out, access keys, who works here as what, and what the journal says."""
