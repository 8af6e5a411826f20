"""Anlin: orders become each worker's list for today."""
