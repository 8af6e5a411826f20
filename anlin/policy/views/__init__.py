"""The library for anyone who signs in, and the desk at which a place writes its own orders."""
