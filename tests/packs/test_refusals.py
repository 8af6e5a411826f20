"""What the strict loader refuses, and the sentence in which it says so, in both languages."""

from pathlib import Path

import pytest

from anlin.policy.pack import Known, PacksRefused, load_all
from tests.packs.conftest import Edit, Refusal

MEASURE = "nation-sample/measures/P-1.yaml"
ORDER = "nation-sample/orders/sample-nation-1.md"
VALUES = "county-sample/values/P-1.yaml"


def test_the_sample_as_it_stands_is_in_order(folder: Path) -> None:
    found = load_all(folder)
    assert [pack.name for pack in found.packs] == ["county-sample", "nation-sample"]
    assert [measure.code for measure in found.measures] == ["P-1", "P-2"]


def test_a_key_written_twice_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "minutes: 10\n", "minutes: 10\nminutes: 20\n")
    error = refusal()
    assert error.say("zh") == f"{MEASURE}:9：“minutes”写了两次，第一次在第 8 行。只留一处。"
    assert error.say("en") == (
        f'{MEASURE}:9: "minutes" is written twice, first on line 8. Keep one of them.'
    )


def test_a_bare_date_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, 'from: "2026-01-01"', "from: 2026-01-01")
    error = refusal()
    assert error.say("zh") == (
        f'{MEASURE}:12：2026-01-01 没有加引号，可能被读成别的东西。请写成 "2026-01-01"。'
    )
    assert error.say("en") == (
        f"{MEASURE}:12: 2026-01-01 stands without quotes and may be read as something else. "
        'Write "2026-01-01".'
    )


@pytest.mark.parametrize("bare", ["10:00", "0420", "no", "on", "1.5", "2026-01-01", "null"])
def test_what_yaml_would_read_as_something_else_is_refused(
    edit: Edit, refusal: Refusal, bare: str
) -> None:
    edit(MEASURE, "owed_by: grid_worker", f"owed_by: {bare}")
    assert f'"{bare}"' in refusal().say("zh")


def test_a_bare_duration_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, '"PT12H"', "PT12H")
    error = refusal()
    assert error.say("zh") == (
        f'{MEASURE}:17（条款 P-1）：PT12H 没有加引号，可能被读成别的东西。请写成 "PT12H"。'
    )
    assert error.clause == "P-1"


def test_a_bare_place_code_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit("county-sample/pack.yaml", 'jurisdiction: "500103"', "jurisdiction: 500103")
    assert refusal().say("en") == (
        "county-sample/pack.yaml:5: 500103 stands without quotes and may be read as something "
        'else. Write "500103".'
    )


def test_a_clause_that_is_not_there_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "order: sample-nation-1, clause: P-1", "order: sample-nation-1, clause: P-9")
    error = refusal()
    assert error.say("zh") == (
        f"{MEASURE}:12（条款 P-9）：“clause”写的 P-9 不存在。"
        "请改成其中之一：P-1, P-2, P-3, P-4, P-5。"
    )
    assert error.say("en") == (
        f'{MEASURE}:12 (clause P-9): "clause" names P-9, which does not exist. '
        "Write one of: P-1, P-2, P-3, P-4, P-5."
    )


def test_an_order_that_is_not_there_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "order: sample-nation-1", "order: sample-nation-2")
    assert "sample-nation-2" in refusal().say("zh")


def test_a_source_nobody_read_is_refused_in_an_active_pack(edit: Edit, folder: Path) -> None:
    edit(ORDER, "confidence: document", "confidence: WEB")
    with pytest.raises(PacksRefused) as caught:
        load_all(folder)
    error = caught.value.errors[0]
    assert error.say("zh") == (
        f"{ORDER}:2：生效的规则包不能以可信度为 WEB 的文件 sample-nation-1 为依据。"
        "请把 pack.yaml 的 status 写成 draft，或核对原文后写 confidence: LAW。"
    )
    assert error.say("en") == (
        f"{ORDER}:2: An active pack cannot rest on sample-nation-1, whose confidence is WEB. "
        "Write status: draft in pack.yaml, or read the original and write confidence: LAW."
    )


