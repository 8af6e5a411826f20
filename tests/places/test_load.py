"""The whole tree is in the table after one command, and the command can be given again."""

from collections import Counter

import pytest
from django.core.management import call_command

from anlin.base import clock
from anlin.journal.models import Entry
from anlin.places import actions, queries
from anlin.places.models import Edition, Place
from anlin.places.rules import EDITION, EVER
from tests.places.test_data import COUNTS


@pytest.fixture
def said(committed: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Load the tree by the command and return what it said."""
    call_command("places", "load")
    return capsys.readouterr().out


def test_one_command_loads_the_whole_tree_once(
    said: str, divisions: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "600,000 of 665,277" in said
    loaded = dict(Place.objects.using("owner").values_list("code", "name"))
    assert loaded == {"0": "全国", **divisions}
    levels = Counter(Place.objects.values_list("level", flat=True))
    assert levels == {0: 1, **COUNTS}
    assert queries.open_on(EVER).count() == len(loaded)
    assert queries.below("500103", 5).count() == 80
    assert Edition.objects.get(day=EDITION).divisions == len(loaded)
    assert Entry.objects.using("owner").filter(verb="places.load_edition").count() == 1

    call_command("places", "load")
    assert "stand already" in capsys.readouterr().out
    assert actions.load_edition(by=None, at=clock.now()) == 0
    assert Entry.objects.using("owner").filter(verb="places.load_edition").count() == 1
