"""The tree: every place with its range of codes and the periods in which it was open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.db.models.lookups import PostgresOperatorLookup
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from anlin.places.rules import WIDTHS, Kind, Period

SOURCE = "national statistical divisions, edition 2023-06-30; below community: entered here"


if TYPE_CHECKING:
    _PeriodsField = models.Field[Sequence[Period], tuple[Period, ...]]
else:
    _PeriodsField = models.Field


class PeriodsField(_PeriodsField):
    """Several half-open periods of days in one column (datemultirange)."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the column type."""
        return "datemultirange"

    def from_db_value(
        self, value: Sequence[Range[object]] | None, *_: object
    ) -> tuple[Period, ...] | None:
        """Return the ranges as periods, in order of opening."""
        return value and tuple(Period(each.lower, each.upper) for each in value)  # type: ignore[arg-type,return-value]

    def get_prep_value(self, value: Sequence[Period] | Multirange[object]) -> object:
        """Return what the driver sends."""
        if isinstance(value, Multirange):
            return value
        return Multirange([Range(period.since, period.until) for period in value])


@PeriodsField.register_lookup
class OpenOn(PostgresOperatorLookup):
    """`periods__open_on=day`: the place was open on that day."""

    lookup_name = "open_on"
    postgres_operator = "@>"

    def get_prep_lookup(self) -> object:
        """Return the day as it is."""
        return self.rhs


class Place(models.Model):
    """One unit of territory, from the nation to a building."""

    code = models.TextField(
        primary_key=True,
        db_collation="C",
        db_comment=f"digits that name the place, its parent's code first; source: {SOURCE}",
    )
    level = models.SmallIntegerField(
        db_comment="0 nation, 1 province, 2 city, 3 county, 4 town, 5 community or village, "
        "6 grid or compound, 7 building or natural village; source: length of the code"
    )
    lo = models.BigIntegerField(
        db_comment="first number of its range: code padded with zeros to 18 digits; "
        "other tables point to a place by it; source: code"
    )
    hi = models.BigIntegerField(db_comment="end of its range, exclusive; source: code")
    kind = models.TextField(
        db_comment="what it is, such as street, village, grid; source: name and code"
    )
    name = models.TextField(db_comment=f"name as published; source: {SOURCE}")
    periods = PeriodsField(
        db_comment="days in China on which it was open, half-open periods; source: openings and "
        "closings recorded here; divisions of the edition count as open from 2000-01-01"
    )
    compound = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        db_column="compound",
        db_index=False,
        related_name="buildings",
        db_comment="code of the compound a building belongs to; source: entered here",
    )

    class Meta:
        db_table = "places_place"
        db_table_comment = "The tree of places as of any day; public reference data"
        constraints = [
            models.CheckConstraint(
                name="places_place_level_range", condition=Q(level__range=(0, len(WIDTHS) - 1))
            ),
            models.CheckConstraint(name="places_place_lo_below_hi", condition=Q(lo__lt=F("hi"))),
            models.CheckConstraint(
                name="places_place_kind_known", condition=Q(kind__in=[kind.value for kind in Kind])
            ),
            models.CheckConstraint(
                name="places_place_periods_not_empty",
                condition=~Q(
                    models.Func("periods", function="isempty", output_field=models.BooleanField())
                ),
            ),
            models.CheckConstraint(name="places_place_name_not_empty", condition=~Q(name="")),
            models.CheckConstraint(
                name="places_place_compound_holds_buildings",
                condition=Q(compound__isnull=True) | Q(kind=Kind.BUILDING.value),
            ),
            models.UniqueConstraint(fields=["level", "lo"], name="places_place_one_per_lo"),
        ]
        indexes = [
            models.Index(
                fields=["compound"],
                name="places_place_compound",
                condition=Q(compound__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One place took over another's territory, or part of it, on a day."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    before = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        db_column="from_code",
        db_index=False,
        related_name="+",
        db_comment="code of the place that ended",
    )
    after = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        db_column="to_code",
        db_index=False,
        related_name="+",
        db_comment="code of the place that took over",
    )
    on = models.DateField(db_comment="first day in China on which the new place stood")
    kind = models.TextField(db_comment="split, merge or recode")

    class Meta:
        db_table = "places_succession"
        db_table_comment = "Which place followed which; source: splits and merges recorded here"
        constraints = [
            models.CheckConstraint(
                name="places_succession_kind_known",
                condition=Q(kind__in=["split", "merge", "recode"]),
            ),
            models.CheckConstraint(
                name="places_succession_two_places", condition=~Q(before=F("after"))
            ),
            models.UniqueConstraint(
                fields=["before", "after", "on"], name="places_succession_once"
            ),
        ]
        indexes = [models.Index(fields=["after"], name="places_succession_after")]

    def __str__(self) -> str:
        return f"{self.before_id} > {self.after_id}"


class Edition(models.Model):
    """An edition of the statistical divisions that was loaded whole."""

    day = models.DateField(primary_key=True, db_comment="cut-off day of the edition")
    divisions = models.IntegerField(db_comment="how many places were loaded, with the nation")
    digest = models.TextField(db_comment="SHA-256 of the file it was loaded from, hexadecimal")
    loaded_at = models.DateTimeField(db_comment="when it was loaded, by the product's clock")

    class Meta:
        db_table = "places_edition"
        db_table_comment = "Which editions of the divisions stand in the tree"

    def __str__(self) -> str:
        return self.day.isoformat()
