# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tickets that are still open, in every state: fresh, due today, late, promised, urged."""

from . import notices
from .ticket import Ticket

_NEW = (
    Ticket(
        "0.3h", "hotline", "灶具打火后一松手就灭", account="xiuying",
        values={"description": "左侧灶眼打着后松手熄灭，已换过电池。老人独居，希望今天上门。"},
    ),
    Ticket(
        "1.3h", "clerk", "咨询壁挂炉采暖用气的开通手续", account="jing", kind="inquiry", channel="visit",
        values={"description": "新购住房，准备安装壁挂炉，询问是否要换表、怎么收费。"},
    ),
    Ticket(
        "1.7h", "hotline2", "小区调压箱旁有嗡嗡声", account="wenjie",
        values={"description": "10号楼北侧调压箱夜里声音大，用户用肥皂水试过，没有气泡。"},
    ),
    Ticket(
        "3.2h", "supervisor", "网上留言：本月气费比上月多一倍", account="zhiyuan", channel="online",
        values={"description": "留言称家中无人采暖，本月账单286元，上月131元，要求说明。"},
    ),
    Ticket(
        "5h", "clerk", "申请移动厨房燃气立管", account="tingting", channel="visit",
        steps=(
            ("4.8h", "clerk", "transfer", "market", "market", "用户要装修，想移立管"),
            ("1.2h", "market", "send_back", "户内改造归安检维修班，请转该班班长马永强"),
        ),
        values={"description": "厨房装修，立管挡住橱柜，想整体移到墙角。"},
    ),
    Ticket(
        "0.8h", "hotline", "反映有人倒卖旧燃气表", kind="inquiry",
        values={"anonymous": True, "description": "来电人不愿留姓名，称站前旧货市场有人收售旧表。"},
    ),
    Ticket(
        "1.1h", "clerk", "投诉：三次约好的通气都没有人来", account="xinyu", kind="complaint", channel="visit",
        values={"description": "用户称上周三、周五和昨天约好上门通气均未来人，也没有电话说明。"},
    ),
)  # fmt: skip

_TO_SIGN = (
    Ticket(
        "0.6h", "hotline2", "燃气表液晶屏不显示", account="haibo",
        steps=(("0.4h", "hotline2", "transfer", "repair", "handler", "换电池后仍不显示，IC卡插不进数"),),
    ),
    Ticket(
        "2.1h", "hotline", "预约安检：上次到访不遇", account="yazhen",
        steps=(("1.7h", "hotline", "transfer", "repair", None, "用户只有晚上在家，请班长安排"),),
    ),
    Ticket(
        "3.4h", "supervisor", "来信反映楼道立管锈蚀", account="shulan", channel="letter",
        steps=(("3.1h", "supervisor", "transfer", "repair", "repair", "附照片两张，锈蚀处在三楼至四楼之间"),),
    ),
    Ticket(
        "1.4h", "hotline", "火锅城要增加四台商用灶", account="quanju",
        steps=(("1.1h", "hotline", "transfer", "market", "market", "负责人孙经理，下午都在店里"),),
        values={"description": "二楼新增包间，每台额定流量3.2立方米/小时，问要不要换表。"},
    ),
    Ticket(
        "2.2h", "clerk", "申请退还物联网表预存气费", account="guilan_flat", channel="visit",
        steps=(("1.2h", "clerk", "transfer", "meter", "meter", "出租房租客已退租，表内余额312元"),),
    ),
    Ticket(
        "2.6h", "hotline", "热处理炉供气压力偏低", account="hengtong",
        steps=(("2.4h", "hotline", "transfer", "service", None, "工业用户，请部门经理指定承办人"),),
    ),
    Ticket(
        "-1 11:20", "hotline2", "投诉：话务员多次挂断电话", kind="complaint", about=("hotline2",),
        values={"customer_name": "焦先生", "phone": "0451-50017755",
                "description": "用户称上午拨打热线三次，话务员听了两句就挂断。接电话的正是被投诉人，系统转监察部。"},
    ),
)  # fmt: skip

