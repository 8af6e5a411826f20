"""The heart: from a measure in force to a settled duty."""
