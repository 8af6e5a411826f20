"""What is held already, which forms communities are asked for, and what a new one would meet."""

from collections.abc import Mapping
from datetime import date

from anlin.base import sockets
from anlin.base.problems import Problem
from anlin.places.rules import level_of, span
from anlin.policy import models
from anlin.policy.queries.law import adoptions, tables
from anlin.policy.queries.limits import limit_at
from anlin.policy.rules import decide
from anlin.policy.rules.burden import TASK_LEVEL, Form, FormLine, Held, refusals

CERTIFICATES = {"residence": ("居住证明", "residence"),
                "observation": ("居家医学观察期满证明", "completed home observation")}  # fmt: skip


def held_facts() -> dict[str, Held]:
    """Return every fact that some room holds: its figures, and what it says it keeps."""
    found = {
        figure.name: Held(
            figure.title_zh, figure.title_en, "“总览”里的这个数字，按地方和日期",
            "this figure of the picture, by place and day",
        )
        for figure in sockets.figures().values()
    }  # fmt: skip
    return found | {
        fact.name: Held(fact.title_zh, fact.title_en, fact.where_zh, fact.where_en)
        for fact in sockets.facts().values()
    }


def certificates() -> dict[str, Held]:
    """Return the kinds of certificate that the law in force lets communities issue."""
    table = next((each for each in tables().values() if each.name == "certificate"), None)
    if table is None:
        return {}
    kinds = table.axes[0].values
    return {
        kind: Held(*CERTIFICATES.get(kind, (kind, kind)), "", "")
        for kind in kinds
        if decide(table, {table.axes[0].name: kind}).outcome == "issue"
    }


def forms_in_force(place: int, day: date) -> list[Form]:
    """Return the forms that communities at `place` are asked for on a day."""
    holding = set()
    for adoption in adoptions():
        lo, hi = span(adoption.place)
        open_then = adoption.since <= day and (adoption.until is None or day < adoption.until)
        if lo <= place < hi and open_then:
            holding.add(adoption.pack)
    found = models.Form.objects.filter(pack__name__in=holding).select_related("pack", "clause")
    return [_form(row) for row in found.order_by("name")]


def jurisdictions() -> Mapping[str, str]:
    """Return the jurisdiction of every released order, by its id."""
    return dict(models.Order.objects.values_list("id", "jurisdiction"))


def tried(form: Form, place: int, day: date) -> list[Problem]:
    """Return what speaks against asking communities at `place` for `form`; nothing if it may be."""
    jurisdiction = jurisdictions().get(form.order)
    most = limit_at(TASK_LEVEL, place, day)
    return list(
        refusals(
            form, held_facts(), certificates=certificates(),
            level=None if jurisdiction is None else level_of(jurisdiction),
            most_level=int(most.value) if most else None,
        )
    )  # fmt: skip


def _form(row: models.Form) -> Form:
    return Form(
        name=row.name, pack=row.pack.name, zh=row.zh, en=row.en, asked_of=row.asked_of,
        per_week=row.per_week, minutes=row.minutes, order=row.clause.order_id,
        clause=row.clause_id, lines=tuple(FormLine(**line) for line in row.lines),
        certificate=row.certificate,
    )  # fmt: skip
