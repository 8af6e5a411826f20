"""Who may start and why not yet, the rota, requests and loans."""

from anlin.workforce.queries.lending import Borrowed, free_hands, hands_by_job, loans, requests
from anlin.workforce.queries.rota import Rota, day_of, rota
from anlin.workforce.queries.staff import (
    Member,
    Shown,
    Worker,
    findings,
    gate_of,
    level_words,
    member,
    next_shifts,
    own_home,
    own_posts,
    shown,
    staff,
    worker,
)
from anlin.workforce.queries.words import (
    FOUND_WORDS,
    LENT_WORDS,
    LEVEL_WORDS,
    condition,
    job_word,
)

__all__ = [
    "FOUND_WORDS",
    "LENT_WORDS",
    "LEVEL_WORDS",
    "Borrowed",
    "Member",
    "Rota",
    "Shown",
    "Worker",
    "condition",
    "day_of",
    "findings",
    "free_hands",
    "gate_of",
    "hands_by_job",
    "job_word",
    "level_words",
    "loans",
    "member",
    "next_shifts",
    "own_home",
    "own_posts",
    "requests",
    "rota",
    "shown",
    "staff",
    "worker",
]
