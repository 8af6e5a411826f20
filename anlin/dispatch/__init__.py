"""Needs and difficulties: who raised what, who answers until when, and what is silent."""
