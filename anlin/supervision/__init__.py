"""Inspections: whom to visit and why, what was found, put right and looked at again."""