def test_a_term_of_our_own_is_refused_in_an_active_pack(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "clause: P-1}", "clause: P-1, confidence: OWN}")
    assert "(clause P-1): An active pack cannot rest" in refusal().say("en")


def test_the_same_source_may_stand_in_a_draft(edit: Edit, folder: Path) -> None:
    edit(ORDER, "confidence: document", "confidence: WEB")
    edit("nation-sample/pack.yaml", "status: active", "status: draft")
    assert load_all(folder).default_adoptions()[0].pack == "county-sample"


def test_a_looser_local_term_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(VALUES, 'every: "P1D"', 'every: "P5D"')
    edit(VALUES, 'opens: "08:00", closes: "20:00"', 'opens: "day 1 08:00", closes: "day 5 20:00"')
    error = refusal()
    assert error.say("zh") == (
        f"{VALUES}:3（条款 Q-1）：“needs”写 1，比上级条款 P-1 的 2 宽松；地方只能收紧。"
        "请写成 needs: 2，或更严。"
    )
    assert error.say("en") == (
        f'{VALUES}:3 (clause Q-1): "needs" is 1, looser than 2 of clause P-1 above; only tighten. '
        "Write needs: 2, or stricter."
    )


@pytest.mark.parametrize(
    ("old", "new", "instead"),
    [
        ('lapses_after: "PT2H"', 'lapses_after: "PT13H"', 'lapses_after: "PT12H"'),
        ('spacing: "P1D"', 'spacing: "PT1H"', 'spacing: "P1D"'),
    ],
)
def test_each_parameter_has_its_stricter_side(
    edit: Edit, refusal: Refusal, old: str, new: str, instead: str
) -> None:
    edit(VALUES, old, new)
    assert f"Write {instead}, or stricter." in refusal().say("en")


def test_a_local_term_lasts_at_least_as_long_as_the_one_above(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "spacing: more}", "spacing: more, lasts: more}")
    edit(MEASURE, '    spacing: "P1D"\n', '    spacing: "P1D"\n    lasts: 14\n')
    edit(VALUES, '    spacing: "P1D"\n', '    spacing: "P1D"\n    lasts: 7\n')
    assert refusal().say("en") == (
        f'{VALUES}:3 (clause Q-1): "lasts" is 7, looser than 14 of clause P-1 above; only tighten. '
        "Write lasts: 14, or stricter."
    )


def test_a_local_term_may_not_open_earlier_than_the_one_above(edit: Edit, refusal: Refusal) -> None:
    edit(
        MEASURE,
        'opens: "Mon 00:00", closes: "Sun 24:00"',
        'opens: "Tue 08:00", closes: "Sun 24:00"',
    )
    edit(VALUES, "needs: 1", "needs: 2")
    edit(VALUES, 'every: "P1D"', 'every: "P1W"')
    edit(VALUES, 'opens: "08:00", closes: "20:00"', 'opens: "Mon 08:00", closes: "Fri 24:00"')
    assert 'Write slots: [{opens: "Tue 08:00", closes: "Sun 24:00"}]' in refusal().say("en")


def test_what_a_measure_fixes_no_place_may_change(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "grace: less, ", "")
    error = refusal()
    assert error.say("zh") == (
        f'{VALUES}:3（条款 Q-1）：“lapses_after”写 "PT2H"，但上级条款 P-1 不允许地方改动此项。'
        '请写成 lapses_after: "PT12H"。'
    )


def test_a_local_term_needs_a_pack_above(edit: Edit, refusal: Refusal) -> None:
    edit("county-sample/pack.yaml", "above: [nation-sample]", "above: []")
    assert '"measure" names P-1' in refusal().say("en")


def test_a_clause_and_its_measure_name_each_other(edit: Edit, refusal: Refusal) -> None:
    edit(ORDER, "carried: P-2", "carried: not yet")
    error = refusal()
    assert error.say("zh").endswith(
        "条款 P-2 与措施 P-2 没有互相注明。条款下写 carried: P-2，措施里 carries 写入 P-2；"
        "或两处都删去。"
    )


