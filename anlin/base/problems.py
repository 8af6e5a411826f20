"""What can go wrong, in words: every problem says what, why and the way out, in both languages."""

from typing import ClassVar


class Problem(Exception):
    """Something a person can put right; subclasses are the problem catalogue.

    `zh` and `en` say what is wrong, `way_out_zh` and `way_out_en` what to do next; all four may
    hold `{names}` of `details`.
    """

    code: ClassVar[str]
    http: ClassVar[int] = 400
    zh: ClassVar[str]
    en: ClassVar[str]
    way_out_zh: ClassVar[str]
    way_out_en: ClassVar[str]

    def __init__(self, *, field: str = "", **details: object) -> None:
        self.field = field
        self.details = details
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """Return the sentence and the way out in `zh` or `en`."""
        chinese = language.startswith("zh")
        what = self.zh if chinese else self.en
        out = self.way_out_zh if chinese else self.way_out_en
        joint = "" if chinese else " "
        return f"{what}{joint}{out}".format(**self.details)
