"""The forms of a pack: `forms/<name>.yaml`; what may be asked of communities, and by whom."""

from collections.abc import Iterator

from anlin.places.rules import level_of
from anlin.policy.pack.errors import BurdenError, PackError, citing, unknown
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.reading import Node
from anlin.policy.pack.shapes import Known, Library
from anlin.policy.rules import decide
from anlin.policy.rules.burden import TASK_LEVEL, Form, FormLine, Held, refusals

_FORM = ("name", "title", "source", "asked_of", "per_week", "minutes", "certificate", "asks")
_LINE = ("fact", "says", "filled")
CERTIFICATES = "certificate"  # the class whose outcomes are the kinds communities may issue


def read_form(node: Node, pack: str) -> Form:
    """Return a form.

    Raises:
        PackError: a field does not have its form.
    """
    fields = Fields(node, _FORM)
    source = fields.child("source", ("order", "clause"))
    clause = source.text("clause")
    with citing(clause):
        title = fields.words("title")
        return Form(
            name=fields.matching("name", r"[a-z][a-z0-9_]*", "daily_report"),
            pack=pack,
            zh=title.zh,
            en=title.en,
            asked_of=fields.text("asked_of"),
            per_week=fields.whole("per_week"),
            minutes=fields.whole("minutes"),
            order=source.text("order"),
            clause=clause,
            lines=tuple(_line(each) for each in fields.children("asks", _LINE)),
            certificate=fields.text("certificate", ""),
        )


def _line(fields: Fields) -> FormLine:
    says = fields.words("says")
    return FormLine(
        fact=fields.matching("fact", r"[a-z][a-z0-9_]*", "positives"),
        zh=says.zh,
        en=says.en,
        filled=fields.one_of("filled", ("yes", "no")) == "yes",
    )


def burdens(library: Library, known: Known) -> Iterator[PackError]:
    """No form asks what is held, comes without authority, or is a third certificate."""
    orders = {order.id: order for order in library.orders}
    allowed = {
        kind: Held(kind, kind, "", "")
        for table in library.classes
        if table.name == CERTIFICATES
        for kind in table.axes[0].values
        if decide(table, {table.axes[0].name: kind}).outcome == "issue"
    }
    levels = [int(limit.value) for limit in library.limits if limit.name == TASK_LEVEL]
    most = min(levels, default=None)
    for form in library.forms:
        spot = library.spots["form", form.pack, form.name]
        order = orders.get(form.order)
        clauses = {clause.id for clause in order.clauses} if order else set()
        if order is None or form.clause not in clauses:
            yield unknown(spot, "source", f"{form.order} {form.clause}", orders, form.clause)
            continue
        if known.roles is not None and form.asked_of not in known.roles:
            yield unknown(spot, "asked_of", form.asked_of, known.roles, form.clause)
        for problem in refusals(
            form, known.held or {}, level=level_of(order.jurisdiction), most_level=most,
            certificates=allowed,
        ):  # fmt: skip
            yield BurdenError(
                spot, clause=form.clause, what_zh=problem.say("zh"), what_en=problem.say("en")
            )
