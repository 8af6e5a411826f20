"""What leaders' screens show, gathered from figures, duties, lapses and persons."""

from anlin.reports.queries.board import Board, Line, Missing, Names, board, missing
from anlin.reports.queries.burden import Burden, burden
from anlin.reports.queries.covering import Cover, Covering, covering, covers
from anlin.reports.queries.daily import Daily, Reported, daily, reported
from anlin.reports.queries.inbox import Inbox, Lapsed, Step, Told, inbox, lapse
from anlin.reports.queries.load import Candidate, Load, candidates, loads, post_names
from anlin.reports.queries.past import Compared, Difference, Fallen, Past, past
from anlin.reports.queries.picture import Picture, Shown, Tile, counted_at, picture
from anlin.reports.queries.released import competence, published, releases_here
from anlin.reports.queries.trend import DAYS, Point, Trend, Trends, trends

__all__ = [
    "DAYS",
    "Board",
    "Burden",
    "Candidate",
    "Compared",
    "Cover",
    "Covering",
    "Daily",
    "Difference",
    "Fallen",
    "Inbox",
    "Lapsed",
    "Line",
    "Load",
    "Missing",
    "Names",
    "Past",
    "Picture",
    "Point",
    "Reported",
    "Shown",
    "Step",
    "Tile",
    "Told",
    "Trend",
    "Trends",
    "board",
    "burden",
    "candidates",
    "competence",
    "counted_at",
    "covering",
    "covers",
    "daily",
    "inbox",
    "lapse",
    "loads",
    "missing",
    "past",
    "picture",
    "post_names",
    "published",
    "releases_here",
    "reported",
    "trends",
]
