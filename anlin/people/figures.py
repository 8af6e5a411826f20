"""What the ledger keeps of residents: collected once, and never asked for again."""

from anlin.base.sockets import Fact

_LEDGER = ("住户台账（“住户”），按楼栋和门牌", "the register (“Households”), by building and door")
_LISTS = ("“住户”里的重点人群名单", "the list of key people in “Households”")


def _kept(name: str, zh: str, en: str, where: tuple[str, str] = _LEDGER) -> Fact:
    return Fact(name, zh, en, *where)


HELD = (
    _kept("person_name", "姓名", "name"),
    _kept("identity_number", "身份证号", "identity number"),
    _kept("born_on", "出生日期和年龄", "day of birth and age"),
    _kept("sex", "性别", "sex"),
    _kept("telephone", "电话", "telephone"),
    _kept("address", "住址（楼栋和门牌）", "address (building and door)"),
    _kept("household_members", "家庭成员和关系", "members of the household"),
    _kept("special_groups", "特殊群体和困难家庭", "special groups and families in need", _LISTS),
    _kept("disease", "基础疾病", "underlying disease", _LISTS),
    _kept("vaccination", "疫苗接种", "vaccination", _LISTS),
)
