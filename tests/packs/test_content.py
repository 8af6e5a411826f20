"""What the packs of this repository must hold."""

from dataclasses import replace
from pathlib import Path

from django.urls import reverse

from anlin.base import sockets
from anlin.policy.management.commands.packs import known
from anlin.policy.pack import (
    Library,
    clauses_of,
    coverage,
    load_all,
    lock_errors,
    read_lock,
    released_library,
)
from anlin.policy.rules import CAPABILITIES, rulings
from anlin.records.rules import EvidenceKind
from tests.packs.cases import FOLDER, duty_cases, library

CLAUSES = 149
PENDING = ("threshold", "gate", "cadence", "deadline", "class")


def test_the_packs_name_only_what_the_rooms_own() -> None:
    kinds = frozenset(kind.name.lower() for kind in EvidenceKind)
    load_all(FOLDER, replace(known(), evidence=kinds))
    assert sockets.populations()


def test_every_clause_of_the_five_documents_is_known() -> None:
    found = coverage(library())
    assert sum(each.known for each in found) == CLAUSES
    assert [each.document for each in found] == ["A", "B", "BQ", "C", "D", "E"]
    assert all(each.unknown == () for each in found)


def test_a_clause_left_out_or_invented_is_unknown() -> None:
    (order,) = (each for each in library().orders if each.document == "BQ")
    stranger = replace(order.clauses[0], id="BQ-9")
    spoiled = replace(order, clauses=(*order.clauses[1:], stranger))
    orders = tuple(spoiled if each is order else each for each in library().orders)
    found = {each.document: each.unknown for each in coverage(replace(library(), orders=orders))}
    assert found["BQ"] == (order.clauses[0].id, "BQ-9")


def test_what_a_clause_asks_for_is_carried_or_waits_in_the_open() -> None:
    for clause in library().clauses:
        expected = {"carried", "not yet"} if clause.kind in PENDING else {"by capability"}
        assert clause.state in expected, clause.id


def untried(found: Library) -> set[str]:
    """Return the clauses that something carries of which no worked case says how."""
    return {
        clause.id
        for document in found.documents
        for clause, carriers in clauses_of(found, document)
        if carriers and not any(each.cases for each in carriers)
    }


def test_whatever_is_carried_has_a_worked_case() -> None:
    assert untried(library()) == set()


def test_a_clause_without_a_worked_case_is_caught() -> None:
    kept = tuple(case for case in duty_cases() if case.pack != "national-2020-livelihood")
    assert untried(replace(library(), duty_cases=kept)) == {"C-5.6"}


def test_every_clause_names_a_part_of_the_product() -> None:
    assert {clause.capability for clause in library().clauses} <= set(CAPABILITIES)


def test_the_parts_that_stand_have_an_address() -> None:
    assert all(reverse(part.screen) for part in CAPABILITIES.values() if part.screen)


def test_contact_and_reports_are_carried() -> None:
    carried = {clause.id for clause in library().clauses if clause.state == "carried"}
    assert {"A-2.2", "A-3.1", "A-6.1", "B-3.1", "C-5.6", "D-2.3", "D-6.1", "E-8", "E-13"} <= carried


def test_nothing_that_nobody_read_is_in_force_by_itself() -> None:
    assert unread(library()) == []


def test_a_draft_made_active_would_be_in_force_unread() -> None:
    packs = tuple(replace(pack, status="active") for pack in library().packs)
    assert unread(replace(library(), packs=packs))


def unread(found: Library) -> list[str]:
    """Return the clauses in force by default whose source nobody read in the original."""
    in_force = rulings(found.measures, found.values, found.default_adoptions())
    return [each.term.clause for each in in_force if each.term.confidence in ("WEB", "OWN")]


def test_class_a_measures_end_the_day_class_b_management_begins() -> None:
    found = library()
    regimes = {pack.name: pack.regime for pack in found.packs}
    packs = {measure.code: measure.pack for measure in found.measures}
    in_force = rulings(found.measures, found.values, found.default_adoptions())
    ends = {str(each.until) for each in in_force if regimes[packs[each.measure]] == "class-a-2020"}
    assert ends == {"2023-01-08"}


def test_the_worked_cases_of_measures_can_be_run_by_whoever_evaluates() -> None:
    assert {case.pack for case in duty_cases()} >= {"chongqing-2023", "national-2023-class-b"}
    assert all(case.expect or case.absent for case in duty_cases())


def test_released_packs_are_as_they_were_released() -> None:
    assert lock_errors(library(), read_lock(FOLDER), FOLDER) == []


def test_every_pack_here_is_released(tmp_path: Path) -> None:
    released = released_library(FOLDER)
    assert {pack.name for pack in released.packs} == {pack.name for pack in library().packs}
