"""The command `anlin`: every room's management commands under one name."""

import locale
import os
import sys

from anlin.base import cluster
from anlin.base.problems import Problem


def main() -> None:
    """Run `anlin COMMAND ...` against a started database; a problem ends it in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    try:
        cluster.start()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["anlin", *sys.argv[1:]])
    except Problem as problem:
        sys.exit(problem.say(language()))


def language() -> str:
    """Return the language of the terminal: `zh` or `en`."""
    return "zh" if (locale.getlocale()[0] or "").startswith("zh") else "en"


if __name__ == "__main__":
    main()
