"""What programs read: the tree, the law, duties of two times, figures with their age, lapses."""

from datetime import timedelta
from uuid import uuid4

from anlin.accounts.rules import Scope
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.scope import nationwide
from anlin.duties.models import Lapse
from anlin.duties.queries import board
from anlin.places.rules import lo_of
from tests.exchange.programs import GiveKey, Program, problem
from tests.journeys.residents import TOWN, WANG
from tests.journeys.town import AT, number_of


def everything(program: Program, address: str, **query: object) -> list[dict[str, object]]:
    """Read every page of a list, three at a time."""
    items: list[dict[str, object]] = []
    after = ""
    while after is not None:
        answer = program.get(address, limit=3, after=after, **query)
        assert answer.status_code == 200, answer.content.decode()
        items += answer.json()["items"]
        after = answer.json()["next"]
    return items


def test_the_tree_is_read_a_page_at_a_time(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    below = everything(program, "places/500103001/children")
    assert [each["code"] for each in below] == [TOWN, "500103001016"]
    assert program.get(f"places/{TOWN}").json()["name"] == "临华路社区居民委员会"
    assert problem(program.get("places/99"))["code"] == "unknown-place"
    assert problem(program.get("places/1234567"))["code"] == "unknown-place"


def test_places_are_read_as_of_a_day(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    assert everything(program, f"places/{TOWN}/children", day="2023-01-01") == []
    assert len(everything(program, f"places/{TOWN}/children", day="2023-02-01")) == 3


def test_what_is_in_force_names_its_clause(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    held = program.get(f"places/{TOWN}/rulings", day="2023-02-03").json()["items"]
    assert held
    for ruling in held:
        clause = program.get(f"clauses/{ruling['term']['clause']}").json()
        assert clause["order"] == ruling["term"]["order"]
        order = program.get(f"orders/{clause['order']}").json()
        assert clause["id"] in {each["id"] for each in order["clauses"]}
        measure = program.get(f"measures/{ruling['measure']}").json()
        assert (measure["zh"], measure["owed_by"]) == (ruling["zh"], ruling["owed_by"])
    earlier = program.get(f"places/{TOWN}/rulings", day="2020-01-01").json()["items"]
    assert {each["measure"] for each in earlier} < {each["measure"] for each in held}


def test_pages_of_duties_leave_nothing_out(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    whole = program.get(f"places/{TOWN}/duties", day="2023-01-24", limit=500).json()["items"]
    assert everything(program, f"places/{TOWN}/duties", day="2023-01-24") == whole
    assert len(whole) > 9


def test_a_duty_is_told_as_known_then_and_as_known_now(key_of: GiveKey) -> None:
    """A visit made in time but told only today: missed as known then, met as known now."""
    program, person = key_of("community"), number_of(WANG.name)
    with nationwide():
        lapse = Lapse.objects.filter(subject=person).order_by("-lapsed_at")[0]
    asked = {"day": local_day(lapse.opens), "status": "missed"}
    then = lapse.lapsed_at + timedelta(minutes=1)
    before = program.get(f"places/{WANG.building}/duties", known_at=then.isoformat(), **asked)
    missed = [each for each in before.json()["items"] if each["subject"] == person]
    assert [(each["status"], each["status_now"]) for each in missed] == [("missed", "missed")]

    moments = [lapse.opens + timedelta(hours=hours) for hours in (10, 11)]
    told = program.post("records", {"records": [
        {"id": str(uuid4()), "place": WANG.building, "subject": person, "kinds": ["contact"],
         "occurred_at": moment.isoformat()} for moment in moments
    ]})  # fmt: skip
    assert {each["result"] for each in told.json()["results"]} == {"accepted"}
    after = program.get(f"places/{WANG.building}/duties", known_at=then.isoformat(), **asked)
    missed = [each for each in after.json()["items"] if each["subject"] == person]
    assert [(each["status"], each["status_now"]) for each in missed] == [("missed", "met")]
    now = program.get(f"places/{WANG.building}/duties", day=asked["day"], status="met").json()
    (duty,) = [each for each in now["items"] if each["window"] == missed[0]["window"]
               and each["subject"] == person]  # fmt: skip
    assert (duty["received_late"], duty["cured"]) == (True, True)
    (kept,) = [each for each in lapses(program) if each["id"] == lapse.pk]
    assert (kept["status"], kept["cured"]) == ("met", True)


def lapses(program: Program) -> list[dict[str, object]]:
    return everything(program, f"places/{TOWN}/lapses", since="2023-01-10", until="2023-02-03")


def test_a_duty_says_why(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    duties = program.get(f"places/{WANG.building}/duties", day="2023-01-24").json()["items"]
    duty = next(each for each in duties if each["subject"] == number_of(WANG.name))
    why = program.get("duties/why", window=duty["window"], place=duty["place"],
                      subject=duty["subject"]).json()  # fmt: skip
    assert why["duty"]["measure"] == why["ruling"]["measure"] == duty["measure"]
    assert why["clause"]["id"] == duty["clause"] == why["ruling"]["term"]["clause"]
    assert why["order"]["id"] == duty["order"]
    assert why["concerned_zh"]
    assert program.get("duties/why", window=10**6, place=TOWN).status_code == 404


def test_the_board_says_what_the_screen_says_and_how_old_it_is(key_of: GiveKey) -> None:
    program = key_of("county", Scope.READ)
    told = program.get("places/500103/board", day="2023-02-01").json()
    with nationwide():
        counts = board(lo=lo_of("500103"), level=3, day=AT.date() - timedelta(days=2), at=AT)
    assert [(each["measure"], each["count"]["due"]) for each in told["items"]] == [
        (each.measure, each.count.due) for each in counts
    ]
    assert told["age_seconds"] == 0
    with clock.frozen(AT + timedelta(minutes=5)):
        assert program.get("places/500103/board").json()["age_seconds"] == 300
    below = program.get("places/500103/board/below", day="2023-02-01").json()
    for line in told["items"]:
        parts = [each["count"]["missed"] for each in below["items"]
                 if each["measure"] == line["measure"]]  # fmt: skip
        assert sum(parts) == line["count"]["missed"]


def test_lapses_are_read_a_page_at_a_time_with_their_steps(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    found = lapses(program)
    assert [each["id"] for each in found] == sorted({each["id"] for each in found}, key=[
        each["id"] for each in found].index)  # fmt: skip
    with nationwide():
        lo = lo_of(TOWN)
        assert len(found) == Lapse.objects.filter(place__gte=lo, place__lt=lo + 10**6).count()
    one = program.get(f"lapses/{found[0]['id']}").json()
    assert one == found[0]
    assert one["steps"]
    wide = program.get(f"places/{TOWN}/lapses", since="2022-01-01", until="2023-02-03")
    assert problem(wide)["code"] == "too-wide"


def test_public_data_is_not_sent_twice(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    first = program.get(f"places/{TOWN}")
    again = program.client.get(
        f"/api/v1/places/{TOWN}", headers=program.headers | {"if-none-match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in program.get(f"places/{TOWN}/duties")["Cache-Control"]
    assert "ETag" not in program.get(f"places/{TOWN}/duties").headers


def test_a_mark_that_is_not_ours_is_refused(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    for mark in ("x", "WzFd", "bnVsbA", "WzEsMiwzLCJ4Il0", "\u5b89"):
        for address in (f"places/{TOWN}/duties", f"places/{TOWN}/lapses"):
            assert problem(program.get(address, after=mark))["code"] == "bad-cursor"


def test_refusals_have_one_form_in_both_languages(key_of: GiveKey) -> None:
    program = key_of("community", Scope.READ)
    for address, status in (
        ("nothing/here", 404), (f"places/{TOWN}/duties?day=x", 422), ("places/abc", 422),
        (f"places/{TOWN}/duties?limit=0", 422), (f"places/{TOWN}/duties?day=1999-01-01", 422),
        ("duties/why?window=1", 422), ("lapses/0", 404), (f"lapses/{2**64}", 404),
    ):  # fmt: skip
        answer = program.get(address)
        assert answer.status_code == status, address
        problem(answer)
