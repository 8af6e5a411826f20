"""Reads of released law: for the heart, and for the library's pages."""

from anlin.policy.queries.law import (
    TableInForce,
    adoptions,
    class_of,
    measure_ids,
    measures,
    rulings_in_force,
    tables,
    tables_in_force,
    tier_of,
    values,
)
from anlin.policy.queries.pages import (
    adoptions_at,
    clause,
    find,
    library,
    measure,
    order,
    pack,
    rulings_of,
    table,
)

__all__ = [
    "TableInForce",
    "adoptions",
    "adoptions_at",
    "class_of",
    "clause",
    "find",
    "library",
    "measure",
    "measure_ids",
    "measures",
    "order",
    "pack",
    "rulings_in_force",
    "rulings_of",
    "table",
    "tables",
    "tables_in_force",
    "tier_of",
    "values",
]
