"""`anlin account ...`: the first accounts of an installation, and the way back in."""

import sys
from argparse import ArgumentParser
from datetime import date, datetime
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlin.accounts import actions, queries
from anlin.accounts.rules import Role
from anlin.base import clock, scope
from anlin.base.days import NEVER, start_of
from anlin.base.problems import Problem
from anlin.places.rules import CodeError

OWNER = "owner"


class Command(BaseCommand):
    """Make, show and end accounts and grants as whoever runs the installation."""

    help = "create, grant, end, disable, password, list"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be done."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        create = deeds.add_parser("create", help="make an account; the password is asked for")
        create.add_argument("username")
        create.add_argument("--name", required=True)
        create.add_argument("--place", required=True, help="code of the place that keeps it")
        create.add_argument("--until", required=True, type=date.fromisoformat, metavar="DAY")
        for deed, about in (("grant", "give a role at a place"), ("end", "end a role there")):
            one = deeds.add_parser(deed, help=about)
            one.add_argument("username")
            one.add_argument("role", choices=[role.value for role in Role])
            one.add_argument("place")
        deeds.choices["grant"].add_argument("--until", type=date.fromisoformat, metavar="DAY")
        deeds.add_parser("disable", help="end an account now").add_argument("username")
        deeds.add_parser("password", help="set a new password").add_argument("username")
        deeds.add_parser("list", help="show who works here")
        for deed in ("end", "disable"):
            deeds.choices[deed].add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Do the deed asked for, in one transaction."""
        deed = options["deed"]
        secret = _ask() if deed in ("create", "password") else ""
        try:
            with scope.nationwide(OWNER):
                getattr(self, f"_{deed}")(options, secret, clock.now())
        except CodeError as error:
            raise CommandError(f"no place code: {error}") from error
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _create(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        actions.create_user(
            by=None, at=at, username=options["username"], name=options["name"], password=secret,
            place=options["place"], active_until=options["until"], using=OWNER,
        )  # fmt: skip

    def _grant(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        until = start_of(options["until"]) if options["until"] else NEVER
        actions.grant_role(
            by=None, at=at, user=_number(options), role=Role(options["role"]),
            place=options["place"], until=until, using=OWNER,
        )  # fmt: skip

    def _end(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        held = queries.grants_of(_number(options), at, using=OWNER)
        for grant in held.filter(role=options["role"], place_code=options["place"]):
            actions.end_grant(by=None, at=at, grant=grant.pk, reason=options["reason"], using=OWNER)

    def _disable(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        user, reason = _number(options), options["reason"]
        actions.disable_user(by=None, at=at, user=user, reason=reason, using=OWNER)

    def _password(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        actions.change_password(by=None, at=at, user=_number(options), new=secret, using=OWNER)

    def _list(self, options: dict[str, Any], secret: str, at: datetime) -> None:
        for grant in queries.grants_in_force(at, using=OWNER):
            user = grant.user
            self.stdout.write(
                f"{user.username}\t{user.name}\t{grant.role}\t{grant.place_code}"
                f"\t{user.active_until}"
            )


def _ask() -> str:
    """Return a password typed by a person, or the first line of what is piped in."""
    return getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _number(options: dict[str, Any]) -> int:
    number = queries.number_of(options["username"], using=OWNER)
    if number is None:
        raise CommandError(f"nobody signs in as {options['username']}")
    return number
