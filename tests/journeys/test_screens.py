"""Every screen on every glass: nothing in anybody's way, nothing over the edge, nothing heavy."""

import gzip

import pytest
from playwright.sync_api import Page

from anlin.base.home import ROOT
from anlin.places.rules import lo_of
from tests.journeys import residents, town
from tests.journeys.conftest import DESK, PHONE, OpenPage, SignIn

DIST = ROOT / "anlin/config/static/dist"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
HEAVIEST = 120 * 1024
SMALLEST = 320
THUMB = 44  # pixels
SCREENS = {
    "login": ("", "/login"),
    "not found": ("grid", "/nowhere"),
    "today": ("grid", "/today/"),
    "contact": ("grid", "/people/{person}/contact"),
    "households": ("grid", "/households/"),
    "building": ("grid", "/households/{building}/"),
    "passes of a building": ("grid", "/gates/passes/{building}/"),
    "passes to be printed": ("grid", "/gates/passes/{building}/print"),
    "person": ("community", "/people/{person}/"),
    "a new household": ("grid", "/households/new"),
    "household": ("community", "/households/home/{home}/"),
    "a new person": ("grid", "/households/home/{home}/person"),
    "household put right": ("grid", "/households/home/{home}/edit"),
    "household split": ("grid", "/households/home/{home}/split"),
    "household joined": ("grid", "/households/home/{home}/merge"),
    "person put right": ("grid", "/people/{person}/edit"),
    "person moves": ("grid", "/people/{person}/move"),
    "special groups": ("community", "/households/key/"),
    "one special group": ("grid", "/households/key/?group=lone_elder"),
    "spreadsheets": ("community", "/households/import/"),
    "nothing to settle": ("community", "/households/settle/"),
    "observed here": ("community", "/observations/"),
    "observation begins": ("grid", "/people/{person}/observation"),
    "observation ends early": ("grid", "/people/{person}/observation/end"),
    "days are added": ("grid", "/people/{person}/observation/extend"),
    "a resident's link": ("grid", "/people/{person}/observation/link"),
    "the clinic is called": ("grid", "/people/{person}/care"),
    "a need": ("grid", "/people/{person}/need"),
    "which clinic": ("community", "/clinic"),
    "on the way": ("community", "/transfers/"),
    "somebody arrived": ("community", "/transfers/new"),
    "an arrival": ("grid", "/people/{person}/arrival"),
    "an offer": ("community", "/people/{person}/handover"),
    "a certificate is checked": ("", "/certificate?code=0000-0000-0000-0000-0000"),
    "a link that has ended": ("", "/my/nothing"),
    "community's today": ("community", "/today/"),
    "report": ("community", "/report/"),
    "something urgent": ("community", "/report/urgent"),
    "reports of a county": ("county", "/reports/"),
    "picture of a county": ("county", "/picture/"),
    "figures to publish": ("county", "/releases/"),
    "progress fed back": ("county", "/feedback/"),
    "supervision": ("county", "/supervision/"),
    "who answers": ("community", "/charge/"),
    "what is asked of communities": ("county", "/burden/"),
    "people": ("case", "/people/"),
    "password": ("grid", "/password"),
    "staff": ("admin", "/staff/"),
    "a new account": ("admin", "/staff/new"),
    "journal": ("auditor", "/journal/"),
    "board of the nation": ("nation", "/board/"),
    "board of a county": ("county", "/board/"),
    "board of a measure": ("county", "/board/?measure=E-8"),
    "board of a community": ("community", "/board/"),
    "board of a grid": ("community", "/board/{grid}/"),
    "past of a county": ("county", "/board/500103/then/?day=2023-01-29"),
    "past of a community": ("community", "/board/{town}/then/?day=2023-01-29"),
    "inbox": ("community", "/lapses/"),
    "empty inbox": ("county", "/lapses/"),
    "lapse": ("community", "/lapses/{lapse}/"),
    "hand-overs": ("community", "/handovers/"),
    "who is away": ("community", "/handovers/new/"),
    "who stands in": ("grid", "/handovers/new/"),
    "places": ("community", "/places/"),
    "places of a county then": ("county", "/places/500103/?day=2023-01-01"),
    "a grid's page": ("community", "/places/{grid}/"),
    "set up": ("community", "/places/{town}/new"),
    "close": ("community", "/places/{grid}/close"),
    "split": ("community", "/places/{grid}/split?parts=3"),
    "join": ("community", "/places/{grid}/merge"),
    "rename": ("street", "/places/{town}/recode"),
    "library": ("policy", "/orders/"),
    "search": ("policy", "/orders/?q=E-1"),
    "order": ("policy", "/orders/yu-minzheng-2023-01-14/"),
    "measure": ("policy", "/orders/measure/E-8/"),
    "pack": ("policy", "/orders/pack/grading-draft/"),
    "local orders": ("policy", "/orders/local/"),
    "tighten": ("policy", "/orders/local/tighten/A-2.2/"),
    "what changed here": ("grid", "/orders/local/changes/"),
    "preview": ("policy", "/preview/pack/national-2020-livelihood/"),
    "preview of an end": ("case", "/preview/pack/grading-draft/end/"),
    "readers": ("street", "/orders/yu-minzheng-2023-01-14/readers/"),
}
OVER_THE_EDGE = """() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")]
        .filter((part) => part.getBoundingClientRect().right > edge + 1)
        .map((part) => part.outerHTML.slice(0, 120));
}"""
TOO_SMALL = """(thumb) => [...document.querySelectorAll(
    ".btn, a.act, nav.tabs a, .choices label, header.top button, header.top summary, .tiles a")]
    .map((act) => [act.getBoundingClientRect(), act])
    .filter(([box]) => box.width > 0 && (box.height < thumb - 0.5 || box.width < thumb - 0.5))
    .map(([box, act]) => `${box.width}x${box.height} ${act.outerHTML.slice(0, 100)}`)"""


