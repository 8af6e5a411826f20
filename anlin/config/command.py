"""The command `anlin`: every room's management commands under one name."""

import os
import sys

from anlin.base import cluster


def main() -> None:
    """Run `anlin COMMAND ...` against a started database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlin.config.settings")
    cluster.start()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
