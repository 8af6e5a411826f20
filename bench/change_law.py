"""The law of the bench: three measures for the nation, and what one province asks beside it."""

from datetime import date, datetime, timedelta

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import ZONE
from anlin.base.sockets import Population, offer
from anlin.places.rules import span
from anlin.policy.pack import Clause, Library, Order, Pack, Words
from anlin.policy.rules import Change, Kind, Measure, Slot, Term, Text

PROVINCE = "51"
FIRST = date(2026, 11, 9)  # the Monday from which the nation's order holds
DAY = date(2026, 11, 12)  # from here rounds and reports are asked, too
NEXT = date(2026, 11, 13)  # from here the province asks for more
RELEASED = datetime(2026, 11, 12, 5, 30, tzinfo=ZONE)
ROUNDS, REPORTS, CONTACTS = "B-1", "B-2", "B-3"
MEASURES = {ROUNDS: 9001, REPORTS: 9002, CONTACTS: 9003}
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SPANS = """
select subject, place, since, until, ''::text as key from bench_span where measure_id = {}
"""
_STRICTER = (("every", "less"), ("needs", "more"), ("slots", "less"), ("spacing", "less"))


def library() -> Library:
    """Return the nation's order: two rounds a day, a daily report, two contacts a week."""
    terms = {
        ROUNDS: Term(
            DAY, None, "bench-1", ROUNDS, every=1, grace=2 * _HOUR,
            slots=(Slot(6 * _HOUR, 10 * _HOUR), Slot(14 * _HOUR, 18 * _HOUR)),
        ),
        REPORTS: Term(DAY, None, "bench-1", REPORTS, every=1, slots=(Slot(0 * _DAY, _DAY),)),
        CONTACTS: Term(
            FIRST, None, "bench-1", CONTACTS, needs=2, every=7, spacing=_DAY,
            slots=(Slot(0 * _DAY, 7 * _DAY),),
        ),
    }  # fmt: skip
    evidence = {
        ROUNDS: ("health_round",), REPORTS: ("daily_report",), CONTACTS: ("contact", "visit"),
    }  # fmt: skip
    measures = tuple(
        Measure(
            code=code, pack="bench", kind=Kind.CADENCE, zh="测速", en=code,
            population=f"bench_{code}", owed_by="grid_worker", evidence=evidence[code], minutes=1,
            terms=(term,), carries=(code,), stricter=_STRICTER, minutes_basis="OWN",
        )
        for code, term in terms.items()
    )  # fmt: skip
    words = Words("测速", "bench")
    clauses = tuple(
        Clause(code, "bench-1", "cadence", "M03", "1", "测速", code, "carried", (code,))
        for code in terms
    )
    order = Order("bench-1", "bench", "B", words, words, "", FIRST, "0", "document", clauses)
    pack = Pack(
        "bench", 1, words, words, "0", "routine", "draft", FIRST, None, FIRST, (), hash="0" * 64
    )
    return Library(packs=(pack,), orders=(order,), measures=measures)


def amendment() -> Text:
    """Return what the province orders for its own places: a third round, and daily contact."""
    rounds = {
        "needs": 1, "every": "P1D", "lapses_after": "PT2H",
        "slots": [_slot("06:00", "10:00"), _slot("11:00", "13:00"), _slot("14:00", "18:00")],
    }  # fmt: skip
    contacts = {
        "needs": 1, "every": "P1D", "lapses_after": "PT0S", "slots": [_slot("00:00", "24:00")],
    }  # fmt: skip
    return Text(
        official="测速〔2026〕1号", title_zh="测速", title_en="bench", since=NEXT, until=None,
        reason="测速",
        changes=(
            Change(ROUNDS, "每天三次", "three a day", rounds),
            Change(CONTACTS, "每天联系", "daily contact", contacts),
        ),
    )  # fmt: skip


def _slot(opens: str, closes: str) -> dict[str, str]:
    return {"opens": opens, "closes": closes}


def officer(place: str) -> Viewer:
    """Return a policy officer of a place."""
    lo, hi = span(place)
    return Viewer(
        user=1, name="bench", role=Role.POLICY_OFFICER, place_code=place, lo=lo, hi=hi, level=1
    )


def offer_populations() -> None:
    """Offer the heart who is concerned by each measure."""
    for code, number in MEASURES.items():
        offer(
            Population(
                name=f"bench_{code}", title_zh="测速", title_en="bench", subject="person",
                sql=_SPANS.format(number),
                plain=lambda facts, bands: (),
            )
        )  # fmt: skip
