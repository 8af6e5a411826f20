"""What a bench found, beside its limits."""

import json
from collections.abc import Mapping

Figures = dict[str, float | int]


def tell(
    figures: Figures,
    limits: Mapping[str, tuple[str, float]],
    *,
    as_json: bool,
    under: str = "",
) -> None:
    """Print `figures` as one JSON object, or one a line `under` a heading, with their limits."""
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))  # noqa: T201
        return
    if under:
        print(under)  # noqa: T201
    width = max(map(len, figures))
    for name, value in figures.items():
        shown = f"{value:,.4g}" if isinstance(value, float) else f"{value:,}"
        limit = "{} {:g}".format(*limits[name]) if name in limits else ""
        print(f"{name:<{width}} {shown:>14}   {limit}")  # noqa: T201
