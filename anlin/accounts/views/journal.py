"""The journal read out: who did what, to whom, when, where and why; and whether it holds."""

from datetime import datetime
from hashlib import sha256

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts import queries
from anlin.accounts.forms import ReadingForm
from anlin.accounts.rules import Right, Viewer
from anlin.accounts.rules.said import ROOMS, VERBS, room_of
from anlin.base import clock
from anlin.base.days import start_of
from anlin.base.words import spoken
from anlin.journal import actions
from anlin.journal.queries import Wanted, lines
from anlin.places.queries import called

PAGE = 50
_SALT = "journal"


@never_cache
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Show the lines of the viewer's areas that were asked for; the first page is journalled."""
    viewer, at = _auditor(request), clock.now()
    form = ReadingForm(request.GET, verbs=_verbs())
    wanted = _wanted(form, viewer) if form.is_valid() else None
    found = []
    more = ""
    if wanted is not None:
        mark = _mark(viewer, wanted)
        before = _before(request.GET.get("before", ""), mark)
        found = lines(wanted, PAGE + 1, before)
        if before is None:
            actions.read(by=viewer, at=at, place=viewer.lo, asked=_kept(wanted))
        if len(found) > PAGE:
            last = found[PAGE - 1]
            more = signing.dumps([mark, last.at.isoformat(), last.pk], salt=_SALT)
    query = request.GET.copy()
    query["before"] = more
    return render(request, "accounts/journal.html", {
        "form": form,
        "asked": any(form[name].value() for name in ("since", "last", "verb", "actor", "where")),
        "subject": wanted.subject if wanted else "",
        "lines": queries.read_out(found[:PAGE]),
        "next": query.urlencode() if more else "",
        "later": bool(request.GET.get("before")),
        "seal": queries.seal(viewer),
    }, status=200 if wanted else 422)  # fmt: skip


@never_cache
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Verify the chains of the viewer's areas that wait longest."""
    viewer = _auditor(request)
    found = actions.verify(by=viewer, at=clock.now(), lo=viewer.lo, hi=viewer.hi)
    if found:
        said = ngettext(
            "%(number)d chain does not hold. See below where.",
            "%(number)d chains do not hold. See below where.",
            len(found),
        ) % {"number": len(found)}
        messages.error(request, said)
    else:
        messages.success(request, _("Verified: what was read holds."))
    return redirect("journal")


def _auditor(request: HttpRequest) -> Viewer:
    viewer = queries.signed_in(request)
    if not viewer.may(Right.JOURNAL):
        raise Http404
    return viewer


def _verbs() -> list[tuple[str, str]]:
    """Return every act by room, in the reader's language."""
    return [
        (verb, f"{spoken(*ROOMS[room_of(verb)])} · {spoken(*words)}")
        for verb, words in VERBS.items()
    ]


def _wanted(form: ReadingForm, viewer: Viewer) -> Wanted | None:
    """Return what is asked for; None, with a word beside the field, if nobody or nothing fits."""
    told = form.cleaned_data
    until = form.until()
    lo, hi = viewer.lo, viewer.hi
    actor = None
    if told["actor"]:
        people = queries.called_people(told["actor"])
        if len(people) == 1:
            actor = people[0].pk
        else:
            form.add_error("actor", _one_of([f"{each.name} {each.username}" for each in people]))
    if told["where"]:
        places = called(told["where"], viewer.lo, viewer.hi)
        if len(places) == 1:
            lo, hi = places[0].lo, places[0].hi
        else:
            form.add_error("where", _one_of([f"{each.name} {each.code}" for each in places]))
    if form.errors:
        return None
    return Wanted(
        lo=lo, hi=hi, since=start_of(told["since"]) if told["since"] else None, until=until,
        verb=told["verb"], actor=actor, subject=told["subject"],
    )  # fmt: skip


def _one_of(found: list[str]) -> str:
    if not found:
        return _("Nobody and nothing here is called that. Check the spelling.")
    several = spoken("、", ", ").join(found)
    return _("Several are called that: %(several)s. Write one of the codes or user names.") % {
        "several": several
    }


def _kept(wanted: Wanted) -> dict[str, object]:
    """Return what the journal keeps of a question: numbers and days, nobody's name."""
    asked: dict[str, object] = {
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "verb": wanted.verb,
        "actor": wanted.actor,
        "subject": wanted.subject,
        "place": queries.code_at(wanted.lo),
    }
    return {name: value for name, value in asked.items() if value}


def _mark(viewer: Viewer, wanted: Wanted) -> str:
    """Return what binds a further page to its question and to who asked it."""
    return sha256(f"{viewer.user} {viewer.grant} {wanted}".encode()).hexdigest()[:16]


def _before(kept: str, mark: str) -> tuple[datetime, int] | None:
    """Return where a further page begins; None if it is a question of its own."""
    try:
        asked, at, number = signing.loads(kept, salt=_SALT, max_age=24 * 3600)
    except (signing.BadSignature, ValueError):
        return None
    return (datetime.fromisoformat(at), int(number)) if asked == mark else None
