"""How other programs talk with Anlin: the API, under the same rules as the screens."""
