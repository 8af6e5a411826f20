"""Verbs of law: release packs, adopt one at a place, end that again."""

from anlin.policy.actions.adopting import adopt, end_adoption
from anlin.policy.actions.releasing import release

__all__ = ["adopt", "end_adoption", "release"]
