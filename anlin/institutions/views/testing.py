"""Tests of an institution: what is due, batches, results by hand or from a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.institutions import actions, queries
from anlin.institutions.forms import BatchForm, FileForm, ResultsForm, moment
from anlin.institutions.queries import testing
from anlin.institutions.rules import Arranged, Method, Missing, Result, Whom
from anlin.institutions.views.register import found_here, trail


@never_cache
@require_GET
def tests(request: HttpRequest, institution: int) -> HttpResponse:
    """Show how often tests are due, how many of this week are done, and the batches."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    laboratory = queries.arrangements(found).get(Arranged.LABORATORY)
    return render(request, "institutions/tests.html", trail(found) | {
        "measures": testing.test_measures(found, at),
        "week": testing.this_week(found, at),
        "batches": testing.batches(found),
        "laboratory": laboratory,
        "may_care": viewer.may(Right.CARE),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def new_batch(request: HttpRequest, institution: int, whom: str) -> HttpResponse:
    """Write down a batch of samples."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    if whom not in list(Whom) or not viewer.may(Right.CARE):
        raise Http404
    held = queries.arrangements(found).get(Arranged.LABORATORY)
    people = testing.inside(found, Whom(whom))
    initial = {"laboratory": held.name if held else ""}
    form = BatchForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.open_batch(
                institution, client_id=told["client_id"], method=Method(told["method"]),
                whom=Whom(whom), laboratory=told["laboratory"], taken_at=moment(told["taken_at"]),
                missing={who: Missing(why) for who, why in form.missing.items()}, by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            form.tell(problem)
        else:
            return redirect("batch", institution, made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "institutions/new_batch.html", trail(found) | {
        "form": form, "whom": whom, "others_today": testing.others_today(found, Whom(whom), at),
        "measures": testing.test_measures(found, at),
    }, status=status)  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, institution: int, batch: int) -> HttpResponse:
    """Show a batch; take its results by hand or from the laboratory's file."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    held = testing.batch(viewer, batch)
    if held is None or held.institution_id != found.pk or not viewer.names:
        raise Http404
    samples = testing.samples(held)
    sent, file = request.POST or None, request.FILES or None
    form = ResultsForm(None if file else sent, samples=samples)
    upload = FileForm(sent, file) if file or (sent and "import" in sent) else FileForm()
    refused: list[actions.Refused] = []
    try:
        if upload.is_bound and upload.is_valid():
            given = upload.cleaned_data["file"]
            made, refused = actions.import_results(
                batch, given.name, given.read(), by=viewer, at=at
            )
            _tell(request, len(made))
        elif form.is_bound and form.is_valid():
            results = {sample: Result(value) for sample, value in form.results.items()}
            _tell(request, len(actions.record_results(batch, results, by=viewer, at=at)))
            return redirect("batch", institution, batch)
    except Problem as problem:
        upload.tell(problem) if upload.is_bound else form.tell(problem)
    if upload.is_bound and upload.is_valid():
        samples, form = testing.samples(held), ResultsForm(samples=testing.samples(held))
    return render(request, "institutions/batch.html", trail(found) | {
        "batch": held, "samples": samples, "form": form, "upload": upload,
        "refused": [(each, each.problem.say(get_language() or "")) for each in refused],
        "may_care": viewer.may(Right.CARE),
    }, status=422 if upload.errors or form.errors else 200)  # fmt: skip


def _tell(request: HttpRequest, number: int) -> None:
    word = ngettext("%(number)d result was written down.",
                    "%(number)d results were written down.", number)  # fmt: skip
    messages.success(request, word % {"number": number})


@never_cache
@require_GET
def result_sheet(request: HttpRequest, institution: int) -> HttpResponse:
    """Give the empty sheet for results."""
    found_here(request, institution)
    return spreadsheet(actions.result_sheet(), "results.xlsx")


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """Return a workbook to be kept as a file."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@require_POST
def laboratory(request: HttpRequest, institution: int) -> HttpResponse:
    """Ask the county for a laboratory."""
    found_here(request, institution)
    viewer, note = signed_in(request), request.POST.get("note", "")
    try:
        actions.ask_for_laboratory(institution, note=note, by=viewer, at=clock.now())
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, _("The county is asked; the request stands among the needs."))
    return redirect("tests", institution)