_DUE_TODAY = (
    Ticket(
        "-3 09:12", "hotline", "壁挂炉报警停机，家中有婴儿", account="lina",
        steps=(
            ("-3 09:25", "hotline", "transfer", "repair", "handler", "显示低压报警，同楼层其他户正常"),
            ("-3 10:10", "handler", "sign"),
            ("-3 10:15", "handler", "notice", *notices.REPAIR),
            ("-2 14:20", "handler", "not_reached", "两次拨打无人接听，已发短信"),
            ("-1 09:40", "hotline", "urge", "用户来电：昨晚家里只有16度，问今天到底几点来"),
        ),
        values={"description": "壁挂炉显示E1低压报警，复位三次仍停机，家中有六个月婴儿。"},
    ),
    Ticket(
        "-3 14:05", "clerk", "燃气表走字异常，怀疑表快", account="guoqing", channel="visit",
        steps=(
            ("-3 14:30", "clerk", "transfer", "meter", "meter", "用户拿来两张读数照片"),
            ("-3 15:40", "meter", "sign"),
            ("-2 09:05", "meter", "notice", *notices.METER),
            ("-1 10:30", "meter", "not_reached", "约定上门拆表时间，用户正在开会，说稍后回电"),
        ),
    ),
    Ticket(
        "-3 16:20", "hotline2", "康福养老院锅炉房报装增容", account="kangfu",
        steps=(
            ("-3 16:45", "hotline2", "transfer", "market", "market", "联系人食堂主任老范"),
            ("-2 08:50", "market", "sign"),
            ("-2 09:30", "market", "notice", *notices.INSTALL),
            ("-2 10:05", "market", "report", "routine", "market_manager", "增容后超出现有调压箱能力，是否先出方案？"),
            ("-2 15:30", "market_manager", "reply", "先现场勘察，勘察记录当天发设计院，费用待预算员核定。"),
        ),
    ),
    Ticket(
        "-3 10:48", "supervisor", "留言：电子发票一直没有收到", account="jiahao", channel="online",
        steps=(
            ("-3 11:05", "supervisor", "transfer", "meter", "meter"),
            ("-3 13:20", "meter", "sign"),
            ("-3 13:40", "meter", "notice", *notices.INVOICE),
            ("-1 16:10", "meter", "resolve", "缴费记录无误，发票抬头少一字导致退回，已改正重开"),
        ),
    ),
)  # fmt: skip

_LATE = (
    Ticket(
        "-5 08:55", "hotline", "灶具打不着火，维修后第二天又坏", account="changhai",
        steps=(
            ("-5 09:20", "hotline", "transfer", "repair", "handler", "上周刚换过点火针"),
            ("-5 10:30", "handler", "sign"),
            ("-5 10:40", "handler", "notice", *notices.REPAIR),
            ("-5 16:30", "handler", "not_reached", "拨打两次无人接听"),
            ("-3 11:15", "hotline", "urge", "用户第一次催办"),
            ("-2 09:05", "hotline2", "urge", "用户第二次催办，说要打12345"),
            ("-1 08:50", "supervisor", "supervise", "三天未联系用户，请马班长当天安排并回复"),
        ),
        values={"description": "右侧灶眼连续打火无反应，上周刚换过点火针和电池，第二天又坏。家有高考生，只有晚上在家。"},
    ),
    Ticket(
        "-4 15:10", "clerk", "饺子馆换大表的方案迟迟没有答复", account="wanli", channel="visit",
        steps=(
            ("-4 15:35", "clerk", "transfer", "market", "market"),
            ("-4 16:20", "market", "sign"),
            ("-3 09:10", "market", "notice", *notices.INSTALL),
        ),
    ),
    Ticket(
        "-7 09:30", "hotline2", "楼上漏水，担心燃气管被泡", account="yumei",
        steps=(
            ("-7 09:50", "hotline2", "transfer", "repair", "repair"),
            ("-7 10:15", "repair", "sign"),
            ("-7 10:20", "repair", "notice", *notices.REPAIR),
            ("-6 09:00", "repair", "promise", "-2", "已上门检漏无泄漏；锈蚀的一段管卡要等配件，答应本周内更换"),
        ),
    ),
)  # fmt: skip

