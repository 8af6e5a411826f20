"""The shapes of what phones send and are told, as one JSON Schema."""

import json

import msgspec

from anlin.field.actions.kinds import KINDS
from anlin.field.queries.list import ListOut
from anlin.field.rules import Answers, Asked, Batch

_SHAPES = {"enrol": Asked, "batch": Batch, "answers": Answers, "list": ListOut}


def schema() -> str:
    """Return the schema: one definition per request, answer and kind of item."""
    forms = _SHAPES | {f"kind {name}": kind.form for name, kind in KINDS.items()}
    made, parts = msgspec.json.schema_components(forms.values(), ref_template="#/$defs/{name}")
    page = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Anlin's phones send and are told",
        "$comment": "Written by script/docs; edit the code, not this page.",
        "properties": dict(zip(forms, made, strict=True)),
        "$defs": dict(sorted(parts.items())),
    }
    return json.dumps(page, indent=2, ensure_ascii=False) + "\n"
