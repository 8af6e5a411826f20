"""Invented names of persons, compounds and natural villages."""

from datetime import date
from itertools import accumulate
from random import Random

from anlin.people.rules import Sex

# Shares in hundredths of a per cent, as published with the sixth census.
_SURNAMES = (
    "王717李700张674刘510陈461杨322黄245吴200赵200周190徐145孙138马129朱128胡116林113郭113何106"
    "高100罗95郑93梁85谢76宋70唐69许66邓62冯62韩61曹60曾58彭58萧56蔡53潘51田51董51袁50于48余48"
)
_GIVEN = {
    (Sex.MALE, "old"): "德福贵全财富生明华荣昌顺清云国安忠义仁光正家学文武",
    (Sex.FEMALE, "old"): "桂秀兰英珍芳淑玉素琼碧菊莲群惠清华芬琴仙贞",
    (Sex.MALE, "middle"): "建国军伟强勇平刚志斌涛明波辉海林峰超永庆成洪",
    (Sex.FEMALE, "middle"): "丽艳红梅霞敏娟燕玲静萍蓉莉晓小春雪琳洁慧",
    (Sex.MALE, "young"): "浩宇轩子博俊泽辰睿航一然梓嘉铭凯文皓哲远",
    (Sex.FEMALE, "young"): "雨欣怡梓涵诗琪可思萱佳悦彤语若晨汐雅宁希",
}
_COMPOUND = ("翠云锦望金春朝景福和晴松桂竹枫海兰", "湾江岭桥庭岸坡亭泉林屏溪台", "苑园居里")
_VILLAGE = ("大小上下老新高长中白青", "石木水竹岩杉柏茶梨枣龙桐", "坝湾坪沟坡堡梁塘院")

_FAMILY = [_SURNAMES[i] for i in range(len(_SURNAMES)) if not _SURNAMES[i].isdecimal()]
_WEIGHTS = list(
    accumulate(int(n) for n in "".join(c if c.isdecimal() else " " for c in _SURNAMES).split())
)
_OLD, _MIDDLE = 60, 25


def surname(dice: Random) -> str:
    """Return a surname, common ones as often as in life."""
    return dice.choices(_FAMILY, cum_weights=_WEIGHTS)[0]


def given(dice: Random, sex: Sex, age: int) -> str:
    """Return a given name of one or two characters, as people of that age bear them."""
    era = "old" if age >= _OLD else "middle" if age >= _MIDDLE else "young"
    letters = _GIVEN[sex, era]
    return "".join(dice.choice(letters) for _ in range(1 + (dice.random() < 0.8)))


def compound(dice: Random) -> str:
    """Return the name of a residential compound."""
    return "".join(dice.choice(letters) for letters in _COMPOUND)


def village(dice: Random) -> str:
    """Return the name of a natural village."""
    return "".join(dice.choice(letters) for letters in _VILLAGE)


def telephone(dice: Random) -> str:
    """Return eleven digits that cannot ring anywhere."""
    return f"000{dice.randrange(10**8):08}"


def born(dice: Random, age: int, today: date) -> date:
    """Return a day of birth that makes somebody `age` on `today`."""
    return date.fromordinal(today.toordinal() - int(age * 365.2425) - 1 - dice.randrange(364))
