"""Both languages are complete: whatever the screens say in English is said in Chinese, too."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from anlin.config import messages

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SAID = {("", "Today"): "today.html:1", ("", "%(n)s left"): "today.html:2"}
GOOD = 'msgid "Today"\nmsgstr "今天"\n\nmsgid "%(n)s left"\nmsgstr "还有 %(n)s 件"\n'


def _faults(text: str) -> list[str]:
    catalogue = read_po(BytesIO((HEAD + text).encode()), locale="zh_Hans")
    return list(messages.faults(catalogue, SAID))


def test_every_text_of_the_screens_is_translated() -> None:
    texts = messages.said()
    assert messages.catalogues() or not texts
    for path in messages.catalogues():
        assert list(messages.faults(messages.read(path), texts)) == []


def test_a_whole_catalogue_has_no_fault() -> None:
    assert _faults(GOOD) == []


@pytest.mark.parametrize(
    "sabotage",
    [
        GOOD.replace('msgid "Today"\nmsgstr "今天"\n', ""),
        GOOD.replace("今天", ""),
        "#, fuzzy\n" + GOOD,
        GOOD.replace("还有 %(n)s 件", "还有 %(m)s 件"),
        GOOD + '\nmsgid "Gone"\nmsgstr "没了"\n',
    ],
)
def test_a_planted_fault_is_caught(sabotage: str) -> None:
    assert len(_faults(sabotage)) == 1


def test_texts_of_code_and_templates_are_found() -> None:
    template = (
        '{% load i18n %}\n  <p>{% translate "Hello" %}</p>\n    <b>{% trans "x" context "c" %}'
    )
    assert set(messages.of_template(template, "a.html")) == {("", "Hello"), ("c", "x")}
