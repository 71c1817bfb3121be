# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Projects before their design: information, contacts, tracking, demand, review, survey."""

from .project import Project

_INFORMATION = (
    # pushed this morning, taken by nobody yet
    Project(
        "2.6h", "platform", "启航快递分拨中心职工食堂用气", "启航快递有限公司示范分公司", source="construction",
        values={"external_ref": "GJ-230199-04417", "uscc": "91230199MA1J72000C", "contact_name": "鲁经理",
                "phone": "0451-50041120", "address": "示范市开发区物流大道19号"},
    ),
    Project(
        "-1 15:40", "platform", "乐童幼儿园食堂用气", "示范市乐童幼儿园", source="exchange",
        values={"external_ref": "ZW-230199-07752", "uscc": "12230199MA1B552102", "contact_name": "魏园长",
                "phone": "13800004107", "address": "示范市新城街道书香路12号"},
        steps=(("-1 16:20", "market3", "take"),),
    ),
    # nobody was reached: unanswered calls stop nothing, and the promise is late
    Project(
        "-6 10:10", "platform", "绿源洗涤新厂房蒸汽用气", "绿源洗涤服务有限公司", source="construction",
        values={"external_ref": "GJ-230199-04286", "uscc": "91230199MA1B118103", "category": "industrial",
                "contact_name": "姚厂长", "phone": "13900004216", "address": "示范市开发区工业四路6号"},
        steps=(
            ("-5 08:45", "market_manager", "hand_over", "market3", "开发区片区由许佳宁负责"),
            ("-4 10:20", "market3", "not_reached", "登记电话为代办公司，称会转告"),
            ("-3 15:10", "market3", "not_reached", "到厂区走访，工地停工，门卫称老板在外地", "visit"),
            ("-1 09:30", "market3", "not_reached", "手机关机，已发短信"),
        ),
    ),
    # screened out too lightly: the manager's check brought it back, with the promise as it was
    Project(
        "-3 09:30", "platform", "万家超市熟食间用气", "新城万家超市有限公司", source="register", nature=False,
        values={"external_ref": "SC-230199-11290", "uscc": "91230199MA1F60490E", "contact_name": "贾店长",
                "phone": "18600004035", "address": "示范市新城街道新城大街166号"},
        steps=(
            ("-3 10:00", "market2", "take"),
            ("-2 09:10", "market2", "screen_out", "登记经营范围为日用百货零售，无餐饮"),
            ("-1 10:30", "market_manager", "reopen", "现场看到一楼正在装修熟食间，请联系店方"),
        ),
    ),
)  # fmt: skip

_CONTACTED = (
    Project(
        "-3 11:00", "market", "一品轩饭店厨房改造", "一品轩饭店", nature="reconstruction",
        values={"uscc": "91230199MA1K80870W", "contact_name": "马老板", "phone": "15000004148",
                "address": "示范市铁西街道工人路131号", "small_business": True},
        steps=(
            ("-2 09:40", "market", "not_reached", "午市备料，没有接听"),
            ("-2 15:20", "market", "ask", "想把煤气罐换成管道气，四台灶，约好本周上门看厨房",
             "wechat"),
        ),
    ),
    Project(
        "-5 09:20", "hotline2", "第二实验小学食堂增容", "示范市第二实验小学", source="customer", nature="capacity",
        account="shiyan", values={"contact_name": "总务处刘主任", "phone": "0451-50021501"},
        demand="新学期学生增加两百人，食堂加一台四门蒸箱和一台大锅灶，开学前用上",
        wishes="施工放在寒假，不影响上课",
        points=(("一楼食堂", "四门蒸箱", 4.2, 1), ("一楼食堂", "大锅灶", 4.5, 1), ("一楼食堂", "双眼炒灶", 5.6, 2, "existing")),
        steps=(
            ("-5 10:00", "market2", "take"),
            ("-4 14:00", "market2", "ask", "确有增容需求，约后天上门"),
            # came without business cards, which is on record (PS-5.2)
            ("-2 09:30", "market2", "visit", "查看食堂和现有管线，校方还在确认蒸箱型号", "cards"),
            ("-2 11:10", "market2", "note_down"),
        ),
    ),
)  # fmt: skip

