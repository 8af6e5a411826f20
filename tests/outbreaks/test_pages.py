"""The screens of staff, cases, open or closed: a whole story asked page by page."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils.translation import override

from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.institutions.actions.desk import at_work as within
from anlin.outbreaks.rules import Step
from tests.institutions.house import AT
from tests.outbreaks.conftest import opened

if TYPE_CHECKING:
    from anlin.institutions.models import Institution, Post, Stay

Thing = Any  # what a test only hands on
pytestmark = pytest.mark.django_db
MOST = 30  # statements of a page


def ask(viewer: Viewer, address: str, **sent: Thing) -> HttpResponse:
    """Ask for an address as somebody at work, or send a form to it."""
    factory = RequestFactory()
    request: Thing = factory.post(address, sent) if sent else factory.get(address)
    request.viewer, request.session = viewer, {}
    request._messages = CookieStorage(request)
    found = resolve(address.partition("?")[0])
    with clock.frozen(AT), within(viewer), CaptureQueriesContext(connection) as asked:
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    assert sent or len(asked) <= MOST, [each["sql"][:90] for each in asked]
    return answer


def text(viewer: Viewer, name: str, *given: object) -> str:
    answer = ask(viewer, reverse(name, args=given))
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_rota_and_lending_are_walked_page_by_page(
    law: None, home: "Institution", hire: Callable[..., "Post"], head: Viewer, carer: Viewer
) -> None:
    post = hire(user=carer.user)
    assert "隔离观察 0 天，须满 14 天" in text(head, "workforce")
    assert "C-4.2" in text(head, "worker", post.pk)
    assert "您还不能上岗" in text(carer, "my-work")
    first = (AT - timedelta(days=14)).date().isoformat()
    sent = ask(
        head, reverse("worker-act", args=[post.pk, "isolate"]), since=first, at_what="观察室"
    )
    assert sent.status_code == 302
    wrong = ask(head, reverse("worker-act", args=[post.pk, "find"]), found="", on="")
    assert (wrong.status_code, "请选" in wrong.content.decode()) == (422, True)
    for found in ("well", "negative"):
        told = {"found": found, "on": AT.date().isoformat()}
        ask(head, reverse("worker-act", args=[post.pk, "find"]), **told)
    ask(head, reverse("worker-act", args=[post.pk, "start"]), go="yes")
    assert "您已准予上岗" in text(carer, "my-work")
    told = {"post": post.pk, "since": "2023-01-21T08:00", "until": "2023-01-21T21:00"}
    refused = ask(head, f"{reverse('rota')}?day=2023-01-21", **told)
    assert (refused.status_code, "WF-2" in refused.content.decode()) == (422, True)
    planned = ask(head, f"{reverse('rota')}?day=2023-01-21", **told | {"until": "2023-01-21T16:00"})
    assert planned.status_code == 302
    assert post.name in ask(head, f"{reverse('rota')}?day=2023-01-21").content.decode()
    assert "其他机构的请求" in text(head, "lending")


def test_a_case_is_walked_from_the_door_to_the_county(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    hire: Callable[..., "Post"],
    head: Viewer,
    nurse: Viewer,
    carer: Viewer,
    civil: Viewer,
) -> None:
    first = admit()
    admit("李秀英")
    hire()
    assert "目前没有未了结的疑似病例" in text(nurse, "outbreaks")
    told = {"who": f"person-{first.person_id}", "detected_at": "2023-01-20T17:00", "why": "发热",
            "owner": "陈明"}  # fmt: skip
    wrong = ask(nurse, reverse("case-open"), **told | {"who": ""})
    assert (wrong.status_code, "请选一名住户或员工" in wrong.content.decode()) == (422, True)
    there = ask(nurse, reverse("case-open"), **told).headers["Location"]
    number = int(there.rstrip("/").rpartition("/")[2])
    page = text(nurse, "case", number)
    assert all(words in page for words in ("FE-1", "李秀英", "同房间", "陈明"))
    for step in Step:
        ask(nurse, reverse("case-step", args=[number, step]), said="已办")
    assert "FE-7" not in text(nurse, "case", number)
    closing = ask(nurse, reverse("case-close", args=[number]), closing="recovered")
    assert (closing.status_code, "还有接触者没有核定" in closing.content.decode()) == (422, True)


def test_closing_is_walked_from_the_sheet_to_the_door_and_the_county(
    law: None,
    home: "Institution",
    admit: Callable[..., "Stay"],
    who: Thing,
    head: Viewer,
    nurse: Viewer,
    carer: Viewer,
    civil: Viewer,
) -> None:
    second = admit()
    opened(home, who(person=second.person_id), nurse)
    assert "现行判定表：封闭" in text(head, "regime", home.pk)
    sent = ask(
        head, reverse("regime-act", args=[home.pk, "propose"]), regime="closed",
        since="2023-01-20T17:30", review_on="2023-01-27", clause="B-1.1", why="疑似一例",
    )  # fmt: skip
    assert sent.status_code == 302
    from anlin.institutions.models.regime import Proposal

    with within(civil):
        waiting = Proposal.objects.get().pk
    ask(
        civil,
        reverse("regime-act", args=[home.pk, "decide"]),
        number=waiting,
        answer="yes",
        word="",
    )
    assert "机构正在封闭管理" in text(carer, "institution-door", home.pk)
    visit = {"person": second.person_id, "name": "王小明", "tested_at": "2023-01-20T09:00"}
    assert ask(carer, reverse("institution-door", args=[home.pk]), **visit).status_code == 302
    assert "已劝返" in text(carer, "institution-door", home.pk)
    seen = text(civil, "homes-county")
    assert all(words in seen for words in ("民生颐养院", "封闭", "60"))
    with override("en"):
        assert "execution beside outcome" in text(civil, "homes-county")