_RUNNING = (
    Ticket(
        "-2 09:30", "clerk", "二手房过户，原户主已去世", account="fengying", channel="visit",
        steps=(
            ("-2 09:45", "clerk", "take"),
            ("-2 09:55", "clerk", "notice", *notices.CHANGE_OWNER),
            ("-2 10:05", "clerk", "report", "ask", "manager", "原户主去世，没有委托书，可否凭公证书办理？"),
        ),
    ),
    Ticket(
        "-2 13:15", "hotline", "新房申请开户通气", account="liping",
        steps=(
            ("-2 13:30", "hotline", "transfer", "hall", None),
            ("-2 14:10", "manager", "sign"),
            ("-2 14:20", "manager", "assign", "clerk", "请按新房通气流程受理"),
            ("-2 15:00", "clerk", "notice", *notices.IGNITION),
            ("-1 09:20", "clerk", "promise", "+2", "材料齐全，已排到后天上午通气，用户同意"),
        ),
    ),
    Ticket(
        "-2 10:25", "hotline2", "IC卡充值后表上没有气量", account="weidong",
        steps=(
            ("-2 10:40", "hotline2", "transfer", "meter", "meter"),
            ("-2 11:30", "meter", "sign"),
            ("-2 11:35", "meter", "notice", *notices.BILL),
            ("-1 09:10", "meter", "promise", "+0", "卡已重写，答应今天下班前带新卡上门"),
        ),
    ),
    Ticket(
        "-2 14:30", "hotline", "实验小学食堂要求三天内恢复供气", account="shiyan",
        steps=(
            ("-2 14:40", "hotline", "transfer", "repair", "handler", "报警器联动切断，周一要开餐"),
            ("-2 15:05", "handler", "sign"),
            ("-2 15:20", "handler", "notice", *notices.REPAIR),
            ("2.8h", "handler", "report", "urgent", "leader", "学校不接受三个工作日，要求当天解决，请示加急处理"),
        ),
    ),
    Ticket(
        "-1 09:50", "hotline", "入户安检发现软管老化，要求更换", account="yulan",
        steps=(
            ("-1 10:05", "hotline", "transfer", "repair", "handler"),
            ("-1 10:40", "handler", "sign"),
            ("-1 10:45", "handler", "notice", *notices.REPAIR),
            ("-1 15:30", "handler", "answer", "与用户约好上门更换金属软管，费用85元，用户同意"),
        ),
    ),
    Ticket(
        "-1 13:40", "hotline", "余额提醒短信收不到", account="lina",
        steps=(
            ("-1 13:50", "hotline", "assign", "hotline2", "短信平台由你负责"),
            ("-1 14:00", "hotline2", "notice", "恢复余额提醒短信", "用气户号、接收手机号", "核对后重新订阅，次日生效"),
        ),
    ),
    Ticket(
        "-1 10:15", "hotline2", "食品厂申请夜间增压供气", account="longjiang",
        steps=(
            ("-1 10:30", "hotline2", "transfer", "market", "market"),
            ("-1 11:20", "market", "sign"),
            ("-1 13:30", "market", "notice", *notices.INSTALL),
            ("-1 14:10", "market", "report", "scope", "market_manager", "夜间增压涉及中压管网运行，超出本岗位职责"),
            ("-1 15:20", "market_manager", "reply", "我来协调运行客服部调度，你先核对厂方用气曲线。"),
        ),
    ),
    Ticket(
        "-2 15:40", "clerk", "投诉：维修工收费不开票", account="chunyan", kind="complaint", channel="visit",
        about=("fitter",),
        steps=(
            ("-2 15:55", "supervisor", "transfer", "repair", "repair", "请班长核实收费凭证"),
            ("-2 16:30", "repair", "sign"),
            ("-1 10:00", "repair", "promise", "+1", "已向用户致歉，承诺核实后退费或补票"),
        ),
        values={"description": "维修工丁某更换阀门收现金120元，未出具票据。"},
    ),
    Ticket("0.5h", "hotline", "厨房有很浓的燃气味，已关阀开窗", kind="emergency",
           values={"customer_name": "段女士", "address": "示范市站前街道康乐园6号楼2单元301室", "phone": "13800001188"}),
)  # fmt: skip

