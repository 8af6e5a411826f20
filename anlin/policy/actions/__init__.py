"""Verbs of law: release packs, adopt one at a place, end that again; write local orders."""

from anlin.policy.actions.adopting import adopt, end_adoption
from anlin.policy.actions.drafting import change_draft, draft, release_draft, withdraw_draft
from anlin.policy.actions.reading import read
from anlin.policy.actions.releasing import release

__all__ = [
    "adopt",
    "change_draft",
    "draft",
    "end_adoption",
    "read",
    "release",
    "release_draft",
    "withdraw_draft",
]
