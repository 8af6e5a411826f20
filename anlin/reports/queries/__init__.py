"""What leaders' screens show, gathered from figures, duties, lapses and persons."""

from anlin.reports.queries.board import Board, Line, Missing, board
from anlin.reports.queries.covering import Cover, Covering, covering, covers
from anlin.reports.queries.inbox import Inbox, Lapsed, Step, Told, inbox, lapse
from anlin.reports.queries.load import Candidate, Load, candidates, loads, post_names
from anlin.reports.queries.past import Compared, Difference, Fallen, Past, past
from anlin.reports.queries.trend import DAYS, Point, Trend, Trends, trends

__all__ = [
    "DAYS",
    "Board",
    "Candidate",
    "Compared",
    "Cover",
    "Covering",
    "Difference",
    "Fallen",
    "Inbox",
    "Lapsed",
    "Line",
    "Load",
    "Missing",
    "Past",
    "Point",
    "Step",
    "Told",
    "Trend",
    "Trends",
    "board",
    "candidates",
    "covering",
    "covers",
    "inbox",
    "lapse",
    "loads",
    "past",
    "post_names",
    "trends",
]
