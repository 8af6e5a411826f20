"""People who sign in, and where each of them may work as what."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
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
    last_login = None

    USERNAME_FIELD = "username"
    objects = BaseUserManager["User"]()

    class Meta:
        db_table = "accounts_user"
        db_table_comment = "People who sign in"

    def __str__(self) -> str:
        return self.username


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