_TO_INFORM = (
    Ticket(
        "-4 10:20", "hotline", "过户后账单仍是前房主的名字", account="dawei",
        steps=(
            ("-4 10:35", "hotline", "transfer", "meter", "meter"),
            ("-4 11:15", "meter", "sign"),
            ("-4 11:20", "meter", "notice", *notices.CHANGE_OWNER),
            ("-3 14:30", "meter", "answer", "已查明两个系统未同步，正在改名"),
            ("-1 15:10", "meter", "resolve", "户名已更正，本期账单起按新户名出具"),
        ),
    ),
    Ticket(
        "-3 09:40", "hotline2", "反映小区门口施工压到燃气标志桩", kind="inquiry",
        steps=(
            ("-3 09:55", "hotline2", "transfer", "rescue", "rescue"),
            ("-3 10:20", "rescue", "sign"),
            ("-2 11:00", "rescue", "resolve", "已到场制止并与施工方签订管线保护协议，标志桩恢复"),
        ),
        values={"anonymous": True},
    ),
    Ticket(
        "-3 15:20", "clerk", "预约更换到期燃气表", account="defu", channel="visit",
        steps=(
            ("-3 15:40", "clerk", "transfer", "repair", "handler"),
            ("-3 16:10", "handler", "sign"),
            ("-3 16:15", "handler", "notice", *notices.METER),
            ("-2 10:30", "handler", "answer", "约好次日上午换表"),
            ("-1 11:10", "handler", "resolve", "旧表（2014年制）已更换为物联网表，读数双方签字"),
        ),
    ),
)  # fmt: skip

_INFORMED = (
    Ticket(
        "-4 09:05", "hotline", "热水器排烟管与邻居距离太近", account="jianjun",
        steps=(
            ("-4 09:25", "hotline", "transfer", "repair", "repair"),
            ("-4 10:05", "repair", "sign"),
            ("-4 10:10", "repair", "notice", *notices.CHECKUP),
            ("-3 15:00", "repair", "answer", "现场测量间距42厘米，符合规范"),
            ("-2 09:30", "repair", "resolve", "符合规范要求，已向两户当面说明并留存照片"),
            ("-1 14:45", "repair", "inform", "用户接受，无异议"),
        ),
    ),
    Ticket(
        "-3 13:50", "supervisor", "酒店要求补发上季度增值税专票", account="yuehai", channel="online",
        steps=(
            ("-3 14:10", "supervisor", "transfer", "meter", "meter"),
            ("-3 15:00", "meter", "sign"),
            ("-3 15:05", "meter", "notice", *notices.INVOICE),
            ("-2 10:00", "meter", "resolve", "三张专票已重开，数电票发至财务邮箱"),
            ("-1 09:35", "meter", "inform", "财务确认收到", "email"),
        ),
    ),
)  # fmt: skip

OPEN_TICKETS = (*_NEW, *_TO_SIGN, *_DUE_TODAY, *_LATE, *_RUNNING, *_TO_INFORM, *_INFORMED)
