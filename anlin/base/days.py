"""Days and moments in China, without asking what time it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


def local_day(at: datetime) -> date:
    """Return the day in China on which `at` falls."""
    return at.astimezone(ZONE).date()


def local_minute(at: datetime) -> str:
    """Return a moment to the minute in the zone of China, for a sentence that refuses another."""
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def start_of(day: date) -> datetime:
    """Return the first moment of `day` in China."""
    return datetime.combine(day, time(), ZONE)
