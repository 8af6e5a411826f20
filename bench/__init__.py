"""Measured speed: ratios and counts of one run, against a plain version and another engine."""