def test_a_measure_carries_only_clauses_of_its_pack(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "carries: [P-1]", "carries: [P-1, Q-1]")
    assert '"carries" names Q-1' in refusal().say("en")


def test_an_invented_kind_of_clause_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(ORDER, "kind: gate", "kind: wish")
    error = refusal()
    assert error.clause == "P-3"
    assert error.say("zh").startswith(f'{ORDER}:35（条款 P-3）：“kind”不能是 "wish"。')


def test_a_clause_in_one_language_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(ORDER, "en: No gathering without approval.\n", "")
    assert '"en" is missing' in refusal().say("en")


def test_windows_that_overlap_are_refused(edit: Edit, refusal: Refusal) -> None:
    edit(
        VALUES,
        '[{opens: "08:00", closes: "20:00"}]',
        '[{opens: "08:00", closes: "14:00"}, {opens: "12:00", closes: "20:00"}]',
    )
    error = refusal()
    assert error.clause == "Q-1"
    assert '{opens: "12:00", closes: "20:00"}] 在时间上重叠' in error.say("zh")
    assert "Let the later one begin at 14:00" in error.say("en")


def test_terms_that_overlap_are_refused(edit: Edit, refusal: Refusal) -> None:
    edit(
        "nation-sample/measures/P-2.yaml",
        '    within: "PT2H"\n',
        '    within: "PT2H"\n'
        '  - from: "2026-05-01"\n'
        "    source: {order: sample-nation-1, clause: P-2}\n"
        '    within: "PT1H"\n',
    )
    assert "from 2026-01-01 and from 2026-05-01 overlap in time" in refusal().say("en")


def test_an_unknown_field_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "    needs: 2\n", "    need: 2\n")
    error = refusal()
    assert error.say("zh").startswith(
        f"{MEASURE}:14（条款 P-1）：不认识“need”。这里可以写：from, until,"
    )


def test_a_file_that_nobody_reads_is_refused(folder: Path, refusal: Refusal) -> None:
    (folder / "nation-sample" / "measures" / "P-9.yml").write_text("code: P-9\n")
    assert '"measures/P-9.yml" is not known here' in refusal().say("en")


def test_a_measure_called_unlike_its_file_is_refused(edit: Edit, refusal: Refusal) -> None:
    edit(MEASURE, "code: P-1", "code: P-7")
    assert '"code" cannot be "P-7". Write P-1.' in refusal().say("en")


def test_a_population_no_room_offers_is_refused(folder: Path) -> None:
    known = Known(populations={"special_group_residents": ()})
    with pytest.raises(PacksRefused) as caught:
        load_all(folder, known)
    (error,) = caught.value.errors
    assert error.say("en").endswith(
        '"population" names communities, which does not exist. '
        "Write one of: special_group_residents."
    )


def test_every_error_of_a_folder_is_told_at_once(edit: Edit, folder: Path) -> None:
    edit(MEASURE, "minutes: 10", "minutes: ten")
    edit(VALUES, "needs: 1", "needs: 0")
    with pytest.raises(PacksRefused) as caught:
        load_all(folder)
    assert [each.spot.file for each in caught.value.errors] == [VALUES, MEASURE]


def test_a_worked_case_asks_for_values_that_are_there(edit: Edit, refusal: Refusal) -> None:
    edit(
        "nation-sample/cases/sample_tier.yaml",
        '{age: 65, alone: "no"}',
        '{age: 65, alone: "maybe"}',
    )
    assert '"alone" names maybe' in refusal().say("en")


def test_broken_yaml_is_told_with_its_line(edit: Edit, folder: Path) -> None:
    edit(MEASURE, "evidence: [contact, visit]", "evidence: [contact, visit")
    with pytest.raises(PacksRefused) as caught:
        load_all(folder)
    assert caught.value.errors[0].say("en").startswith(f"{MEASURE}:")
