"""Spreadsheets of the ledger: try, read the report of each row, import, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.field.forms.settling import ImportForm, UndoForm
from anlin.field.views.ledger import registrar
from anlin.people.actions import sheet_template, take_import, try_import, undo_import
from anlin.people.queries import imports, names_of, report
from anlin.people.rules import COLUMNS, MOST_BYTES, MOST_ROWS, Fate, FileTooLargeError
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 200


def _community(request: HttpRequest) -> Viewer:
    """Return the viewer, who keeps a whole community's ledger.

    Raises:
        Http404: the role or the place does not import.
    """
    viewer = registrar(request)
    if viewer.level != COMMUNITY:
        raise Http404
    return viewer


@never_cache
@require_http_methods(["GET", "POST"])
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """Try a file, and show the files of before."""
    viewer = _community(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise FileTooLargeError(field="file", rows=MOST_ROWS, megabytes=MOST_BYTES // 2**20)
            kept = try_import(file.name, file.read(), by=viewer, at=clock.now())
        except Problem as problem:
            form.tell(problem)
        else:
            return redirect("import", kept.pk)
    found = list(imports(viewer)[:20])
    return render(request, "field/imports.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "form": form,
        "imports": found,
        "names": names_of(each.made_by for each in found),
        "columns": [heading for _, heading, _, _ in COLUMNS],
        "rows": MOST_ROWS,
    }, status=422 if request.method == "POST" else 200)  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def spreadsheet(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of each row; import the good ones."""
    viewer = _community(request)
    kept = imports(viewer).filter(pk=number).first()
    if kept is None:
        raise Http404
    if request.method == "POST":
        take_import(number, by=viewer, at=clock.now())
        messages.success(request, _("The good rows are in the ledger."))
        return redirect("import", number)
    return _report(request, viewer, number, UndoForm())


@never_cache
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Put everything back as it was before an import."""
    viewer = _community(request)
    form = UndoForm(request.POST)
    if form.is_valid():
        try:
            undo_import(number, why=form.cleaned_data["why"], by=viewer, at=clock.now())
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("The import is undone: all is as it was before."))
            return redirect("import", number)
    return _report(request, viewer, number, form)


@require_GET
def empty_sheet(request: HttpRequest) -> HttpResponse:
    """Hand out the empty spreadsheet."""
    _community(request)
    response = HttpResponse(sheet_template(), content_type=_SHEET)
    response["Content-Disposition"] = 'attachment; filename="anlin-template.xlsx"'
    return response


def _report(request: HttpRequest, viewer: Viewer, number: int, form: UndoForm) -> HttpResponse:
    kept = imports(viewer).filter(pk=number).first()
    if kept is None:
        raise Http404
    asked = request.GET.get("rows", "")
    fate = asked if asked in set(Fate) else ""
    lines = report(kept, fate)
    counts = [(f.value, getattr(kept, f.value)) for f in Fate]
    return render(request, "field/import.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "kept": kept,
        "counts": counts,
        "fate": fate,
        "lines": lines[:_MOST],
        "more": max(0, len(lines) - _MOST),
        "good": kept.taken + kept.changed,
        "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip
