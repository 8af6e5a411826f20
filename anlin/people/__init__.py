"""Households and persons: who lives where, and what orders ask about them."""
