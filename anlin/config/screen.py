"""What `script/run` shows: one line per step, with its seconds and what came of it."""

import io
import shutil
import sys
from collections.abc import Callable
from time import monotonic

WIDTH = 16


def step(name: str, work: Callable[[io.TextIOBase], None]) -> None:
    """Do `work`, show its last word while it runs, and leave one line when it is done.

    Raises:
        Exception: whatever `work` raises, after showing what it had said.
    """
    began = monotonic()
    words = _LastLine(name)
    words.show("…")
    try:
        work(words)
    except BaseException:
        print(flush=True)
        raise
    words.finish(monotonic() - began)


class _LastLine(io.TextIOBase):
    """Keeps the last line written to it and, on a terminal, shows it while it changes."""

    def __init__(self, name: str) -> None:
        self._name = name + " " * (WIDTH - _columns(name))
        self._open = ""
        self._last = ""

    def writable(self) -> bool:
        """Say that commands may print here."""
        return True

    def write(self, text: str) -> int:
        """Take what a command prints."""
        *lines, self._open = (self._open + text).split("\n")
        spoken = [line.strip() for line in lines if line.strip()]
        if spoken:
            self._last = spoken[-1]
            self.show(self._last)
        return len(text)

    def show(self, words: str) -> None:
        """Show `words` on the line of the running step."""
        if sys.stdout.isatty():
            print(f"\r\033[K  {self._name} {_clip(words)}", end="", flush=True)

    def finish(self, seconds: float) -> None:
        """Leave the step's line behind."""
        start = "\r\033[K" if sys.stdout.isatty() else ""
        last = _clip(self._open.strip() or self._last)
        print(f"{start}  {self._name} {seconds:6.1f} s  {last}".rstrip(), flush=True)


def _clip(text: str) -> str:
    """Return as much of `text` as fits beside a step's name and seconds."""
    room = shutil.get_terminal_size((120, 24)).columns - WIDTH - 16
    while _columns(text) > room:
        text = text[:-1]
    return text


def _columns(text: str) -> int:
    """Return how wide `text` is on a terminal: Chinese characters take two columns."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
