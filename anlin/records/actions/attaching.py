"""Taking in photographs: each once, drawn anew, named by what was sent."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base.pictures import remade
from anlin.base.problems import Problem
from anlin.journal.actions import write
from anlin.records.models import Attachment
from anlin.records.rules import MayNotRecordError


class OtherBytesError(Problem):
    """What came is not what its name says: cut short, or changed on the way."""

    code = "other-bytes"
    http = 422
    zh = "收到的照片和它的校验值不符。"
    en = "The bytes that came do not have the SHA-256 they are named by."
    way_out_zh = "请重新发送。"
    way_out_en = "Send it again."


def attach(*, item: UUID, sha256: str, data: bytes, by: Viewer, at: datetime) -> bool:
    """Keep a photograph of an item, bare of hidden data; return whether it is new.

    Raises:
        MayNotRecordError: the viewer may not record.
        NotAPictureError: it is no picture that we take.
        OtherBytesError: its bytes do not have that SHA-256.
    """
    if not by.may(Right.RECORD):
        raise MayNotRecordError
    name = hashlib.sha256(data).digest()
    if name.hex() != sha256:
        raise OtherBytesError(field="sha256")
    known = Attachment.objects.filter(recorder=by.user, client_id=item, sha256=name)
    with transaction.atomic():
        if known.exists():
            return False
        picture = remade(data)
        made = Attachment(
            client_id=item, sha256=name, recorder=by.user, device=f"device:{by.device}",
            place=by.lo, jpeg=picture.jpeg, width=picture.width, height=picture.height,
            taken_at=picture.taken_at, lat=picture.lat, lon=picture.lon, received_at=at,
        )  # fmt: skip
        Attachment.objects.bulk_create([made], ignore_conflicts=True)
        write(
            by=by, verb="records.attach", place=by.lo, subject="records_attachment", at=at,
            detail={"item": str(item)},
        )  # fmt: skip
    return True
