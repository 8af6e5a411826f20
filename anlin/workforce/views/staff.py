"""Who may start and why not yet; one worker; one's own page."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.places.queries import breadcrumb
from anlin.workforce import actions, queries
from anlin.workforce.forms import FindForm, IsolateForm
from anlin.workforce.rules import Found


@never_cache
@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    """Show who works in the viewer's institution: who may start when, and why not yet."""
    viewer, at = signed_in(request), clock.now()
    home = queries.own_home(viewer)
    if home is None or not (viewer.names and viewer.may(Right.HOME)):
        raise Http404
    found = [queries.shown(each) for each in queries.staff(home.place, at)]
    return render(request, "workforce/staff.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "waiting": [each for each in found if not each.member.on_duty],
        "working": [each for each in found if each.member.on_duty],
        "level": queries.level_words(home.place, local_day(at)),
        "rota": queries.rota(home.place, *queries.day_of(at)),
        "at": at,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def worker(request: HttpRequest, post: int) -> HttpResponse:
    """Show one worker: each condition with its clause, what was found, and the next act."""
    viewer, at = signed_in(request), clock.now()
    found = queries.worker(viewer, post, at)
    if found is None or not viewer.may(Right.HOME):
        raise Http404
    return _worker(request, viewer, found, at, _forms(at))


def _forms(at: datetime) -> dict[str, Form]:
    today = {"since": local_day(at), "on": local_day(at)}
    return {"isolate_form": IsolateForm(initial=today), "find_form": FindForm(initial=today)}


def _worker(
    request: HttpRequest, viewer: Viewer, found: queries.Worker, at: datetime,
    forms: dict[str, Form],
) -> HttpResponse:  # fmt: skip
    wrong = any(form.is_bound for form in forms.values())
    return render(request, "workforce/worker.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "worker": found,
        "level": queries.level_words(found.post.place, local_day(at)),
        "findings": queries.findings(found.post),
        "found_words": queries.FOUND_WORDS,
        **forms,
    }, status=422 if wrong else 200)  # fmt: skip


@never_cache
@require_POST
def act(request: HttpRequest, post: int, act: str) -> HttpResponse:
    """Do one act on a worker and come back to their page."""
    viewer, at = signed_in(request), clock.now()
    if act in ("isolate", "find"):
        return _entered(request, viewer, post, act, at)
    plain: dict[str, tuple[Callable[[], object], str]] = {
        "start": (lambda: actions.start(post, by=viewer, at=at), _("Admitted to duty.")),
        "leave": (
            lambda: actions.leave_isolation(post, on=local_day(at), by=viewer, at=at),
            _("The isolation has ended."),
        ),
        "down": (
            lambda: actions.stand_down(post, why=request.POST.get("why", ""), by=viewer, at=at),
            _("Stood down."),
        ),
        "back": (
            lambda: actions.take_back(_number(request, "finding"), by=viewer, at=at),
            _("Taken back; it stays in sight and no longer counts."),
        ),
    }
    if act not in plain:
        raise Http404
    verb, said = plain[act]
    done(request, verb, said)
    return redirect("worker", post)


def done(request: HttpRequest, verb: Callable[[], object], said: str) -> None:
    """Do an act, and say that it is done or why it is not."""
    try:
        verb()
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, said)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _entered(
    request: HttpRequest, viewer: Viewer, post: int, act: str, at: datetime
) -> HttpResponse:
    """Take in a form on a worker's page; what is wrong is said beside its field."""
    forms = _forms(at)
    form: Form = IsolateForm(request.POST) if act == "isolate" else FindForm(request.POST)
    forms[f"{act}_form"] = form
    if form.is_valid():
        told = form.cleaned_data
        try:
            if act == "isolate":
                actions.isolate(post, **told, by=viewer, at=at)
            else:
                actions.find(post, found=Found(told["found"]), on=told["on"], note=told["note"],
                             by=viewer, at=at)  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Written down."))
            own = request.POST.get("next") == "mine"
            return redirect("my-work") if own else redirect("worker", post)
    found = queries.worker(viewer, post, at)
    if found is None or not viewer.may(Right.HOME):
        raise Http404
    return _worker(request, viewer, found, at, forms)


@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show somebody's own work: may I start, my next shifts, the rest I am owed."""
    viewer, at = signed_in(request), clock.now()
    found = queries.own_posts(viewer, at)
    return render(request, "workforce/mine.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "found": found,
        "shifts": queries.next_shifts([each.post for each in found], at),
        "form": FindForm(initial={"on": local_day(at)}),
        "at": at,
    })  # fmt: skip
