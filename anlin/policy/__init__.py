"""The law as data: orders, clauses, measures, classes, and where they are in force."""
