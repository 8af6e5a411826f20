"""The API of version 1, its description and its guide."""
