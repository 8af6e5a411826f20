"""Typed access to the fields of one mapping; what is not asked for is refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anlin.policy.pack.errors import (
    MissingFieldError,
    Spot,
    UnknownFieldError,
    UnquotedError,
    WrongValueError,
)
from anlin.policy.pack.reading import Node

_DURATION = re.compile(
    r"P(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str


class Fields:
    """The fields of a mapping of a pack's file, read one by one by name and type."""

    def __init__(self, node: Node, known: Sequence[str]) -> None:
        if not isinstance(node.value, dict):
            example = "{" + ", ".join(f"{name}: …" for name in known) + "}"
            raise WrongValueError(node.spot, name="?", value=show(node), example=example)
        for name, value in node.value.items():
            if name not in known:
                raise UnknownFieldError(value.spot, name=name, known=", ".join(known))
        self._values = node.value
        self.spot: Spot = node.spot

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def node(self, name: str, example: str = "…") -> Node:
        """Return the field as it stands."""
        if name not in self._values:
            raise MissingFieldError(self.spot, name=name, example=example)
        return self._values[name]

    def wrong(self, name: str, example: str) -> WrongValueError:
        """Return the error that this field has not the form of `example`."""
        node = self._values[name]
        return WrongValueError(node.spot, name=name, value=show(node), example=example)

    def text(self, name: str, default: str | None = None, *, empty: bool = False) -> str:
        """Return a text; not empty unless that is allowed."""
        if default is not None and name not in self:
            return default
        node = self.node(name)
        if isinstance(node.value, int):
            raise UnquotedError(node.spot, value=show(node))
        if not isinstance(node.value, str) or not (node.value.strip() or empty):
            raise self.wrong(name, '"…"')
        return node.value.strip()

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        """Return a text that is one of `allowed`."""
        if name in self and self.text(name) not in allowed:
            raise self.wrong(name, " | ".join(allowed))
        return self.text(name)

    def matching(self, name: str, pattern: str, example: str) -> str:
        """Return a text of the form `pattern`."""
        self.node(name, example)
        if not re.fullmatch(pattern, self.text(name)):
            raise self.wrong(name, example)
        return self.text(name)

    def whole(self, name: str, default: int | None = None, *, least: int = 0) -> int:
        """Return a whole number of at least `least`."""
        if default is not None and name not in self:
            return default
        value = self.node(name, str(least)).value
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.wrong(name, str(max(least, 1)))
        return value

    def quoted(self, name: str, example: str) -> str:
        """Return a text that must stand in quotes: days, times, durations, place codes."""
        node = self.node(name, f'"{example}"')
        if isinstance(node.value, str | int) and not node.quoted:
            raise UnquotedError(node.spot, value=show(node).strip('"'))
        return self.text(name)

    def day(self, name: str) -> date:
        """Return a day written as "2023-01-14"."""
        text = self.quoted(name, "2023-01-14")
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong(name, '"2023-01-14"') from None

    def day_if_any(self, name: str) -> date | None:
        """Return a day, or None if the field is absent."""
        return self.day(name) if name in self else None

    def duration(self, name: str) -> timedelta:
        """Return an ISO 8601 duration of weeks, days, hours, minutes, seconds; absent is none."""
        if name not in self:
            return timedelta()
        match = _DURATION.fullmatch(self.quoted(name, "PT2H"))
        if not match or not any(match.groups()):
            raise self.wrong(name, '"PT2H" | "P1D"')
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)

    def words(self, name: str) -> Words:
        """Return a text in both languages, neither empty."""
        inner = self.child(name, ("zh", "en"))
        return Words(inner.text("zh"), inner.text("en"))

    def child(self, name: str, known: Sequence[str]) -> "Fields":
        """Return the fields of an inner mapping."""
        return Fields(self.node(name, "{" + ", ".join(f"{k}: …" for k in known) + "}"), known)

    def children(self, name: str, known: Sequence[str]) -> Iterator["Fields"]:
        """Yield the fields of each mapping of a list that is not empty."""
        for node in self.nodes(name):
            yield Fields(node, known)

    def nodes(self, name: str) -> list[Node]:
        """Return the members of a list that is not empty."""
        node = self.node(name, "[…]")
        if not isinstance(node.value, list) or not node.value:
            raise self.wrong(name, "[…]")
        return node.value

    def mapping(self, name: str) -> dict[str, Node]:
        """Return the members of an inner mapping whose keys are free."""
        node = self.node(name, "{…: …}")
        if not isinstance(node.value, dict):
            raise self.wrong(name, "{…: …}")
        return node.value

    def texts(self, name: str, *, empty: bool = False) -> tuple[str, ...]:
        """Return a list of texts; absent or [] is empty where that is allowed."""
        if empty and (name not in self or self._values[name].value == []):
            return ()
        return texts(name, self.node(name, "[…]"))


def texts(name: str, node: Node) -> tuple[str, ...]:
    """Return the members of a list of texts."""
    if not isinstance(node.value, list) or not node.value:
        raise WrongValueError(node.spot, name=name, value=show(node), example="[…]")
    for each in node.value:
        if isinstance(each.value, int):
            raise UnquotedError(each.spot, value=show(each))
        if not isinstance(each.value, str):
            raise WrongValueError(each.spot, name=name, value=show(each), example='"…"')
    return tuple(str(each.value) for each in node.value)


def show(node: Node) -> str:
    """Return a value as an error names it."""
    if isinstance(node.value, dict):
        return "{…}"
    if isinstance(node.value, list):
        return "[…]" if node.value else "[]"
    if isinstance(node.value, bool):
        return str(node.value).lower()
    return f'"{node.value}"' if node.quoted or isinstance(node.value, str) else str(node.value)
