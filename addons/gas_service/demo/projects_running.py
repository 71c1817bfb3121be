# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Projects from the design to the approval of the budget: in time, late, paused, waiting."""

from .project import Project

_DESIGN = (
    # the institute is late and was not chased in time
    Project(
        "-23 09:30", "market", "康福养老院锅炉房增容", "康福养老院", source="customer", nature="capacity",
        account="kangfu", values={"contact_name": "食堂主任老范"},
        demand="新建护理楼供暖，加一台锅炉；现有锅炉保留",
        wishes="供暖前一定要通气",
        points=(("锅炉房", "0.7兆瓦热水锅炉", 78.0, 1), ("锅炉房", "0.5兆瓦热水锅炉", 56.0, 1, "existing")),
        steps=(
            ("-23 10:20", "market", "ask", "电话了解增容规模，约好上门"),
            ("-20 14:00", "market", "visit", "查看锅炉房和调压箱"),
            ("-19 10:00", "market", "learn"),
            ("-18 09:10", "market", "review", "-13 09:30", "-13 11:30", "service", "repair"),
            ("-13 11:40", "market", "survey", "调压箱能力不足，需换大一号"),
            ("-13 11:50", "market", "confirm_appliances"),
            ("-8 15:30", "market", "receive"),
            ("-2 09:20", "market", "chase", "问出图进度，设计院称人手不足，后天交图"),
        ),
    ),
    # chased before it was due
    Project(
        "-20 15:10", "market3", "林海木业木材干燥窑用气", "林海木业有限公司", source="referral",
        values={"uscc": "91230199MA1H34830R", "category": "industrial", "contact_name": "丛厂长",
                "phone": "13800004581", "address": "示范市开发区工业六路11号"},
        demand="三座干燥窑由烧木屑改燃气热风炉，环保限期明年三月",
        wishes="分两期施工，先改一座试运行",
        points=(("干燥车间", "燃气热风炉", 62.0, 3),),
        steps=(
            ("-19 09:00", "market3", "ask", "环保局要求改造，厂里正在比价",
             {"situation": "生物质改造报价比燃气低，但环保验收没有把握"}),
            ("-15 10:00", "market3", "visit", "带同类厂运行数据，逐条算了燃料成本"),
            ("-13 14:30", "market3", "learn"),
            ("-11 09:20", "market3", "review", "-6 09:00", "-6 11:00", "repair"),
            ("-6 11:10", "market3", "survey", "厂区西门外有中压管，距离约六十米"),
            ("-5 09:00", "market3", "receive"),
            ("-5 09:30", "market3", "talk", "资料收齐，请厂里核对窑体图纸版本", "wechat"),
            ("-4 10:30", "market3", "confirm_appliances"),
            ("-1 14:00", "market3", "chase", "与设计院范工核对窑体尺寸，约定明天出图"),
        ),
    ),
    # stands still: the customer owes something, told in writing, confirmed by the manager
    Project(
        "-24 10:00", "platform", "职业技术学院第二食堂用气", "示范市职业技术学院", source="exchange", nature="expansion",
        values={"external_ref": "ZW-230199-07319", "uscc": "12230199MA1C92380T", "contact_name": "后勤处安处长",
                "phone": "0451-50045500", "address": "示范市北山街道学院路9号"},
        demand="新建第二食堂，供三千人就餐",
        wishes="与宿舍区管网一并施工",
        points=(("一层操作间", "双头炒灶", 5.6, 8), ("一层操作间", "大锅灶", 4.5, 4), ("二层操作间", "四门蒸箱", 4.2, 3)),
        steps=(
            ("-24 10:30", "market2", "take"),
            ("-23 09:40", "market2", "ask", "项目已开工，年底竣工"),
            ("-20 09:00", "market2", "visit", "到基建办面谈，资料当场开了清单"),
            ("-19 15:00", "market2", "learn"),
            ("-18 10:10", "market2", "review", "-12 09:00", "-12 11:30", "service", "rescue"),
            ("-12 11:40", "market2", "survey", "用气点明确，调压站位置需避开消防通道", "conditional"),
            ("-12 11:50", "market2", "confirm_appliances"),
            ("-9 10:20", "market2", "receive"),
            ("-7 14:10", "market2", "propose_pause", "二层平面图与现场不符，需提供变更后的图纸", "书面告知单已送达基建办，签收人安处长"),
            ("-6 09:10", "market_manager", "confirm_pause"),
            ("-2 10:00", "market2", "talk", "基建办答复：变更图下周出", "wechat"),
        ),
    ),
    # proposed, and waits for the manager
    Project(
        "-15 09:10", "market", "全聚火锅城二层包间增容", "全聚火锅城", source="customer", nature="capacity",
        account="quanju", values={"contact_name": "孙经理"},
        demand="二层新增包间，加四台商用灶和一台蒸箱",
        wishes="夜里施工，不影响营业",
        points=(("二层厨房", "商用炒灶", 3.2, 4), ("二层厨房", "四门蒸箱", 4.2, 1), ("一层厨房", "商用炒灶", 3.2, 6, "existing")),
        steps=(
            ("-15 10:00", "market", "ask", "热线转来，当即回电"),
            ("-12 14:30", "market", "visit", "查看二层厨房，与装修队碰面", "tools"),
            ("-11 09:20", "market", "learn"),
            ("-10 09:30", "market", "review", "-5 14:00", "-5 15:30", "repair"),
            ("-5 15:40", "market", "survey", "原表G16需换G25"),
            ("-5 15:50", "market", "receive"),
            ("-3 10:30", "market", "confirm_appliances"),
            ("-1 15:30", "market", "propose_pause", "包间隔墙要改，灶台位置待定，需提供新的平面图", "微信告知并发送书面通知，孙经理已回复收到"),
        ),
    ),
)  # fmt: skip

