"""The shapes of answers: codes of places are text, moments carry an offset, days are in China."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

Code = Annotated[str, Field(description="code of a place", examples=["500103001001"])]
Next = Annotated[
    str | None, Field(description="send as `after` for the next page; null: this is the last")
]


class ProblemOut(Schema):
    """A refusal: what is wrong and the way out, in both languages (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    field: str
    zh: str
    en: str
    way_out_zh: str
    way_out_en: str


class MeOut(Schema):
    """Whom the key stands for."""

    role: str
    role_zh: str
    role_en: str
    place: Code
    place_name: str
    scopes: list[str]
    names: Annotated[bool, Field(description="whether persons may be seen")]


class PeriodOut(Schema):
    """Days on which a place was open, half-open."""

    since: date
    until: date | None


class PlaceOut(Schema):
    """A place of the tree."""

    code: Code
    level: Annotated[int, Field(ge=0, le=7, description="0 nation … 5 community, 7 building")]
    kind: str
    name: str
    periods: list[PeriodOut]


class PlacePage(Schema):
    """Some places."""

    items: list[PlaceOut]
    next: Next


class OrderLine(Schema):
    """An order as a list shows it."""

    id: str
    pack: str
    title_zh: str
    title_en: str
    issuer_zh: str
    issuer_en: str
    number: str
    issued_on: date
    jurisdiction: Code


class OrderList(Schema):
    """Every released order."""

    items: list[OrderLine]


class ClauseOut(Schema):
    """A numbered place in an order, in our own words."""

    id: str
    order: str
    kind: str
    where: str
    zh: str
    en: str
    state: str
    measures: list[str]


class OrderOut(OrderLine):
    """An order with its clauses."""

    confidence: str
    clauses: list[ClauseOut]


class SlotOut(Schema):
    """When in its period something can be done: seconds from the period's first midnight."""

    opens: int
    closes: int


class TermOut(Schema):
    """What one clause demands from a day until a day; lengths of time are in seconds."""

    since: date
    until: date | None
    order: str
    clause: str
    needs: int
    every_days: int | None
    slots: list[SlotOut]
    lapses_after: Annotated[int, Field(description="seconds from closing to lapsing")]
    spacing: int
    within: int | None
    lasts_days: int | None
    day0_rule: str
    confidence: str


class RulingOut(Schema):
    """A term in force at a place, put in force at `place`; `above` is the term it tightens."""

    measure: str
    zh: str
    en: str
    owed_by: str
    place: Code
    since: date
    until: date | None
    term: TermOut
    above: TermOut | None


class RulingList(Schema):
    """Everything in force at a place on a day."""

    place: Code
    day: date
    items: list[RulingOut]


class MeasureOut(Schema):
    """What is asked, of whom, about whom, and what settles it."""

    code: str
    pack: str
    kind: str
    zh: str
    en: str
    population: str
    owed_by: str
    evidence: list[str]
    minutes: Annotated[int, Field(description="minutes of work for one act, an estimate")]
    clauses: list[str]
    terms: list[TermOut]


class DutyOut(Schema):
    """One duty; `subject` is a person's number, or null where the place itself is meant."""

    window: int
    measure: str
    zh: str
    en: str
    order: str
    clause: str
    owed_by: str
    place: Code
    subject: int | None
    opens: datetime
    closes: Annotated[datetime | None, Field(description="null: it never closes")]
    lapses: Annotated[datetime | None, Field(description="null: it never lapses")]
    needs: int
    have: Annotated[int, Field(description="acts that count, as known then")]
    status: Annotated[str, Field(description="as known at `known_at`")]
    received_late: Annotated[bool, Field(description="done in time, told after closing")]
    cured: Annotated[bool, Field(description="settled after it had lapsed")]
    status_now: Annotated[str, Field(description="as known at present")]


class DutyPage(Schema):
    """Some duties of a place that touch a day."""

    place: Code
    day: date
    known_at: datetime
    items: list[DutyOut]
    next: Next


class WhyOut(Schema):
    """Why a duty is owed: clause, order, term, who is concerned."""

    duty: DutyOut
    clause: ClauseOut
    order: OrderLine
    ruling: RulingOut | None
    population: str
    concerned_zh: str
    concerned_en: str


class CountOut(Schema):
    """What was owed and what became of it."""

    due: int
    met: int
    late: int
    missed: int
    open: int
    excused: int
    exempt: int


class LineOut(Schema):
    """The count of one measure at one place."""

    place: Code
    measure: str
    zh: str
    en: str
    clause: str
    count: CountOut


class BoardOut(Schema):
    """The figures of a place, or of those below it, on a day."""

    place: Code
    level: int
    day: date
    as_of: Annotated[datetime | None, Field(description="when the figures are from")]
    age_seconds: Annotated[int | None, Field(description="how old they are")]
    items: list[LineOut]


class StepOut(Schema):
    """A rung of the ladder that was told."""

    rung: int
    level: int
    raised_at: datetime


class LapseOut(Schema):
    """A duty that was missed when its time was up; it stays when it is cured."""

    id: int
    measure: str
    zh: str
    en: str
    clause: str
    place: Code
    subject: int | None
    opens: datetime
    lapsed_at: datetime
    raised_at: datetime
    status: Annotated[str, Field(description="of the duty, as known at present")]
    cured: bool
    steps: list[StepOut]


class LapsePage(Schema):
    """Some lapses of a place."""

    items: list[LapseOut]
    next: Next