_TRACKING = (
    Project(
        "-29 10:05", "market2", "锦程汽车喷烤漆房用气", "锦程汽车维修有限公司",
        values={"uscc": "91230199MA1G693609", "contact_name": "罗经理", "phone": "13800004259",
                "address": "示范市站前街道站前路208号"},
        steps=(
            ("-28 09:15", "market2", "ask", "目前用电烤漆，设备明年到期，暂不改",
             {"market_news": "市内三家维修厂在谈合并，合并后可能统一改气"}),
            ("-28 09:30", "market2", "track", "-7", "设备更新前再联系"),
            ("-7 10:10", "market2", "ask", "已选好烤漆房厂家，等总部批复", "wechat",
             {"situation": "总部要求年底前提交设备更新方案"}),
            ("-7 10:20", "market2", "track", "+8", "下次联系时带上同行改气前后的能耗对比"),
        ),
    ),
    # tracked, handed over, and then the demand appeared: it went on, with its history
    Project(
        "-45 14:30", "market", "金穗食品面包隧道炉用气", "金穗食品烘焙有限公司",
        values={"uscc": "91230199MA1L18040J", "category": "industrial", "contact_name": "曲总",
                "phone": "13900004367", "address": "示范市开发区工业三路5号"},
        demand="新上一条隧道炉生产线，另有两台旋转烤炉，下月中旬试产",
        wishes="希望把调压箱放在东墙，不占装卸区",
        points=(("烘焙车间", "隧道炉", 26.5, 1), ("烘焙车间", "旋转烤炉", 5.8, 2)),
        steps=(
            ("-44 09:20", "market", "ask", "厂房在建，明确会用气，具体时间没定"),
            ("-44 09:40", "market", "track", "-20", "厂房封顶后再问"),
            ("-30 16:00", "market_manager", "hand_over", "market3", "片区调整，开发区项目统一交许佳宁"),
            ("-20 10:30", "market3", "ask", "正在装修，设备已订货"),
            ("-20 10:40", "market3", "track", "-4", "设备到货前联系"),
            ("-4 09:10", "market3", "demand_appeared", "曲总来电：设备已到港，下月试产"),
            ("-3 13:30", "market3", "visit", "一对一讲解报装流程，核对设备铭牌"),
            ("-2 10:15", "market3", "learn"),
        ),
    ),
)  # fmt: skip

_REVIEW = (
    Project(
        "-9 09:50", "platform", "江畔国际酒店新建项目用气", "江畔国际酒店管理有限公司", source="construction",
        values={"external_ref": "GJ-230199-04198", "uscc": "91230199MA1D86150Y", "contact_name": "工程部沈总监",
                "phone": "0451-50043300、13800004472", "address": "示范市滨江街道江畔路1号"},
        demand="中餐厨房、宴会厨房和两台热水锅炉，明年五月开业",
        wishes="表房设在地下一层，留出以后洗衣房的接口",
        points=(("中餐厨房", "双头炒灶", 5.6, 6), ("宴会厨房", "四门蒸箱", 4.2, 4), ("锅炉房", "1.4兆瓦热水锅炉", 155.0, 2)),
        steps=(
            ("-9 10:30", "market", "take"),
            ("-8 09:10", "market", "ask", "业主欢迎，约好到项目部面谈"),
            ("-6 14:00", "market", "visit", "项目部面谈，暖通和厨房顾问都在",
             {"market_news": "隔壁地块拟建商业综合体，业主同一集团"}),
            ("-5 10:20", "market", "learn"),
            ("-4 09:00", "market", "review", "+2 09:00", "+2 11:30", "service", "repair"),
            ("-4 16:10", "market", "talk", "确认评审时间，请业主备好电子版平面图", "email"),
        ),
    ),
)  # fmt: skip

_SURVEY = (
    # surveyed, appliances settled, documents missing: the design has not begun
    Project(
        "-17 10:40", "market2", "妇幼保健院锅炉房煤改气", "示范市妇幼保健院", source="referral", nature="reconstruction",
        values={"uscc": "12230199MA1D295502", "contact_name": "后勤科邵科长", "phone": "0451-50044088",
                "address": "示范市铁西街道健康路16号"},
        demand="两台燃煤锅炉改燃气，供暖季后施工",
        wishes="改造期间不能停热水",
        points=(("锅炉房", "2吨燃气蒸汽锅炉", 160.0, 2), ("营养食堂", "大锅灶", 4.5, 2, "existing")),
        steps=(
            ("-16 09:30", "market2", "ask", "院方已立项，资金年内到位"),
            ("-13 14:20", "market2", "visit", "查看锅炉房，说明资料清单"),
            ("-12 09:30", "market2", "learn"),
            ("-11 10:00", "market2", "review", "-7 13:30", "-7 16:00", "service", "rescue"),
            ("-7 16:20", "market2", "survey", "门前路有中压管，锅炉房泄爆面积需设计复核", "conditional"),
            ("-7 16:30", "market2", "confirm_appliances"),
            ("-6 10:15", "market2", "receive", "licence", "application"),
            ("-3 09:40", "market2", "talk", "催要锅炉房电子图纸、设备清单和产权证明，院方称在档案室找"),
        ),
    ),
)  # fmt: skip

EARLY_PROJECTS = (*_INFORMATION, *_CONTACTED, *_TRACKING, *_REVIEW, *_SURVEY)
