"""The register of institutions: the list, one institution, and what is changed in it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.institutions import actions, queries
from anlin.institutions.forms import (
    ArrangementForm,
    BuildingForm,
    Form,
    InstitutionForm,
    PartForm,
    PostForm,
    ZoneForm,
)
from anlin.institutions.rules import HOUSES, Area, Arranged, Job, Kind, Owner, UnknownCommunityError
from anlin.places.queries import breadcrumb, called
from anlin.places.rules import COMMUNITY, GRID, code_of

Act = Callable[[], object]


@never_cache
@require_GET
def institutions(request: HttpRequest) -> HttpResponse:
    """Show the institutions here with beds, residents, staff and what is missing."""
    viewer, at = signed_in(request), clock.now()
    if not sees(viewer):
        raise Http404
    if viewer.level >= GRID and (mine := queries.own(viewer)) is not None:
        return redirect("institution", mine.pk)
    lines = queries.register(viewer.lo, viewer.hi, local_day(at))
    kind = request.GET.get("kind", "")
    shown = [line for line in lines if not kind or line.kind == kind]
    counted = {each: sum(line.kind == each for line in lines) for each in Kind}
    return render(request, "institutions/list.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "lines": shown,
        "kind": kind,
        "kinds": [(each, queries.words.KIND_WORDS[each], n) for each, n in counted.items() if n],
        "total": len(lines),
        "beds": sum(line.beds for line in shown),
        "inside": sum(line.inside for line in shown),
        "waiting": sum(line.waiting for line in shown),
        "may_register": viewer.may(Right.HOME) and viewer.level < GRID,
    })  # fmt: skip


def sees(viewer: Viewer) -> bool:
    """Tell whether the role works with institutions or leads a place that has them."""
    return viewer.may(Right.CARE) or viewer.may(Right.HOME) or viewer.may(Right.BOARD)


def found_here(request: HttpRequest, institution: int) -> queries.Found:
    """Return an institution in sight, for who may see it.

    Raises:
        Http404: out of sight.
    """
    viewer = signed_in(request)
    found = queries.institution(viewer, institution) if sees(viewer) else None
    if found is None:
        raise Http404
    return found


def trail(found: queries.Found) -> dict[str, object]:
    """Return what the head of each page of an institution says."""
    code = code_of(found.place, GRID)
    return {"found": found, "path": breadcrumb(code)[-3:], "kind": Kind(found.kind)}


@never_cache
@require_GET
def institution(request: HttpRequest, institution: int) -> HttpResponse:
    """Show one institution: its house with residents, staff, papers and what it owes."""
    viewer, at = signed_in(request), clock.now()
    found = found_here(request, institution)
    (line,) = queries.register(found.place, found.place + 1, local_day(at))
    held = queries.arrangements(found)
    return render(request, "institutions/institution.html", trail(found) | {
        "line": line,
        "floors": queries.house(found.place),
        "papers": [(each, word, held.get(each)) for each, word in
                   queries.words.ARRANGED_WORDS.items() if _concerns(each, Kind(found.kind))],
        "staff": queries.staff(found),
        "measures": queries.measures_of(found, at),
        "may_keep": viewer.may(Right.HOME),
        "may_care": viewer.may(Right.CARE),
        "names": viewer.names,
        "houses": found.kind in HOUSES,
    })  # fmt: skip


def _concerns(arranged: Arranged, kind: Kind) -> bool:
    return arranged is not Arranged.GUIDELINE or kind is Kind.DAY_CARE


def form_page(
    request: HttpRequest, form: Form, title: str, back: str, act: Act, **more: object
) -> HttpResponse:
    """Show a form; sent whole it acts and goes back, refused it says why beside the field."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "back": back} | more
    return render(request, "institutions/form.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register an institution."""
    viewer, at = signed_in(request), clock.now()
    if not viewer.may(Right.HOME) or viewer.level >= GRID:
        raise Http404
    form = InstitutionForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        actions.register_institution(
            community=_community(told["community"], viewer), kind=Kind(told["kind"]),
            name=told["name"], owner=Owner(told["owner"]), since=told["since"], by=viewer, at=at,
        )  # fmt: skip

    return form_page(request, form, _("Register an institution"), "/institutions/", act,
                     path=breadcrumb(viewer.place_code)[-2:])  # fmt: skip


def _community(text: str, viewer: Viewer) -> str:
    """Return the code of the one community that is meant.

    Raises:
        UnknownCommunityError: none here, or several.
    """
    meant = [each for each in called(text.strip(), viewer.lo, viewer.hi) if each.level == COMMUNITY]
    if len(meant) != 1:
        raise UnknownCommunityError(field="community", name=text.strip())
    return meant[0].code


@never_cache
@require_http_methods(["GET", "POST"])
def building(request: HttpRequest, institution: int) -> HttpResponse:
    """Set up a building with floors, rooms and beds."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    empty = {"beds": 2 if found.kind in HOUSES else 0}
    form = BuildingForm(request.POST or None, initial=empty)

    def act() -> None:
        actions.add_building(
            institution, name=form.cleaned_data["name"], floors=form.plan, by=viewer, at=at
        )

    return form_page(request, form, _("Add a building"), back_to(institution), act, **trail(found))


@never_cache
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, institution: int) -> HttpResponse:
    """Add a floor, a room or a bed."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    form = PartForm(request.POST or None, initial={"above": request.GET.get("above", "")})
    known = queries.parts(found)
    form.fields["above"].choices = queries.named(known)  # type: ignore[attr-defined]

    def act() -> None:
        told = form.cleaned_data
        actions.add_part(institution, above=int(told["above"]), name=told["name"], by=viewer, at=at)

    title = _("Add a floor, a room or a bed")
    return form_page(request, form, title, back_to(institution), act, **trail(found))


@never_cache
@require_http_methods(["GET", "POST"])
def zone(request: HttpRequest, institution: int) -> HttpResponse:
    """Say what a part of the house is kept for."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    form = ZoneForm(request.POST or None, initial={"part": request.GET.get("part", "")})
    form.fields["part"].choices = queries.named(queries.parts(found))  # type: ignore[attr-defined]

    def act() -> None:
        told = form.cleaned_data
        zone = Area(told["zone"]) if told["zone"] else None
        actions.set_zone(institution, part=int(told["part"]), zone=zone, by=viewer, at=at)

    return form_page(request, form, _("Set a zone"), back_to(institution), act, **trail(found))


@never_cache
@require_http_methods(["GET", "POST"])
def arrangement(request: HttpRequest, institution: int) -> HttpResponse:
    """Write down what has been arranged."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    form = ArrangementForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})

    def act() -> None:
        told = form.cleaned_data
        actions.arrange(
            institution, kind=Arranged(told["kind"]), name=told["name"], phone=told["phone"],
            on_day=told["on_day"], by=viewer, at=at,
        )  # fmt: skip

    title = _("Clinic, hospital, duty, plan")
    return form_page(request, form, title, back_to(institution), act, **trail(found))


@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, institution: int) -> HttpResponse:
    """Write down that somebody works here."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    form = PostForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        actions.add_post(
            institution, name=told["name"], job=Job(told["job"]), phone=told["phone"],
            since=told["since"], by=viewer, at=at,
        )  # fmt: skip

    return form_page(request, form, _("Add a member of staff"), back_to(institution), act,
                     **trail(found))  # fmt: skip


@never_cache
@require_POST
def end_post(request: HttpRequest, institution: int, post: int) -> HttpResponse:
    """Write down that somebody no longer works here, from today on."""
    found_here(request, institution)
    actions.end_post(post, on=clock.today(), by=signed_in(request), at=clock.now())
    return redirect(back_to(institution))


def back_to(institution: int) -> str:
    """Return the address of an institution's page."""
    return f"/institutions/{institution}/"
