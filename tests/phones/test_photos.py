"""Photographs: a receipt for each, nothing hidden kept, nothing harmful taken."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from anlin.base import pictures
from anlin.base.pictures import NotAPictureError, remade
from tests.journeys.conftest import SignIn
from tests.journeys.residents import WANG
from tests.journeys.town import number_of
from tests.phones.phone import GivePhone, SimPhone

CANARY = b"Serial-No-4711-of-this-camera"


def photo(size: tuple[int, int] = (2400, 1200), form: str = "JPEG") -> bytes:
    """Return what a camera makes: time, place, and what else it hides."""
    picture = Image.new("RGB", size, (180, 160, 120))
    exif = Image.Exif()
    exif[Base.Make] = CANARY.decode()
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2023:02:03 09:15:00"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (29.0, 33.0, 36.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (106.0, 34.0, 12.0)
    out = BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """Return a picture of a few bytes that says it has ten thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def put(phone: SimPhone, data: bytes, item: str, name: str = "") -> object:
    return phone.ask("PUT", f"attachments/{name or sha256(data).hexdigest()}?item={item}", data)


def test_what_a_camera_hides_is_read_out_and_goes_no_further() -> None:
    made = remade(photo())
    assert (made.width, made.height) == (1600, 800)
    assert CANARY not in made.jpeg
    assert b"Exif" not in made.jpeg
    assert made.taken_at is not None
    assert made.taken_at.isoformat() == "2023-02-03T09:15:00+08:00"
    assert (made.lat, made.lon) == (29.56, 106.57)


def test_the_twin_that_keeps_the_bytes_as_sent_is_found_out() -> None:
    assert CANARY in photo()


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + bytes(100), b"<svg onload='alert(1)'/>", photo()[:3000], bomb(),
     b"\xff\xd8\xff\xe0 not really", photo(form="PNG")[:1000]],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPictureError):
        remade(data)


def test_a_picture_of_too_many_pixels_is_refused_before_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(NotAPictureError):
        remade(photo((11, 10)))


def test_a_photo_gets_a_receipt_by_its_sha256_and_stands_in_the_history(
    phone_of: GivePhone, sign_in: SignIn
) -> None:
    phone, wang, data = phone_of("grid"), number_of(WANG.name), photo((800, 600))
    name = sha256(data).hexdigest()
    item = phone.item(subject=wang, way="door", condition="well", photos=[name, "0" * 64])
    assert phone.results(item) == ["accepted"]
    answers = [put(phone, data, item["id"]) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 200]  # type: ignore[attr-defined]
    assert answers[0].json() == {"sha256": name, "item": item["id"], "bytes": len(data)}  # type: ignore[attr-defined]
    page = sign_in("grid").get(f"/people/{wang}/").content.decode()
    assert "还有 1 张照片没有收到" in page
    (number,) = {part.partition('"')[0] for part in page.split('href="/photos/')[1:]}
    shown = sign_in("community").get(f"/photos/{number}")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert CANARY not in shown.content
    assert sign_in("second").get(f"/photos/{number}").status_code == 404
    assert sign_in("county").get(f"/photos/{number}").status_code == 404


def test_bytes_that_are_not_what_they_are_named_by_are_refused(phone_of: GivePhone) -> None:
    phone, data = phone_of("grid"), photo((80, 60))
    name = sha256(data).hexdigest()
    cut = [data[:n] for n in range(0, len(data), 400)]
    codes = {put(phone, each, str(uuid4()), name).json()["code"] for each in cut}  # type: ignore[attr-defined]
    assert codes == {"other-bytes"}
