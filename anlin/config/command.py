"""The command `anlin`: every room's management commands under one name."""

import os
import sys
from collections.abc import Sequence

from anlin.base import cluster
from anlin.base.problems import Problem


def main() -> None:
    """Run `anlin COMMAND ...` against a started database; a problem ends it in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    try:
        if needs_database(sys.argv[1:]):
            cluster.start()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["anlin", *sys.argv[1:]])
    except Problem as problem:
        sys.exit(problem.say(language()))


def needs_database(words: Sequence[str]) -> bool:
    """Tell whether a command reads more than files: judging facts and checking packs do not."""
    verbs = [word for word in words if not word.startswith("-")]
    return verbs[:1] != ["evaluate"] and verbs[:2] not in (
        ["packs", "check"],
        ["packs", "coverage"],
    )


def language() -> str:
    """Return the language of the terminal: `zh` or `en`."""
    wishes = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, wishes), "").startswith("zh") else "en"


if __name__ == "__main__":
    main()
