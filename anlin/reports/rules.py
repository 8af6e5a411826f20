"""What of a figure may be shown: small numbers of persons are hidden, and cannot be worked out."""

from collections.abc import Mapping, Sequence

from anlin.base.problems import Problem

FEW = 5  # of persons, where no order says otherwise: below it somebody may be known again
HIDDEN = -1


def hide(numbers: Mapping[str, int], *, least: int) -> dict[str, int]:
    """Return the numbers of places beside each other, small ones hidden.

    If one alone were hidden, the sum would tell it: the smallest of the others is hidden, too.
    """
    small = {key for key, number in numbers.items() if 0 < number < least}
    others = sorted((number, key) for key, number in numbers.items() if number and key not in small)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return {key: HIDDEN if key in small else number for key, number in numbers.items()}


def middle(numbers: Sequence[int]) -> float | None:
    """Return the median of the neighbours' numbers, or None if there are none."""
    if not numbers:
        return None
    ordered, half = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2


class NotCompetentError(Problem):
    """The level does not publish, or no order in force says which one does."""

    code = "not-competent-to-publish"
    http = 403
    zh = "这一级不能发布数字，或现行文件没有规定由哪一级发布。"
    en = "This level does not publish figures, or no order in force says which one does."
    way_out_zh = "请交由规定的一级发布；没有规定的，请先采用一份文件。"
    way_out_en = "Leave it to the level the order names; where none does, adopt one first."


class OwnReleaseError(Problem):
    """Whoever drafted a release would publish it, too."""

    code = "own-release"
    http = 403
    zh = "自己拟的数字不能由自己批准发布。"
    en = "Nobody publishes what they drafted themselves."
    way_out_zh = "请本级另一位负责人核对后批准。"
    way_out_en = "Another person of this level compares the figures and approves them."


class ReleaseStateError(Problem):
    """No such draft here, or it is public already, or was corrected."""

    code = "release-state"
    http = 409
    zh = "没有这份待发布的数字，或已经发布、已被更正。"
    en = "There is no such draft here, or it is public already, or was corrected."
    way_out_zh = "请刷新页面，看现在的情况。"
    way_out_en = "Reload the page and see how it stands."


class NothingChosenError(Problem):
    """A release without a figure, or a correction without a word."""

    code = "release-empty"
    http = 422
    zh = "没有选数字，或更正没有写说明。"
    en = "No figure was chosen, or a correction says nothing."
    way_out_zh = "至少选一个数字；更正要写明改了什么、为什么。"
    way_out_en = "Choose one figure at least; a correction says what changed and why."
