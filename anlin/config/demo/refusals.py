"""Why a demonstration cannot be built here."""

from anlin.base.problems import Problem


class NoTreeError(Problem):
    """The divisions on which the demonstration stands are not loaded."""

    code = "no-tree"
    http = 409
    zh = "还没有载入行政区划，演示无处安放。"
    en = "The divisions are not loaded, so the demonstration has no ground to stand on."
    way_out_zh = "请先运行 anlin places load。"
    way_out_en = "Please run anlin places load first."


class LedgerStandsError(Problem):
    """People are registered here already, and they may be real."""

    code = "ledger-stands"
    http = 409
    zh = "这里已经登记了居民，不能再放演示数据。"
    en = "People are registered here already; the demonstration is not mixed with them."
    way_out_zh = "请用 ANLIN_HOME 另指一个数据目录来看演示。"
    way_out_en = "Please point ANLIN_HOME to another data folder for the demonstration."
