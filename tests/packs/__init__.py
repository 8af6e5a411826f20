"""What packs promise: that they read strictly, hold together, and decide as written."""
