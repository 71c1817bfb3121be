# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The everyday of the last two months: answered at once, or sent, done, told and closed in time."""

from random import Random

from . import notices
from .ticket import Ticket

# working days ago, who, channel, account, matter, answer
_AT_ONCE = (
    (1, "hotline", "phone", "yongsheng", "查询本月气量和余额", "已告知表内余额168.40元、本月用气22立方米"),
    (2, "clerk", "visit", "haibo", "补办IC卡", "核对身份后当场补卡，工本费10元"),
    (4, "hotline2", "phone", "xinyu", "询问阶梯气价", "已告知三档气量和价格，并发送短信链接"),
    (7, "clerk", "visit", "wenjie", "打印近一年缴费明细", "当场打印并盖章"),
    (9, "hotline", "phone", "tingting", "自来水停水打到燃气热线", "outside"),
    (13, "hotline2", "online", "liping", "咨询微信公众号如何绑定户号", "已逐步指导，绑定成功"),
    (21, "clerk", "visit", "yumei", "领取安全用气手册", "已发放并讲解软管更换周期"),
    (27, "hotline", "phone", "jiahao", "停气通知是否包括本楼", "不在停气范围，已告知查询方式"),
    (34, "hotline2", "phone", "xiuying", "咨询独居老人缴费优惠", "告知低保户减免政策及所需证明"),
)

# working days ago, who, channel, account, matter, department, handler, notice, answer, result
_ROUTINE = (
    (5, "hotline", "phone", "haibo", "灶具火苗发黄", "repair", "handler", "REPAIR", "约好上门", "清理喷嘴、调整风门，火焰正常"),
    (8, "clerk", "visit", "jing", "新房通气点火", "repair", "handler", "IGNITION", "约好周内通气", "通气点火完成，已讲解安全用气"),
    (11, "hotline2", "phone", "guoqing", "抄表读数与表不符", "meter", "meter", "BILL", "约好复核", "读数更正，退回多计气费36.2元"),
    (15, "clerk", "visit", "defu", "房屋买卖过户", "meter", "meter", "CHANGE_OWNER", "材料齐全", "已过户并签订供用气合同"),
    (17, "hotline", "phone", "wanli", "饺子馆要求补开发票", "meter", "meter", "INVOICE", "核对中", "已补开两张电子发票"),
    (18, "hotline", "phone", "weidong", "软管接头处有响声", "repair", "handler", "REPAIR", "约好上门", "更换软管和卡箍，检漏合格"),
    (20, "supervisor", "online", "xinyu", "网上预约安检", "repair", "inspector", "CHECKUP", "约好周六上午", "安检合格，出具安检单"),
    (22, "hotline2", "phone", "quanju", "火锅城一楼停气", "rescue", "rescue", "REPAIR", "已到场", "入口阀门误关，已恢复供气"),
    (24, "clerk", "visit", "fengying", "燃气表送检", "meter", "meter", "METER", "约好拆表", "检定合格，误差0.6%，用户认可"),
    (26, "hotline", "phone", "dawei", "热水器打不着火", "repair", "handler", "REPAIR", "约好上门", "表内电池没电，更换后正常"),
    (29, "hotline", "phone", "xiangsheng", "浴池增加一台锅炉", "market", "market", "INSTALL", "约好勘察", "已勘察并转入报装流程"),
    (31, "hotline2", "phone", "yulan", "报警器误报", "repair", "inspector", "REPAIR", "约好上门", "探头老化，已更换"),
    (33, "clerk", "visit", "guilan", "室内立管刷漆", "repair", "handler", "REFIT", "约好上门", "除锈刷漆完成"),
    (36, "hotline", "phone", "ruihe", "烘干季前检查调压柜", "rescue", "rescue", "CHECKUP", "约好停产日检查", "更换过滤器滤芯，压力调至0.2兆帕"),
    (38, "supervisor", "letter", "shulan", "来信感谢并询问立管更换计划", "repair", "repair", "REFIT", "电话致谢", "列入明年老旧管网改造计划"),
    (41, "hotline2", "phone", "beifang", "工业用户申请月度结算改期", "market", "market", "BILL", "已联系财务", "签订补充协议，改为每月25日结算"),
)  # fmt: skip

# what customers said on their page, of account: mark, words
_MARKS = {
    "guoqing": ("5", "多收的气费很快就退了"),
    "defu": ("4",),
    "wanli": ("3", "开票等了两天"),
    "weidong": ("5", "师傅很仔细，走之前又检了一遍漏"),
    "fengying": ("5",),
    "dawei": ("2", "约的时间改了两次"),
    "yulan": ("5",),
}

_WATER = "自来水属供水公司，已告知24小时供水热线"


def closed_tickets():
    """Return the tickets; their minutes are drawn with a fixed seed, the same every time."""
    random = Random(8)
    return [*map(_at_once, _AT_ONCE), *(_routine(random, *row) for row in _ROUTINE)]


def _at_once(row):
    days, who, channel, account, subject, answer = row
    said = (_WATER, "outside", _WATER) if answer == "outside" else (answer,)
    minute = len(subject) % 10 + 10
    return Ticket(
        f"-{days} 09:{minute}", who, subject, account=account, kind="inquiry", channel=channel,
        steps=((f"-{days} 09:{minute + 6}", who, "answer_at_once", *said),),
    )  # fmt: skip


def _routine(random, days, who, channel, account, subject, department, handler, notice, answer, result):
    signer = handler if handler != "inspector" else "repair"

    def at(later, hour):
        return f"-{max(days - later, 1)} {hour:02}:{random.randrange(10, 50)}"

    rated = ((f"-{max(days - 2, 1)} 19:30", signer, "rate", *_MARKS[account]),) if account in _MARKS else ()
    answered, done = (at(1, 10), at(2, 14)) if days > 6 else (at(0, 16), at(1, 9))
    return Ticket(
        at(0, 9), who, subject, account=account, channel=channel,
        steps=(
            (at(0, 10), who, "transfer", department, handler),
            (at(0, 11), signer, "sign"),
            (at(0, 13), signer, "notice", *getattr(notices, notice)),
            (answered, signer, "answer", answer),
            (done, signer, "resolve", result),
            (at(2, 15), signer, "inform", "用户满意"),
            (at(2, 16), signer, "close"),
            *rated,
        ),
    )  # fmt: skip