_COSTING = (
    # paused and resumed on the way; the drawings lie with the estimator
    Project(
        "-26 09:00", "market3", "中医医院煎药中心用气", "示范市中医医院", source="referral", nature="expansion",
        values={"uscc": "12230199MA1H78230Q", "contact_name": "总务科郝科长", "phone": "0451-50046120",
                "address": "示范市站前街道康复路3号"},
        demand="煎药中心两台蒸汽发生器",
        wishes="蒸汽压力要稳，夜间连续运行",
        points=(("煎药中心", "0.3吨蒸汽发生器", 24.0, 2), ("职工食堂", "双头炒灶", 5.6, 2, "existing")),
        steps=(
            ("-25 10:10", "market3", "ask", "院方在选设备，约好上门"),
            ("-21 09:30", "market3", "visit", "与药剂科核对用汽量"),
            ("-20 10:00", "market3", "learn"),
            ("-19 09:00", "market3", "review", "-14 09:30", "-14 11:00", "service"),
            ("-14 11:10", "market3", "survey", "院内低压管可用，需新增调压箱"),
            ("-13 09:20", "market3", "confirm_appliances"),
            ("-12 14:00", "market3", "receive"),
            ("-10 09:40", "market3", "propose_pause", "煎药中心改到三楼，需重新提供平面图", "书面告知单，总务科签收"),
            ("-9 10:00", "market_manager", "confirm_pause"),
            ("-6 09:30", "market3", "resume"),
            ("-3 15:20", "market3", "drawings"),
            ("-3 15:40", "market3", "talk", "图纸已出，讲解三楼立管的两种走向"),
            ("-2 09:00", "market3", "request_estimate", "三楼立管按两种走向各算一遍"),
        ),
    ),
    # a limit from outside is shorter than ours and runs out today; the estimate waits for the lead's check
    Project(
        "-16 10:00", "market3", "北方新材料二期用气", "北方新材料股份有限公司", nature="expansion", source="construction",
        account="beifang",
        values={"external_ref": "GJ-230199-04102", "uscc": "91230199MA1E23320M", "contact_name": "设备部温部长"},
        demand="二期两条熔炼线，年用气量约三百万立方米",
        wishes="按重点项目绿色通道办理",
        points=(("熔炼车间", "熔炼炉", 120.0, 2), ("热处理车间", "退火炉", 45.0, 2), ("一期车间", "熔炼炉", 110.0, 2, "existing")),
        steps=(
            ("-16 10:40", "market3", "ask", "市重点项目，业主要求年内具备通气条件"),
            ("-14 09:00", "market3", "visit", "到二期工地，与设备部逐台核对"),
            ("-13 10:00", "market3", "learn"),
            ("-12 09:00", "market3", "limit", "PS-TOTAL", 8, "市营商环境建设监督局：重点项目获得用气时限8个工作日"),
            ("-12 09:30", "market3", "review", "-8 09:00", "-8 11:30", "service", "rescue"),
            ("-8 11:40", "market3", "survey", "一期调压站富余能力可用"),
            ("-8 11:50", "market3", "confirm_appliances"),
            ("-8 15:00", "market3", "receive"),
            ("-4 16:00", "market3", "drawings"),
            ("-4 16:20", "market3", "talk", "向设备部通报出图，约定送造价书的时间"),
            ("-3 08:50", "market3", "request_estimate", "重点项目，请优先"),
            ("-1 15:10", "estimator", "estimate", 1286000, "含调压站改造"),
        ),
    ),
)  # fmt: skip

