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


def told(problem: Problem) -> dict[str, str]:
    """Return a problem in both languages, as programs and phones are told it."""
    return {
        "code": problem.code,
        "field": problem.field,
        "zh": problem.zh.format(**problem.details),
        "en": problem.en.format(**problem.details),
        "way_out_zh": problem.way_out_zh.format(**problem.details),
        "way_out_en": problem.way_out_en.format(**problem.details),
    }


class NotUnderstoodError(Problem):
    """What was sent does not have the agreed shape."""

    code = "not-understood"
    http = 422
    zh = "看不懂发来的内容：{what}。"
    en = "What was sent cannot be understood: {what}."
    way_out_zh = "请对照接口说明改正后再发。"
    way_out_en = "Compare it with the description of the API and send it again."


class TooOftenError(Problem):
    """A program or a phone asks more often than it may."""

    code = "too-often"
    http = 429
    zh = "请求太频繁：每分钟最多 {most} 次。"
    en = "Too many requests: {most} a minute are allowed."
    way_out_zh = "请过几秒再发；多条记录请合成一批。"
    way_out_en = "Wait a few seconds; send several records in one batch."


class OurFaultError(Problem):
    """Something broke on our side; nothing of the request was kept."""

    code = "our-fault"
    http = 500
    zh = "服务器出错，这次请求什么也没有保存。"
    en = "Something broke on our side; nothing of this request was kept."
    way_out_zh = "请过几分钟原样再发；重复发送不会重复登记。"
    way_out_en = "Send it again as it is in a few minutes; sending twice records nothing twice."
