"""What Anlin is to do, one capability a line: which one serves a clause, and whether it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capability:
    """A part of the product that clauses ask for.

    `screen` names the address where it begins; empty where nobody can use it yet.
    """

    zh: str
    en: str
    screen: str = ""


CAPABILITIES = {
    "M01": Capability("区域和网格", "territory and grids", "territory"),
    "M02": Capability("责任到人", "who answers for whom", "charges"),
    "M03": Capability("政策包", "policy packs", "library"),
    "M04": Capability("任务、漏办和上报", "duties, lapses and escalation", "inbox"),
    "M05": Capability("人员和住户台账", "the register of people and households", "households"),
    "M06": Capability("红黄绿标识", "risk labels", "key-people"),
    "M07": Capability("联系和上门", "contact and visits", "today"),
    "M08": Capability("居家观察和治疗", "observation and treatment at home", "observations"),
    "M09": Capability("外来返乡人员和交接", "people on the way, and hand-overs", "transfers"),
    "M10": Capability("出入口登记", "registration at gates", "gates"),
    "M11": Capability("日报告、零报告和急报", "daily, zero and urgent reports", "report"),
    "M12": Capability("居民自助", "the residents' portal", "observations"),
    "M13": Capability("聚集活动和场所", "gatherings and venues"),
    "M14": Capability("清洁消毒、废物和巡查", "cleaning, disinfection, waste and patrols"),
    "M15": Capability("宣传", "publicity"),
    "M16": Capability("地区和社区分类", "classes of areas and communities", "areas"),
    "M17": Capability(
        "六类民政服务机构", "civil-affairs institutions of six kinds", "institutions"
    ),
    "M18": Capability("开放或封闭管理", "open or closed management", "homes-county"),
    "M19": Capability("健康巡查、检测和预警", "health rounds, tests and early warning", "warnings"),
    "M20": Capability(
        "疑似病例、隔离和密切接触者", "suspected cases, isolation and contacts", "outbreaks"
    ),
    "M21": Capability("转诊、床位和绿色通道", "referral, beds and green channels"),
    "M22": Capability("物资", "supplies"),
    "M23": Capability("员工和社区工作者", "staff and community workers", "workforce"),
    "M24": Capability("日调度", "daily dispatch", "dispatch"),
    "M25": Capability("社会救助", "social aid"),
    "M26": Capability("家庭经济状况核对", "verification of households' means"),
    "M27": Capability("热线和直通线", "hotlines and direct lines"),
    "M28": Capability("捐赠", "donations"),
    "M29": Capability("志愿者和五社联动", "volunteers and five-way linkage"),
    "M30": Capability("委员会和议事协商", "committees and deliberation"),
    "M31": Capability("接种和检测服务", "access to vaccination and tests"),
    "M32": Capability("预约办事窗口", "booked service windows"),
    "M33": Capability(
        "救助、儿童和殡葬规程", "rescue, child and funeral procedures", "institutions"
    ),
    "M34": Capability("督导和反馈", "supervision and feedback", "supervision"),
    "M35": Capability("基层减负", "the burden guard", "burden"),
    "M36": Capability("实时总览和发布", "the live picture and publication", "picture"),
    "M37": Capability("推演", "what-if simulation"),
    "M38": Capability("隐私和用后即删", "privacy and the end of purpose"),
    "M39": Capability("数据交换", "exchange with other systems", "api-guide"),
}
