"""Photographs made anew: what a camera hides in them is read out, and goes no further."""

import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ExifTags import GPS, IFD, Base

from anlin.base.days import ZONE
from anlin.base.problems import Problem

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 1600
_QUALITY = 80


class NotAPictureError(Problem):
    """What was sent is no picture of a kind that we take, is broken, or has too many pixels."""

    code = "not-a-picture"
    http = 422
    zh = "这不是能用的照片：只收 JPEG、PNG、WebP，最多 2500 万像素。"
    en = "This is no picture that we take: JPEG, PNG or WebP of at most 25 megapixels."
    way_out_zh = "请用手机相机重新拍一张。"
    way_out_en = "Take another one with the phone's camera."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew as JPEG, with what its camera said about it.

    Units: pixels; degrees of latitude and longitude.
    """

    jpeg: bytes
    width: int
    height: int
    taken_at: datetime | None
    lat: float | None
    lon: float | None


def remade(data: bytes) -> Picture:
    """Return the picture in `data` drawn anew, upright, at most 1600 pixels long, bare of metadata.

    The size is read before a single pixel is.

    Raises:
        NotAPictureError: no picture we take, broken, or of too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as found:
                if found.width * found.height > MOST_PIXELS or getattr(found, "n_frames", 1) > 1:
                    raise NotAPictureError
                taken_at, lat, lon = _told(found)
                drawn = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise NotAPictureError from error
    except Image.DecompressionBombError as error:
        raise NotAPictureError from error
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", drawn.size)
    bare.paste(drawn)
    out = BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(out.getvalue(), *bare.size, taken_at, lat, lon)


def _told(found: Image.Image) -> tuple[datetime | None, float | None, float | None]:
    """Return when and where a picture says it was taken; nothing that cannot be read stops it."""
    try:
        exif = found.getexif()
        text = exif.get_ifd(IFD.Exif).get(Base.DateTimeOriginal) or exif.get(Base.DateTime)
        place = exif.get_ifd(IFD.GPSInfo)
    except (ValueError, SyntaxError, OSError, KeyError, TypeError):
        return None, None, None
    lat = _degrees(place.get(GPS.GPSLatitude), place.get(GPS.GPSLatitudeRef), 90)
    lon = _degrees(place.get(GPS.GPSLongitude), place.get(GPS.GPSLongitudeRef), 180)
    return _moment(text), lat, lon


def _moment(text: object) -> datetime | None:
    try:
        return datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=ZONE)
    except ValueError:
        return None


def _degrees(parts: object, side: object, most: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
        found = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return round(-found if side in ("S", "W") else found, 6) if 0 <= found <= most else None
