"""Civil-affairs institutions: who lives and works in them, rounds, warnings and tests."""
