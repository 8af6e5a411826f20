"""People who sign in, and where each of them may work as what."""

from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from anlin.accounts.rules import Role


class User(AbstractBaseUser):
    """A person who signs in; the account has a last day from the start."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    username = models.CharField(max_length=64, unique=True, db_comment="name to sign in by")
    name = models.CharField(max_length=64, db_comment="the person's name as colleagues know it")
    password = models.CharField(max_length=128, db_comment="argon2 hash with its parameters")
    place = models.BigIntegerField(db_index=True, db_comment="lo of the place keeping it")
    active_until = models.DateField(db_comment="first day the account no longer works")
    language = models.CharField(
        max_length=8, choices=[("zh-hans", "简体中文"), ("en", "English")], default="zh-hans",
        db_comment="language of the screens",
    )  # fmt: skip
    created_at = models.DateTimeField(db_comment="when the account was made")
    made_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who made it; null: who runs the installation"
    )
    keyed_by = models.BigIntegerField(
        null=True,
        db_comment="accounts_user.id of who last gave it a password, not being the person; or null",
    )
    last_login = None

    USERNAME_FIELD = "username"
    objects = BaseUserManager["User"]()

    class Meta:
        db_table = "accounts_user"
        db_table_comment = "People who sign in"

    def __str__(self) -> str:
        return self.username

    @property
    def last(self) -> date:
        """Return the last day the account works."""
        return self.active_until - timedelta(days=1)


class Grant(models.Model):
    """A role at a place for a time."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="grants", db_comment="who holds the role"
    )
    role = models.CharField(
        max_length=32, choices=[(role.value, role.value) for role in Role],
        db_comment="identifier of the role",
    )  # fmt: skip
    place_code = models.CharField(
        max_length=18, db_collation="C", db_comment="code of the place the role is held at"
    )
    lo = models.BigIntegerField(db_index=True, db_comment="first padded code of the place")
    hi = models.BigIntegerField(db_comment="first padded code after the place")
    since = models.DateTimeField(db_comment="from when")
    until = models.DateTimeField(db_comment="until when, exclusive; 9999-12-31: open")

    class Meta:
        db_table = "accounts_grant"
        db_table_comment = "Who may work as what, where, from when until when"
        constraints = [
            models.CheckConstraint(condition=Q(lo__lt=F("hi")), name="accounts_grant_range"),
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="accounts_grant_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}@{self.place_code}"


class Attempt(models.Model):
    """One failed sign-in; who tried is kept as a keyed digest only."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    who = models.CharField(
        max_length=64, db_comment="HMAC of user name and device; says nothing without the key"
    )
    at = models.DateTimeField(db_comment="when it failed")

    class Meta:
        db_table = "accounts_attempt"
        db_table_comment = "Failed sign-ins of the last half hour"
        indexes = [models.Index(fields=["who", "at"], name="accounts_attempt_who_at")]

    def __str__(self) -> str:
        return f"{self.who[:8]} {self.at:%H:%M}"


class Key(models.Model):
    """An access key: a program works with it in somebody's name under one grant."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="keys", db_comment="in whose name it works"
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="keys", db_comment="the role and place it works under"
    )
    place = models.BigIntegerField(db_index=True, db_comment="lo of the grant's place")
    name = models.CharField(max_length=64, db_comment="what it is for, in the owner's words")
    digest = models.BinaryField(
        unique=True, db_comment="HMAC-SHA-256 of the key; the key itself is kept nowhere"
    )
    hint = models.CharField(max_length=4, db_comment="its last characters, to recognise it by")
    scopes = ArrayField(models.TextField(), db_comment="accounts.rules.Scope: read, record, lead")
    made_at = models.DateTimeField(db_comment="when it was made")
    until = models.DateTimeField(db_comment="until when it works at most, exclusive")
    ended_at = models.DateTimeField(null=True, db_comment="when somebody ended it; null: nobody")
    used_at = models.DateTimeField(null=True, db_comment="when it was last used, to the minute")

    class Meta:
        db_table = "accounts_key"
        db_table_comment = "Keys with which programs work in somebody's name"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at")), name="accounts_key_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.hint}"
