"""Writing the fortnight: receipts and evidence as phones would have sent them, in large copies."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connections

from anlin.accounts.models import Grant
from anlin.accounts.rules import Role
from anlin.config.demo.acts import Act
from anlin.records.rules import Entry, EvidenceKind, digest

_SUBMISSION = (
    "copy records_submission (id, client_id, recorder, device, device_seq, place, subject,"
    " occurred_at, received_at, kinds, content, digest, corrects_id) from stdin"
)
_EVIDENCE = (
    "copy records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)"
    " from stdin"
)
_CORRECTED = 0.008
_AFTER = timedelta(seconds=40)
_SETTLING = (EvidenceKind.CONTACT, EvidenceKind.VISIT)
_FULL = 50_000


@dataclass(frozen=True, slots=True)
class _Receipt:
    number: int
    client_id: UUID


class Phones:
    """Gives every act its recorder, device, running number and receipt."""

    def __init__(self, seed: str, at: datetime) -> None:
        self._at = at
        self._dice = Random(f"{seed}:phones")  # noqa: S311 - invented, not secret
        self._workers = _who(Role.GRID_WORKER, Role.COMMUNITY_WORKER, Role.CARER)
        self._heads = _who(Role.HOME_HEAD)
        self._sent: Counter[int] = Counter()
        self._submissions: list[tuple[object, ...]] = []
        self._evidence: list[tuple[object, ...]] = []
        self.count = 0

    def send(self, acts: Iterable[Act]) -> int:
        """Write all acts and return how many receipts there are."""
        for act in acts:
            receipt = self._receipt(act)
            self._count(act, receipt.number)
            again = replace(act, received=act.received + _AFTER)
            wrong = self._dice.random() < _CORRECTED and act.kinds[0] in _SETTLING
            if wrong and again.received <= self._at:
                self._correct(again, receipt)
            if len(self._submissions) > _FULL:
                self._flush()
        self._flush()
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "select setval(pg_get_serial_sequence('records_submission', 'id'), %s)",
                [max(1, self.count)],
            )
        return self.count

    def _correct(self, act: Act, wrong: "_Receipt") -> None:
        """Let a worker put right within the minute how somebody was reached."""
        better = replace(
            act,
            kinds=(EvidenceKind.CONTACT, *act.kinds[1:]),
            content={**act.content, "way": "phone", "note": "更正联系方式"},
        )
        right = self._receipt(better, wrong)
        self._count(act, right.number, -1)
        self._count(better, right.number)

    def _receipt(self, act: Act, corrects: "_Receipt | None" = None) -> "_Receipt":
        self.count += 1
        community = act.place % 10**6 == 0
        worked = act.place if community else act.place - act.place % 1000
        signs = EvidenceKind.DAILY_REPORT in act.kinds and worked in self._heads
        recorder = (self._heads if signs else self._workers)[worked]
        self._sent[recorder] += 1
        receipt = _Receipt(self.count, UUID(int=self._dice.getrandbits(128), version=4))
        entry = Entry(
            receipt.client_id, act.subject, act.place, act.at, act.kinds, act.content,
            corrects.client_id if corrects else None,
        )  # fmt: skip
        self._submissions.append((
            receipt.number, receipt.client_id, recorder, f"demo-{recorder}",
            self._sent[recorder], act.place, act.subject, act.at, act.received,
            json.dumps([int(kind) for kind in act.kinds]),
            json.dumps(act.content, ensure_ascii=False), digest(entry),
            corrects.number if corrects else None,
        ))  # fmt: skip
        return receipt

    def _count(self, act: Act, submission: int, weight: int = 1) -> None:
        self._evidence += (
            (act.place, act.subject, act.at, act.received, submission, int(kind), weight)
            for kind in act.kinds
        )

    def _flush(self) -> None:
        with connections["owner"].cursor() as cursor:
            for statement, rows in ((_SUBMISSION, self._submissions), (_EVIDENCE, self._evidence)):
                with cursor.copy(statement) as copy:
                    for row in rows:
                        copy.write_row(row)
                rows.clear()


def _who(*roles: Role) -> dict[int, int]:
    """Return who holds one of these roles where: workers of grids and communities, of homes."""
    grants = Grant.objects.using("owner").filter(role__in=roles)
    return dict(grants.values_list("lo", "user_id"))
