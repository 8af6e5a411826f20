"""Putting forms into the database, as their packs have them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from anlin.policy import models
from anlin.policy.rules.burden import Form


def release_forms(forms: Iterable[Form], packs: Mapping[str, models.Pack], using: str) -> None:
    """Put in the forms of the packs being released; one that a new version lacks ends with it."""
    for name, pack in packs.items():
        own = [form for form in forms if form.pack == name]
        standing = models.Form.objects.using(using).filter(pack=pack)
        standing.exclude(name__in=[form.name for form in own]).delete()
        for form in own:
            models.Form.objects.using(using).update_or_create(
                pack=pack,
                name=form.name,
                defaults={
                    "clause_id": form.clause, "zh": form.zh, "en": form.en,
                    "asked_of": form.asked_of, "per_week": form.per_week,
                    "minutes": form.minutes, "certificate": form.certificate,
                    "lines": [asdict(line) for line in form.lines],
                },
            )  # fmt: skip
