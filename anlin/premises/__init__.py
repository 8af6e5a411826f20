"""Gates of communities and compounds: who passes, who is inside, and when it is forgotten."""
