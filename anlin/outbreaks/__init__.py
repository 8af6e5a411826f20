"""Suspected cases in institutions: four earlies, contacts; open or closed; the county."""
