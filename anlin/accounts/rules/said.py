"""How the journal is read out: every verb, every kind of thing and every detail in words."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """A word in both languages."""

    zh: str
    en: str


ROOMS: Mapping[str, Said] = {
    "accounts": Said("账号", "Accounts"),
    "people": Said("住户", "Residents"),
    "records": Said("登记", "Records"),
    "duties": Said("任务", "Duties"),
    "cases": Said("居家和流动人员", "People at home and on the way"),
    "policy": Said("文件", "Orders"),
    "field": Said("手机", "Phones"),
    "places": Said("地方", "Places"),
    "journal": Said("操作日志", "Journal"),
    "demo": Said("演示", "Demonstration"),
}

VERBS: Mapping[str, Said] = {
    "accounts.create_user": Said("建立账号", "made an account"),
    "accounts.prolong_user": Said("改了账号的到期日", "changed the last day of an account"),
    "accounts.disable_user": Said("停用账号", "ended an account"),
    "accounts.grant_role": Said("授予角色", "gave a role"),
    "accounts.end_grant": Said("结束角色", "ended a role"),
    "accounts.propose_role": Said("提出授权，等人复核", "proposed a role"),
    "accounts.confirm_role": Said("复核同意授权", "confirmed a role"),
    "accounts.refuse_role": Said("复核不同意授权", "refused a role"),
    "accounts.withdraw_role": Said("收回授权申请", "took a proposed role back"),
    "accounts.change_password": Said("改了密码", "changed a password"),
    "accounts.change_password_refused": Said("改密码时原密码不对", "gave a wrong old password"),
    "accounts.sign_in": Said("登录", "signed in"),
    "accounts.sign_in_refused": Said("登录被拒绝", "was refused at sign-in"),
    "accounts.sign_out": Said("退出", "signed out"),
    "accounts.switch_grant": Said("换了角色", "went on in another role"),
    "accounts.make_key": Said("建立访问密钥", "made an access key"),
    "accounts.end_key": Said("停用访问密钥", "ended an access key"),
    "accounts.show_code": Said("出示手机绑定码", "showed a code to enrol a phone"),
    "accounts.enrol": Said("绑定手机", "enrolled a phone"),
    "accounts.end_device": Said("停用手机", "ended a phone"),
    "accounts.wipe_device": Said("停用手机并要求清除", "ended a phone and had it wiped"),
    "accounts.device_wiped": Said("手机已清除数据", "a phone said it was wiped"),
    "accounts.offer_handover": Said("请人代班", "asked somebody to stand in"),
    "accounts.accept_handover": Said("接受代班", "accepted to stand in"),
    "accounts.decline_handover": Said("谢绝代班", "declined to stand in"),
    "accounts.withdraw_handover": Said("收回代班请求", "withdrew a hand-over"),
    "accounts.end_handover": Said("提前结束代班", "ended a hand-over early"),
    "people.register_household": Said("登记一户", "registered a household"),
    "people.register_person": Said("登记一人", "registered a person"),
    "people.move_person": Said("登记搬家", "recorded a move"),
    "people.correct_person": Said("更正个人资料", "corrected a person's data"),
    "people.open_identity": Said("查看身份证号", "opened an identity number"),
    "people.look": Said("查看个人页面", "looked at a person's page"),
    "people.record_health": Said("登记健康情况", "recorded health"),
    "people.add_to_group": Said("列入特殊人群", "added a person to a special group"),
    "people.leave_group": Said("移出特殊人群", "took a person out of a special group"),
    "records.record": Said("登记联系或上报", "recorded contacts or a report"),
    "records.attach": Said("上传照片", "sent a photograph"),
    "duties.excused": Said("免责", "excused a duty"),
    "duties.exempt": Said("认定不需做", "declared a duty not owed"),
    "duties.acknowledge": Said("确认知悉漏办", "took note of a lapse"),
    "duties.ask_up": Said("请上级协助", "asked the level above for help"),
    "cases.open_observation": Said("开始居家观察", "began home observation"),
    "cases.end_observation": Said("提前结束居家观察", "ended home observation early"),
    "cases.extend_observation": Said("延长居家观察", "added days to home observation"),
    "cases.reopen_observation": Said("恢复居家观察", "let home observation go on"),
    "cases.release": Said("期满解除观察并开具证明", "released with a certificate"),
    "cases.print_certificate": Said("打开期满证明", "took a copy of a certificate"),
    "cases.make_link": Said("生成本人填报链接", "made a resident's link"),
    "cases.end_link": Said("停用本人填报链接", "ended a resident's link"),
    "cases.ask_for_help": Said("登记需求", "wrote down needs"),
    "cases.answer_request": Said("答复需求", "answered a request"),
    "cases.set_clinic": Said("登记对口诊所", "said which clinic to call"),
    "policy.release": Said("发布文件包", "released a pack"),
    "policy.adopt": Said("启用文件包", "put a pack in force"),
    "policy.end_adoption": Said("停用文件包", "ended a pack"),
    "policy.draft": Said("起草本地文件", "drafted a local order"),
    "policy.change_draft": Said("修改草稿", "changed a draft"),
    "policy.withdraw_draft": Said("撤回草稿", "withdrew a draft"),
    "policy.release_draft": Said("发布本地文件", "released a local order"),
    "policy.read": Said("阅读文件", "read an order"),
    "field.list": Said("手机下载名单", "fetched the list to a phone"),
    "field.put_aside": Said("手机记录暂存待核", "kept items of a phone for the supervisor"),
    "field.take_in": Said("收下待核记录", "took in an item that waited"),
    "field.set_aside": Said("搁置待核记录", "set an item aside that waited"),
    "places.load_edition": Said("载入行政区划", "loaded the divisions"),
    "places.open": Said("设立地方", "opened places"),
    "places.close": Said("关闭地方", "closed a place"),
    "places.reopen": Said("重新开放地方", "reopened a place"),
    "places.split": Said("拆分地方", "split a place"),
    "places.merge": Said("合并地方", "merged places"),
    "places.recode": Said("地方改换代码", "gave a place a new code"),
    "people.follow_places": Said("住户随地方调整", "let households follow their place"),
    "journal.read": Said("查阅操作日志", "read the journal"),
    "journal.verify": Said("校验操作日志", "verified the journal"),
}

THINGS: Mapping[str, Said] = {
    "accounts_user": Said("账号", "account"),
    "accounts_grant": Said("角色", "role"),
    "accounts_proposal": Said("授权申请", "proposed role"),
    "accounts_key": Said("访问密钥", "access key"),
    "accounts_device": Said("手机", "phone"),
    "accounts_enrolment": Said("手机绑定码", "code to enrol a phone"),
    "accounts_handover": Said("代班", "hand-over"),
    "people_household": Said("住户", "household"),
    "people_person": Said("居民", "resident"),
    "records_submission": Said("登记", "record"),
    "records_attachment": Said("照片", "photograph"),
    "field_aside": Said("待核记录", "item that waited"),
    "duties_relief": Said("免责或不需做", "excuse"),
    "duties_lapse": Said("漏办", "lapse"),
    "cases_observation": Said("居家观察", "home observation"),
    "cases_certificate": Said("期满证明", "certificate"),
    "cases_link": Said("填报链接", "link"),
    "cases_request": Said("需求", "request"),
    "cases_clinic": Said("对口诊所", "clinic"),
    "policy_pack": Said("文件包", "pack"),
    "policy_adoption": Said("启用的文件包", "pack in force"),
    "policy_draft": Said("草稿", "draft"),
    "policy_order": Said("文件", "order"),
    "places_place": Said("地方", "place"),
    "places_edition": Said("区划版本", "edition"),
    "journal_entry": Said("操作日志", "journal"),
    "journal_head": Said("操作日志", "journal"),
}

DETAILS: Mapping[str, Said] = {
    "role": Said("角色", "role"),
    "since": Said("自", "from"),
    "until": Said("至", "until"),
    "on": Said("日期", "day"),
    "pack": Said("文件包", "pack"),
    "version": Said("版本", "version"),
    "measure": Said("措施", "measure"),
    "measures": Said("措施", "measures"),
    "accepted": Said("收下", "taken"),
    "repeated": Said("重复", "repeated"),
    "conflict": Said("不一致", "in conflict"),
    "refused": Said("退回", "refused"),
    "item": Said("记录编号", "item"),
    "quarantined": Said("待核", "kept for the supervisor"),
    "scopes": Said("用途", "may"),
    "areas": Said("链", "chains"),
    "entries": Said("条数", "lines"),
    "breaks": Said("断处", "breaks"),
    "verb": Said("操作", "act"),
    "place": Said("地方", "place"),
    "key": Said("访问密钥", "access key"),
    "device": Said("手机", "phone"),
}

BREAKS: Mapping[str, Said] = {
    "edited": Said("内容被改过", "was edited"),
    "deleted": Said("缺了一条", "is missing"),
    "moved": Said("不在原来的位置", "stands where another was"),
    "inserted": Said("是后来插入的", "was inserted"),
    "cut": Said("此后的条目被截去", "and those after it were cut off"),
    "headless": Said("链尾记录缺失", "has no end kept for it"),
}


def room_of(verb: str) -> str:
    """Return the room that a verb belongs to."""
    return verb.partition(".")[0]


def named(table: Mapping[str, Said], key: str) -> Said:
    """Return the words for `key`, or the key itself where nobody wrote any."""
    return table.get(key, Said(key, key))
