"""`script/bench NAME [options]`: run one bench."""

import sys

from bench import change, home, national_day, rounds, sync, web

BENCHES = {"change": change.main, "home": home.main, "national-day": national_day.main,
           "rounds": rounds.main, "sync": sync.main, "web": web.main}  # fmt: skip


def main() -> None:
    """Run the bench named first, with the options after it."""
    name, *options = sys.argv[1:] or [""]
    if name not in BENCHES:
        sys.exit(f"script/bench: no bench named {name!r}; there are: {', '.join(BENCHES)}")
    BENCHES[name](options)


main()
