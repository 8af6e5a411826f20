"""The picture as a spreadsheet and as a page of PDF; both say who took them, when.

The Chinese of the PDF is set in a font that readers bring along, as on certificates; decision 32.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.textsplit import dumbSplit
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from anlin.accounts.rules import Viewer
from anlin.base.words import chinese, dated, moment, said
from anlin.reports.queries import Picture
from anlin.reports.rules import HIDDEN

_FONT = "STSong-Light"
_WIDTH, _HEIGHT = A4
_LEFT, _TOP, _FOOT = 20 * mm, _HEIGHT - 22 * mm, 20 * mm
_LINE, _FURTHER = 6.5 * mm, 3.2 * mm
_COLUMNS = (0, 60 * mm, 76 * mm, 94 * mm)
_WIDE = (59 * mm, 15 * mm, 17 * mm, _WIDTH - 130 * mm)
_SIZES = (10, 10, 10, 7)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Sequence[str | int | float]


def xlsx(found: Picture, place: str, day: date, viewer: Viewer, at: datetime) -> bytes:
    """Return the picture as a spreadsheet: figures on one sheet, places on the other."""
    book = Workbook(write_only=True)
    for title, rows in (
        (_("Figures"), _figures(found)),
        (_("Places"), _places(found)),
    ):
        sheet = book.create_sheet(str(title))
        sheet.append([_plain(place), _title(), dated(day), _taken(viewer, at)])
        for row in rows:
            sheet.append([_plain(cell) for cell in row])
    out = BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def pdf(found: Picture, place: str, day: date, viewer: Viewer, at: datetime) -> bytes:
    """Return the picture as pages for the wall or the file."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    page = Canvas(BytesIO(), pagesize=A4, invariant=True)
    page.setTitle(f"{place} {_title()} {day}")
    top = _head(page, place, day, found, viewer, at)
    for row in (*_figures(found), (), *_places(found)):
        cells = [_lines(_set(cell), size, width)
                 for cell, size, width in zip(row, _SIZES, _WIDE, strict=False)]  # fmt: skip
        high = max(_LINE, max(map(len, cells), default=1) * _FURTHER + 2 * mm)
        if top - high < _FOOT - _LINE:
            page.showPage()
            top = _head(page, place, day, found, viewer, at)
        for lines, size, left in zip(cells, _SIZES, _COLUMNS, strict=False):
            page.setFont(_FONT, size)
            for number, line in enumerate(lines):
                page.drawString(_LEFT + left, top - number * _FURTHER, line)
        top -= high
    return bytes(page.getpdfdata())  # type: ignore[no-untyped-call]


def _head(
    page: Canvas, place: str, day: date, found: Picture, viewer: Viewer, at: datetime
) -> float:
    _watermark(page, _set(_taken(viewer, at)))
    page.setFont(_FONT, 18)
    page.drawString(_LEFT, _TOP, f"{place}  {_title()}  {dated(day)}")
    page.setFont(_FONT, 9)
    counted = moment(found.as_of) if found.as_of else _("not counted yet")
    words = _("figures of %(time)s") % {"time": counted}
    page.drawString(_LEFT, _TOP - 6 * mm, _set(f"{words} · {_taken(viewer, at)}"))
    return _TOP - 16 * mm


def _watermark(page: Canvas, words: str) -> None:
    page.saveState()
    page.setFillGray(0.86)
    page.setFont(_FONT, 15)
    for number in range(6):
        page.saveState()
        page.translate(30 * mm, (20 + 48 * number) * mm)
        page.rotate(18)
        page.drawString(0, 0, words)
        page.restoreState()
    page.restoreState()


def _figures(found: Picture) -> Iterator[Row]:
    yield _("Figure"), pgettext("figure", "Number"), _("A week before"), _("What it counts")
    for each in found.shown:
        yield (
            said(each.figure, "title"), _number(each.number, found.least),
            "–" if each.week_before is None else _number(each.week_before, found.least),
            f"{each.figure.clause} {said(each.figure, 'means')}",
        )  # fmt: skip


def _places(found: Picture) -> Iterator[Row]:
    if found.chosen is None or not found.tiles:
        return
    yield (said(found.chosen.figure, "title"),)
    for tile in found.tiles:
        yield tile.place.name, _number(tile.number, found.least), "", tile.place.code


def _title() -> str:
    return pgettext("live", "Picture")


def _lines(text: str, size: int, width: float) -> list[str]:
    """Return a text in lines that fit: English between words, Chinese between signs."""
    if not chinese():
        return list(simpleSplit(text, _FONT, size, width))
    signs = [stringWidth(sign, _FONT, size) for sign in text]
    return [line for _left, line in dumbSplit(text, signs, width)]


def _number(number: int, least: int) -> str | int:
    return f"<{least}" if number == HIDDEN else number


def _set(cell: object) -> str:
    """Return a text in signs that the font has."""
    return str(cell).replace(" · ", "  ").replace("–", "-")


def _taken(viewer: Viewer, at: datetime) -> str:
    return f"{viewer.name} · {moment(at)}"


def _plain(cell: str | int | float) -> str | int | float:
    """Return a cell that no program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
