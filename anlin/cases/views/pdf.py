"""The certificate as a page of PDF.

The Chinese is set in a font that readers of PDF bring along (STSong-Light, Adobe-GB1), so that
nothing has to be downloaded or embedded; see decision 32.
"""

from datetime import date
from io import BytesIO

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from anlin.cases.rules import Paper

_CHINESE, _LATIN, _CODE = "STSong-Light", "Helvetica", "Courier-Bold"
_WIDTH, _HEIGHT = A4
_LEFT = 30 * mm
_QR = 36 * mm


def certificate_pdf(paper: Paper, address: str) -> bytes:
    """Return the certificate; its QR code holds `address`, the page that checks its code."""
    pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE))
    page = Canvas(BytesIO(), pagesize=A4, invariant=True)
    page.setTitle(f"居家医学观察期满证明 {paper.number}")
    page.setLineWidth(0.6)
    page.rect(18 * mm, 18 * mm, _WIDTH - 36 * mm, _HEIGHT - 36 * mm)
    _title(page)
    _body(page, paper)
    _check(page, paper, address)
    return bytes(page.getpdfdata())  # type: ignore[no-untyped-call]


def _title(page: Canvas) -> None:
    page.setFont(_CHINESE, 26)
    page.drawCentredString(_WIDTH / 2, _HEIGHT - 52 * mm, "居家医学观察期满证明")
    page.setFont(_LATIN, 11)
    page.drawCentredString(
        _WIDTH / 2, _HEIGHT - 61 * mm, "Certificate of completed home medical observation"
    )


def _body(page: Canvas, paper: Paper) -> None:
    facts = (
        ("姓名", "Name", paper.name),
        ("起算日（返乡或末次接触）", "Day of the event", _day(paper.begun_on)),
        ("观察期最后一天", "Last day", f"{_day(paper.last_on)} 24时"),
        ("依据", "Clause", paper.clause),
        ("开具社区", "Issued by", paper.community),
        ("开具日期", "Issued on", _day(paper.issued_on)),
        ("编号", "Number", str(paper.number)),
    )
    top = _HEIGHT - 84 * mm
    for number, (zh, en, value) in enumerate(facts):
        line = top - number * 13 * mm
        page.setFont(_CHINESE, 12)
        page.drawString(_LEFT, line, zh)
        page.setFont(_LATIN, 8)
        page.drawString(_LEFT, line - 4.5 * mm, en)
        page.setFont(_CHINESE, 14)
        page.drawString(_LEFT + 58 * mm, line, value)
    page.setFont(_CHINESE, 12)
    words = "上述人员居家医学观察期已满，按现行规定解除观察。"
    page.drawString(_LEFT, top - 97 * mm, words)
    page.setFont(_CHINESE, 11)
    page.drawRightString(_WIDTH - _LEFT, top - 118 * mm, "（社区盖章）")


def _check(page: Canvas, paper: Paper, address: str) -> None:
    bottom = 32 * mm
    _qr(page, address, _LEFT, bottom)
    beside = _LEFT + _QR + 8 * mm
    page.setFont(_CHINESE, 10)
    page.drawString(beside, bottom + 28 * mm, "扫码或输入核验码，可查本证明真伪：")
    page.setFont(_LATIN, 8)
    page.drawString(
        beside, bottom + 23 * mm, "Scan, or type the code, to see whether this is genuine:"
    )
    page.setFont(_CODE, 13)
    page.drawString(beside, bottom + 14 * mm, paper.code)
    page.setFont(_LATIN, 8)
    page.drawString(beside, bottom + 7 * mm, address.partition("?")[0].partition("#")[0])


def _qr(page: Canvas, text: str, left: float, bottom: float) -> None:
    matrix = list(segno.make(text, error="m", micro=False).matrix)
    side = _QR / len(matrix)
    for row, cells in enumerate(matrix):
        for column, dark in enumerate(cells):
            if dark:
                page.rect(
                    left + column * side, bottom + _QR - (row + 1) * side, side, side,
                    stroke=0, fill=1,
                )  # fmt: skip


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