def _open(open_page: OpenPage, screen: str, width: int, language: str = "zh-hans") -> Page:
    username, url = SCREENS[screen]
    known = {
        "person": town.number_of(residents.WANG.name),
        "building": lo_of(residents.WANG.building),
        "home": town.household_of(residents.ZHAO.name),
        "grid": f"{residents.TOWN}001",
        "town": residents.TOWN,
        "lapse": town.lapse_of(residents.WANG.name),
    }
    return open_page(username, url.format(**known), width=width, django_language=language)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_in_english_serves_everybody_on_a_desk(open_page: OpenPage, screen: str) -> None:
    page = _open(open_page, screen, DESK, "en")
    assert _barriers(page) == []
    assert page.evaluate(OVER_THE_EDGE) == []
    assert _enlarged(page).evaluate(OVER_THE_EDGE) == []
    _fits(page)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_serves_everybody_on_a_telephone(open_page: OpenPage, screen: str) -> None:
    page = _open(open_page, screen, PHONE)
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    assert page.evaluate(OVER_THE_EDGE) == []
    assert _weight(page) <= HEAVIEST
    _fits(page)


def test_the_sheet_over_the_list_serves_everybody(open_page: OpenPage) -> None:
    page = _open(open_page, "today", PHONE)
    page.locator("a.act").first.tap()
    page.locator("#sheet form").wait_for()
    page.get_by_text("不适", exact=True).tap()
    assert _barriers(page) == []
    assert page.evaluate(TOO_SMALL, THUMB) == []
    _fits(page)


@pytest.mark.parametrize(("width", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_a_hand_over_serves_both_and_their_leader(
    open_page: OpenPage, sign_in: SignIn, width: int, language: str
) -> None:
    made = town.hand_over(sign_in("grid"))
    for username in ("grid", "grid-2", "community"):
        for url in (made, "/handovers/", "/today/"):
            page = open_page(username, url, width=width, django_language=language)
            assert _barriers(page) == []
            assert page.evaluate(TOO_SMALL, THUMB) == []
            _fits(page)


def test_a_barrier_an_edge_a_small_button_and_a_heavy_page_are_found(open_page: OpenPage) -> None:
    page = _open(open_page, "households", PHONE)
    page.evaluate("""() => {
        document.querySelector("[name=q]").removeAttribute("aria-label");
        document.querySelector("[name=q]").removeAttribute("placeholder");
        document.querySelector("main").insertAdjacentHTML("beforeend",
            "<div class='wide'>wide</div><a class='btn'>x</a>");
        document.querySelector(".wide").style.width = "500px";
        document.querySelector("main a.btn:last-child").style.minHeight = "9px";
    }""")
    assert any(barrier.startswith("label:") for barrier in _barriers(page))
    assert any("wide" in part for part in page.evaluate(OVER_THE_EDGE))
    assert page.evaluate(TOO_SMALL, THUMB)
    noise = "".join(str(hash(str(n))) for n in range(12_000))
    page.evaluate("noise => document.querySelector('main').append(noise)", noise)
    assert _weight(page) > HEAVIEST


def _fits(page: Page) -> None:
    page.set_viewport_size({"width": SMALLEST, "height": 640})
    assert page.evaluate(OVER_THE_EDGE) == []
    assert _enlarged(page).evaluate(OVER_THE_EDGE) == []


def _enlarged(page: Page) -> Page:
    """Switch to large type, as the button at the top does."""
    page.evaluate("document.documentElement.classList.add('large')")
    return page


def _weight(page: Page) -> int:
    """Return how many bytes come over the wire, compressed, with styles and scripts."""
    fixed = sum(len(gzip.compress(path.read_bytes())) for path in DIST.glob("anlin.*"))
    return fixed + len(gzip.compress(page.content().encode()))


def _barriers(page: Page) -> list[str]:
    """Return what axe calls serious or critical on a page, and where."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{each['id']}: {node['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