_APPROVAL = (
    # waits for the manager
    Project(
        "-19 11:00", "market3", "老码头火锅店新开分店用气", "老码头火锅店（新城店）", source="customer",
        values={"uscc": "91230199MA1C206802", "contact_name": "龚老板", "phone": "18600004690",
                "address": "示范市新城街道锦绣路77号", "small_business": True},
        demand="新店厨房两台灶、一台煮面炉，大堂用电磁炉",
        wishes="月底开业",
        points=(("厨房", "双眼炒灶", 3.0, 2), ("厨房", "煮面炉", 2.4, 1)),
        steps=(
            ("-18 09:20", "market3", "ask", "房租已经起算，催得急"),
            ("-16 15:00", "market3", "visit", "查看店面，无地下空间，通风良好"),
            ("-15 09:30", "market3", "learn"),
            ("-14 10:00", "market3", "review", "-10 09:00", "-10 10:00", "repair"),
            ("-10 10:10", "market3", "survey", "门前有低压管，直接接入"),
            ("-9 09:00", "market3", "receive"),
            ("-8 09:30", "market3", "confirm_appliances"),
            ("-4 15:00", "market3", "drawings"),
            ("-4 15:30", "market3", "request_estimate"),
            ("-4 15:40", "market3", "talk", "告知图纸已出，三天内有造价", "wechat"),
            ("-2 10:40", "estimator", "estimate", 28600),
            ("-1 10:10", "market3", "launch"),
        ),
    ),
    # approved by the manager, waits for the leader in charge
    Project(
        "-30 09:00", "market2", "冰泉啤酒酿造车间锅炉用气", "冰泉啤酒有限公司", source="referral",
        values={"uscc": "91230199MA1F32190L", "category": "industrial", "contact_name": "动力车间雷主任",
                "phone": "13900004708", "address": "示范市开发区工业一路30号"},
        demand="一台6吨蒸汽锅炉替换燃煤锅炉，另有洗瓶线热水炉一台",
        wishes="气价按工业大客户协议谈",
        points=(("动力车间", "6吨蒸汽锅炉", 465.0, 1), ("洗瓶车间", "热水炉", 38.0, 1)),
        steps=(
            ("-29 10:00", "market2", "ask", "厂里在等环保补贴，同意先做方案"),
            ("-24 09:00", "market2", "visit", "与动力车间测算峰值用汽量",
             {"market_news": "同城饮料厂也在询价，可能合并一条中压支线"}),
            ("-22 14:00", "market2", "learn"),
            ("-21 09:30", "market2", "review", "-12 09:00", "-12 11:30", "service", "rescue"),
            ("-12 11:40", "market2", "survey", "需新建调压站，占地八平方米", "conditional"),
            ("-12 11:50", "market2", "confirm_appliances"),
            ("-9 09:40", "market2", "receive"),
            ("-5 14:20", "market2", "drawings"),
            ("-5 14:40", "market2", "talk", "图纸已出，讲解调压站占地要求"),
            ("-5 15:00", "market2", "request_estimate", "调压站设备按两家报价取低"),
            ("-2 11:00", "estimator", "estimate", 486000, "设备费占六成"),
            ("-2 14:00", "market2", "launch"),
            ("-1 09:30", "market_manager", "approve", "方案合理，同意"),
        ),
    ),
)  # fmt: skip

RUNNING_PROJECTS = (*_DESIGN, *_COSTING, *_APPROVAL)
