"""Screens of staff: who may start, the rota, lending, one's own page."""

from anlin.workforce.views.lending import answer, lending, loan
from anlin.workforce.views.rota import rota, shift
from anlin.workforce.views.staff import act, mine, staff, worker

__all__ = ["act", "answer", "lending", "loan", "mine", "rota", "shift", "staff", "worker"]
