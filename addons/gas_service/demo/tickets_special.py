# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tickets that show one rule each: holiday, escort, outside the company, impossible, vexatious, again."""

from . import notices
from .ticket import Ticket

SPECIAL_TICKETS = (
    # three working days that lead across a holiday with its make-up day
    Ticket(
        "H+0 15:40", "hotline", "节前来电：壁挂炉水压不稳", account="yongsheng",
        steps=(
            ("H+0 15:55", "hotline", "transfer", "repair", "handler"),
            ("H+0 16:20", "handler", "sign"),
            ("H+0 16:25", "handler", "notice", *notices.REPAIR),
            ("H+1 10:30", "handler", "not_reached", "用户在外地过节，手机关机"),
            ("H+3 09:40", "handler", "answer", "约好当天下午上门"),
            ("H+3 15:20", "handler", "resolve", "自来水补水阀失灵，已更换并试运行半小时"),
            ("H+3 16:05", "handler", "inform", "用户确认水压稳定在1.5公斤"),
            ("H+3 16:10", "handler", "close"),
        ),
    ),
    Ticket(
        "-6 09:10", "clerk", "投诉：抄表员态度生硬", account="xiaoming", kind="complaint", channel="visit",
        about=("reader",),
        steps=(
            ("-6 09:30", "supervisor", "transfer", "meter", "meter"),
            ("-6 10:15", "meter", "sign"),
            ("-5 14:00", "meter", "answer", "登门致歉，用户表示理解"),
            ("-4 09:00", "meter", "resolve", "抄表员唐某言语不当属实，已批评教育并调整片区"),
            ("-4 09:40", "meter", "inform", "用户满意"),
            ("-4 09:45", "meter", "close"),
        ),
        values={"description": "抄表员敲门声音大，说“爱开不开”。"},
    ),
    Ticket(
        "-4 13:20", "hotline", "楼道里闻到燃气味", kind="emergency",
        steps=(
            ("-4 13:45", "rescue", "assign", "rescue", "已到场，关闭单元阀门"),
            ("-4 15:30", "rescue", "resolve", "立管接头渗漏，已更换并做保压试验，逐户复通"),
            ("-4 16:05", "rescue", "inform", "回电报警人：隐患已消除，可以正常用气"),
            ("-4 16:10", "rescue", "close"),
        ),
        values={"customer_name": "姜先生", "address": "示范市铁西街道工人新村18号楼1单元", "phone": "13900002199"},
    ),
    Ticket(
        "-9 21:35", "hotline2", "夜间报警：报警器响，疑似一氧化碳", kind="emergency",
        steps=(
            ("-9 22:10", "rescue", "assign", "rescue", "一户两人头晕，已开窗并送医"),
            ("-9 23:05", "rescue", "resolve", "烟道被鸟窝堵塞，热水器停用并挂牌，燃气管路无泄漏"),
            ("-8 09:10", "rescue", "inform", "用户已出院，告知疏通烟道后方可复用"),
            ("-8 09:15", "rescue", "close"),
        ),
        account="shuhua",
    ),
    Ticket(
        "-8 10:05", "clerk", "羊汤馆报装，老板到场咨询", account="huaxing", channel="visit",
        steps=(
            ("-8 10:15", "clerk", "escort", "market", "market", "直接领到市场工程部，客户经理当面接待"),
            ("-8 10:20", "market", "notice", *notices.INSTALL),
            ("-7 09:30", "market", "answer", "已勘察，新增一台蒸汽炉，需换G10表"),
            ("-6 14:00", "market", "resolve", "勘察记录已交设计院，转入报装流程"),
            ("-6 14:20", "market", "inform", "告知后续由客户经理一对一联系", "wechat"),
            ("-6 14:25", "market", "close"),
        ),
    ),
    Ticket(
        "-10 14:20", "hotline", "要求更换自家户内热水器", account="meihua",
        steps=(
            ("-10 14:35", "hotline", "transfer", "repair", "handler"),
            ("-10 15:10", "handler", "sign"),
            ("-10 15:15", "handler", "notice", *notices.REPAIR),
            ("-9 09:40", "handler", "resolve", "热水器属用户自有设备，不在公司服务范围",
             "outside", "请联系品牌售后，已告知全国服务热线及就近网点地址"),
            ("-9 09:55", "handler", "inform", "用户记下电话，表示感谢"),
            ("-9 10:00", "handler", "close"),
        ),
    ),
    Ticket(
        "-12 11:00", "clerk", "要求把燃气表移到卧室阳台", account="guilan", channel="visit",
        steps=(
            ("-12 11:20", "clerk", "transfer", "repair", "repair"),
            ("-12 13:10", "repair", "sign"),
            ("-12 13:20", "repair", "notice", *notices.REFIT),
            ("-11 10:20", "repair", "report", "impossible", "leader", "卧室内不得设置燃气表，规范不允许，请批示"),
            ("-11 11:05", "leader", "reply", "同意按规范答复，向用户解释清楚，并给出厨房内移位的替代方案。"),
            ("-10 09:30", "repair", "resolve", "卧室阳台与卧室连通，规范禁止设表",
             "impossible", "依据《城镇燃气设计规范》，燃气表不得设在卧室；可在厨房内移位，另约方案"),
            ("-10 10:10", "repair", "inform", "用户理解，改约厨房内移位"),
            ("-10 10:15", "repair", "close"),
        ),
    ),
    Ticket(
        "-9 09:20", "clerk", "反复要求减免三年前的滞纳金", channel="visit",
        steps=(
            ("-9 09:40", "clerk", "transfer", "meter", "meter", "第五次来访，言语激烈"),
            ("-9 10:05", "meter", "sign"),
            ("-8 14:00", "manager", "confirm_vexatious"),
            ("-8 14:20", "meter", "resolve", "滞纳金已依法院判决执行，无减免依据"),
            ("-8 14:30", "meter", "close"),
        ),
        values={"customer_name": "吕某"},
    ),
    Ticket(
        "-7 13:40", "hotline", "申请拆除闲置商用燃气表", account="xiangsheng",
        steps=(
            ("-7 13:55", "hotline", "transfer", "market", "market"),
            ("-7 14:30", "market", "sign"),
            ("-7 14:40", "market", "notice", "拆表销户", "营业执照、法人身份证、结清气费凭证", "结清后5个工作日内上门拆表"),
            ("-6 09:10", "market", "resolve", "用户决定转租后继续用气，撤回申请", "withdrawn"),
            ("-6 09:15", "market", "inform", "已确认撤回，随时可以再次申请"),
            ("-6 09:20", "market", "close"),
        ),
    ),
    Ticket(
        "-6 15:30", "hotline2", "重复登记：壁挂炉报警", account="lina",
        steps=(("-6 15:50", "supervisor", "cancel", "与用户上午来电为同一事项，重复登记"),),
    ),
    Ticket(
        "-14 10:30", "hotline", "表后阀门关不严", account="shulan",
        steps=(
            ("-14 10:45", "hotline", "transfer", "repair", "handler"),
            ("-14 11:20", "handler", "sign"),
            ("-14 11:25", "handler", "notice", *notices.REPAIR),
            ("-13 14:10", "handler", "resolve", "更换表后球阀，检漏合格"),
            ("-13 14:30", "handler", "inform", "用户在场签字", "visit"),
            ("-13 14:35", "handler", "close"),
            # the same matter again: a new ticket, linked to this one
            ("1.5h", "hotline", "follow_up"),
        ),
    ),
    Ticket(
        "-11 16:05", "supervisor", "来信建议延长营业厅周末营业时间", account="chunyan", kind="inquiry", channel="letter",
        steps=(
            ("-11 16:20", "supervisor", "transfer", "service", None),
            ("-10 09:00", "manager", "sign"),
            ("-10 09:10", "manager", "notice", "意见建议答复", "无需提供材料", "部门研究后书面答复"),
            ("-8 10:00", "manager", "promise", "-5", "已收到建议，正在核算排班，答应一周内答复"),
            ("-6 15:00", "manager", "resolve", "自下月起营业厅周六上午开放"),
            ("-6 15:30", "manager", "inform", "书面复函已寄出，并电话告知"),
            ("-6 15:40", "manager", "close"),
        ),
    ),
    # beyond the third working day: answered late, which stays on record
    Ticket(
        "-16 09:15", "hotline2", "收到催缴短信，称已缴清", account="dawei",
        steps=(
            ("-16 09:30", "hotline2", "transfer", "meter", "reader"),
            ("-16 10:40", "meter", "sign"),
            ("-16 10:50", "meter", "notice", *notices.BILL),
            ("-12 09:10", "meter", "answer", "核实为银行代扣延迟，向用户致歉"),
            ("-12 09:30", "meter", "resolve", "欠费状态已清除，短信名单已更正"),
            ("-12 09:40", "meter", "inform", "用户认可处理，对答复太慢表示不满"),
            ("-12 09:45", "meter", "close"),
        ),
    ),
)  # fmt: skip
