# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Leads pushed in one call of the API, against as many tickets of the peer created in one call.

Ours are parsed, checked (credit codes, numbers) and known again by their reference, and become a project
with its deadline and a phone number each; the peer's have one SLA.
"""

from creation import create_peer
from measuring import at_most, faster, in_turn, take
from stdnum.cn import uscc

SOURCES = ("工程建设审批管理系统", "政务信息共享交换平台", "国家企业信用信息公示系统")


def rows(count):
    return [
        {
            "来源": SOURCES[number % len(SOURCES)],
            "外部编号": f"2026-{number:06d}",
            "企业名称": f"第 {number} 餐饮管理有限公司",
            "统一社会信用代码": credit_code(number),
            "项目名称": f"第 {number} 店厨房",
            "性质": "新建",
            "类别": "商业",
            "项目地址": f"人民路 {number} 号",
            "联系人": "王经理",
            "联系电话": f"139{number:08d}",
            "登记日期": "2026-09-01",
        }
        for number in range(count)
    ]


def credit_code(number):
    """Return a valid unified social credit code."""
    body = f"9123{number:013d}"
    return body + uscc.calc_check_digit(body)


def push(count):
    return lambda env, data: env["gas.project"].import_leads(data)


def push_again(count):
    """The rows come again, a tenth of them changed."""

    def prepare(env):
        data = rows(count)
        env["gas.project"].import_leads(data)
        for row in data[::10]:
            row["项目地址"] += " 2 楼"
        return data

    return prepare


def run(ours, peer, scale):
    result = []
    queries = []
    small, large = max(int(1000 * scale), 10), max(int(10_000 * scale), 100)
    for count, rounds in ((small, 3), (large, 1)):
        first, again, theirs = in_turn(
            rounds,
            lambda n=count: take(ours, push(n), "platform", prepare=lambda env: rows(n)),
            lambda n=count: take(ours, push(n), "platform", prepare=push_again(n)),
            lambda n=count: take(peer, create_peer(peer.ids, n), "clerk"),
        )
        name = f"pushing {count:,} leads"
        result.append(faster(f"{name} (a lead; a ticket created)", first.seconds, theirs.seconds, 5, per=count))
        result.append(faster(f"{name} again, a tenth changed", again.seconds, theirs.seconds, 5, per=count))
        queries.append(first.queries / count)
    name = f"queries a lead: {large:,} against {small:,} in a call"
    result.append(at_most(name, queries[1], queries[0], 1.0, shown="{:.3f}".format))
    return result
