"""Every screen speaks one language at a time, in words that people use."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from anlin.places.rules import lo_of
from tests.journeys import residents, town
from tests.journeys.conftest import SignIn

PEOPLE_AND_PLACES = sorted(
    {
        *town.DIVISIONS.values(), *town.STAFF_NAMES, *(each.name for each in residents.RESIDENTS),
        *(f"{each.name[0]}家" for each in residents.RESIDENTS),
        *(each.door for each in residents.RESIDENTS),
        "第1网格", "第2网格", "1号楼", "2号楼", "一组", "中文",
        "演练：恢复每日报告", "演练：试行红黄绿分级，知悉其为草案",
        "演练：出入口测温和保存天数，知悉其为草案",
    },
    key=len,
    reverse=True,
)  # fmt: skip
ORDER_NUMBER = re.compile(r"[一-鿿]*〔\d{4}〕第?\d+号|[一-鿿]+[〔（(]\d{4}[）)〕]\d+号")
QUOTED = re.compile(r"place in the text: .*")  # a heading of the order itself
CHINESE = re.compile(r"[一-鿿]+")
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\{\{|\{%|%\(|\bNone\b")
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-word")
SILENT = ("script", "style")


class _Spoken(HTMLParser):
    """Gathers what a page says, to eyes and to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.said.append(data.strip())


def _said(page: str) -> list[str]:
    reader = _Spoken()
    reader.feed(page)
    return reader.said


def _foreign(page: str, language: str) -> list[str]:
    """Return what a page says in the other language, or as a machine would."""
    said = _said(page)
    codes = [text for text in said if CODE.search(text)]
    if language == "zh-hans":
        return codes + [text for text in said if ENGLISH.search(text)]
    return codes + [text for text in said if CHINESE.search(_without_names(text))]


def _without_names(text: str) -> str:
    text = ORDER_NUMBER.sub("", QUOTED.sub("", text))
    for name in PEOPLE_AND_PLACES:
        text = text.replace(name, "")
    return text


def _screens() -> list[tuple[str, str]]:
    person, child = (town.number_of(each.name) for each in (residents.WANG, residents.CHILD))
    building = lo_of(residents.WANG.building)
    orders = ("/orders/", "/orders/?q=E", "/orders/?q=zzzz", "/orders/measure/E-8/",
              "/orders/measure/D-2.3/", "/orders/measure/A-3.1/", "/orders/measure/G-3/",
              "/orders/yu-minzheng-2023-01-14/", "/orders/scio-2023-01-11/",
              "/orders/pack/grading-draft/", "/orders/pack/chongqing-2023/",
              "/orders/pack/demo-yuzhong/", "/orders/local/", "/orders/local/changes/",
              "/orders/local/tighten/A-3.1/")  # fmt: skip
    return [
        ("", "/login"), ("", "/nowhere"),
        *(("grid", url) for url in (
            "/today/", "/households/", f"/households/{building}/", f"/people/{person}/",
            f"/people/{child}/", f"/people/{person}/contact", "/board/", "/password",
        )),
        *(("community", url) for url in (
            "/today/", "/report/", "/board/", f"/board/{residents.TOWN}001/?measure=E-8",
            f"/people/{person}/", f"/board/{residents.TOWN}/?day=2023-01-31", "/people/",
        )),
        *(("nation", url) for url in ("/board/", "/board/50/", "/board/0/?day=2022-01-01")),
        ("county", "/board/?measure=E-8"), ("case", "/people/"), ("street", "/board/"),
        ("county", "/board/500103/then/?day=2023-01-29"), ("county", "/lapses/"),
        *(("community", url) for url in (
            f"/board/{residents.TOWN}/then/?day=2023-01-29", "/lapses/", "/handovers/",
            f"/lapses/{town.lapse_of(residents.WANG.name)}/", "/handovers/new/",
        )),
        ("grid", "/handovers/new/"), ("street", "/handovers/new/"),
        ("auditor", "/orders/"), ("admin", "/orders/"),
        *(("policy", url) for url in orders),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_screen_says_nothing_in_the_other_language(sign_in: SignIn, language: str) -> None:
    found = {}
    for username, url in _screens():
        client = sign_in(username) if username else Client()
        client.cookies["django_language"] = language
        page = client.get(url).content.decode()
        found[username, url] = _foreign(page, language) + _whys(client, page, language)
    assert {screen: words for screen, words in found.items() if words} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_refused_is_refused_in_one_language(sign_in: SignIn, language: str) -> None:
    person = town.number_of(residents.CHILD.name)
    for username, url, sent in (
        ("grid", f"/people/{person}/contact", {"way": "phone"}),
        ("community", f"/people/{person}/identity", {"reason": "核对"}),
        ("community", f"/people/{person}/identity", {"reason": "abcd"}),
        ("community", "/report/", {"fevers": "-1"}),
        ("case", "/people/", {"name": "abc"}),
        ("policy", "/orders/pack/grading-draft/end", {"until": "2020-01-01"}),
        ("policy", "/orders/pack/demo-yuzhong/adopt", {"since": "2020-01-01"}),
        ("grid", "/password", {"old": "a", "new": "b"}),
        ("grid", "/handovers/new/", {"reason": "a"}),
        ("community", f"/lapses/{town.lapse_of(residents.WANG.name)}/ask", {}),
        ("community", f"/lapses/{town.lapse_of(residents.WANG.name)}/excuse", {}),
        ("", "/login", {"username": "abc", "password": "abc"}),
    ):
        client = sign_in(username) if username else Client()
        client.cookies["django_language"] = language
        answer = client.post(url, sent)
        assert 'class="says"' in answer.content.decode() or answer.status_code >= 400, url
        told = [text for text in _foreign(answer.content.decode(), language) if text not in sent]
        assert told == [], url


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_hand_over_says_nothing_in_the_other_language(sign_in: SignIn, language: str) -> None:
    made = town.hand_over(sign_in("grid"))
    for username in ("grid", "grid-2", "community", "street"):
        client = sign_in(username)
        client.cookies["django_language"] = language
        for url in (made, "/handovers/"):
            page = client.get(url).content.decode().replace("发热在家，请假三天", "")
            assert _foreign(page, language) == []


def test_a_word_of_the_other_language_is_found() -> None:
    assert _foreign("<p>Nothing is owed here today.</p>", "zh-hans")
    assert _foreign("<p aria-label='To do'>今天</p>", "zh-hans") == ["To do"]
    assert _foreign("<td>grid_worker</td>", "zh-hans") == ["grid_worker"]
    assert _foreign("<td>lone_elder</td>", "en") == ["lone_elder"]
    assert _foreign("<p>Contact 王桂兰: 没联系上</p>", "en")
    assert _foreign("<p>Contact 王桂兰 in 渝中区</p>", "en") == []


def _whys(client: Client, page: str, language: str) -> list[str]:
    links = re.findall(r'class="why" href="([^"]+)"', page)[:3]
    return [
        words for link in links for words in _foreign(client.get(link).content.decode(), language)
    ]
