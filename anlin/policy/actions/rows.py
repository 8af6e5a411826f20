"""What packs, orders, clauses and terms say, as the columns of their tables."""

from typing import Any

from anlin.policy.pack import Clause, Order, Pack
from anlin.policy.rules import Term

Row = dict[str, Any]


def of_pack(pack: Pack) -> Row:
    """Return the columns of a pack but its name."""
    return {
        "title_zh": pack.title.zh,
        "title_en": pack.title.en,
        "issuer_zh": pack.issuer.zh,
        "issuer_en": pack.issuer.en,
        "jurisdiction": pack.jurisdiction,
        "regime": pack.regime,
        "status": pack.status,
        "since": pack.since,
        "until": pack.until,
        "checked_on": pack.checked,
        "above": list(pack.above),
    }


def of_order(order: Order) -> Row:
    """Return the columns of an order but its id and its pack."""
    return {
        "document": order.document,
        "title_zh": order.title.zh,
        "title_en": order.title.en,
        "issuer_zh": order.issuer.zh,
        "issuer_en": order.issuer.en,
        "number": order.number,
        "issued_on": order.date,
        "jurisdiction": order.jurisdiction,
        "confidence": order.confidence,
    }


def of_clause(clause: Clause) -> Row:
    """Return the columns of a clause but its id, its order and its position there."""
    return {
        "kind": clause.kind,
        "capability": clause.capability,
        "where": clause.where,
        "zh": clause.zh,
        "en": clause.en,
        "state": clause.state,
        "grants_of": clause.grants[0] if clause.grants else "",
        "grants": list(clause.grants[1:]),
    }


def of_term(term: Term) -> Row:
    """Return the columns of a term but its pack, its measure and its days."""
    return {
        "clause_id": term.clause,
        "needs": term.needs,
        "every": term.every,
        "slots": [
            [int(slot.opens.total_seconds()), int(slot.closes.total_seconds())]
            for slot in term.slots
        ],
        "grace": term.grace,
        "spacing": term.spacing,
        "within": term.within,
        "lasts": term.lasts,
        "day0_rule": term.day0_rule,
        "grant_id": term.grant or None,
        "confidence": term.confidence,
    }
