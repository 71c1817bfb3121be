# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The other customers of the demo company, and what was done for them each month: whom callbacks are drawn from."""

from calendar import monthrange
from random import Random

_FAMILY = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯"
_GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 秀珍 建国 海燕 志刚 春梅 玉兰 文博 晓东 立新 "
    "子涵 雨桐 国强 淑珍 德发 美玲 宏伟 小红 金凤 永刚"
).split()
_ESTATES = (
    ("河东街道", "幸福小区"), ("河东街道", "滨河花园"), ("新城街道", "锦绣家园"), ("新城街道", "学府嘉园"),
    ("铁西街道", "工人新村"), ("铁西街道", "铁西小区"), ("站前街道", "铁路家属楼"), ("北山街道", "北山雅居"),
)  # fmt: skip
_SHOPS = (
    "老街豆浆店", "东来顺涮肉馆", "福满楼酒家", "阿香米线", "四季春包子铺", "金百合饼屋", "川渝人家", "海天海鲜酒楼",
    "惠民早餐店", "聚友烧烤", "清真牛肉面馆", "小城故事餐厅", "乐民社区食堂", "育才幼儿园（食堂）", "明德小学（食堂）",
    "阳光敬老院", "市中医院（食堂）", "新城宾馆", "如意快捷酒店", "蓝天洗浴", "水云间浴场", "洁丽洗衣店", "惠丰超市熟食部",
    "鲜味居快餐", "君悦大酒店", "老地方炖菜馆", "一品粥铺", "大众食堂", "供销社招待所", "广场咖啡",
)  # fmt: skip
_PLANTS = (
    "华北铸造有限公司",
    "宏达玻璃制品有限公司",
    "金穗乳业有限公司",
    "东方印染有限公司",
    "瑞丰陶瓷有限公司",
    "启明热电有限公司",
)

_HOMES = 420
# of each month: service type, in which way, by whom, how many customers of each kind
_WORK = (
    ("meter_billing", "visit", ("唐小凤",), {"residential": 300, "commercial": 26, "industrial": 6}),
    ("meter_billing", "automatic", (), {"residential": 90}),
    ("meter_billing", "counter", ("杨丽",), {"residential": 30, "commercial": 3}),
    ("inspection_repair", "visit", ("曹文军", "刘志强", "丁家伟"), {"residential": 44, "commercial": 8, "industrial": 3}),
    ("ignition", "visit", ("刘志强", "丁家伟"), {"residential": 9, "commercial": 1}),
    ("hotline", "call", ("张晓燕", "刘佳"), {"residential": 16, "commercial": 2}),
    ("design_install", "visit", ("韩冰", "田野"), {"residential": 14, "commercial": 9, "industrial": 2}),
    ("pre_service", "visit", ("韩冰", "田野"), {"residential": 5, "commercial": 8}),
    ("ignition", "visit", ("田野",), {"commercial": 5, "industrial": 1}),
)  # fmt: skip


def account_rows():
    """Return the rows the billing system pushes; the same every time."""
    random = Random(30)
    rows = []
    for number in range(_HOMES):
        district, estate = _ESTATES[number % len(_ESTATES)]
        building, door = 1 + number % 12, f"{1 + number % 3}单元{random.randrange(1, 12)}0{random.randrange(1, 4)}室"
        rows.append(
            {
                "number": f"11{number:05}5",
                "name": random.choice(_FAMILY) + random.choice(_GIVEN),
                "category": "residential",
                "district": district,
                "address": f"示范市{district}{estate}{building}号楼{door}",
                "phones": f"1390000{3000 + number}",
                "do_not_call": number % 60 == 7,
            }
        )
    for category, names in (("commercial", _SHOPS), ("industrial", _PLANTS)):
        for number, name in enumerate(names):
            rows.append(
                {
                    "number": f"{'2' if category == 'commercial' else '3'}1{number:05}5",
                    "name": name,
                    "category": category,
                    "district": "开发区" if category == "industrial" else _ESTATES[number % len(_ESTATES)][0],
                    "address": f"示范市建设大街{101 + number * 2}号",
                    "phones": f"0451-5000{3000 + number}",
                }
            )
    return rows


def service_rows(month):
    """Return the rows in which the billing and dispatch systems hand in the services of a month."""
    random = Random(month.toordinal())
    by_category = {}
    for row in account_rows():
        by_category.setdefault(row["category"], []).append(row["number"])
    last = monthrange(month.year, month.month)[1]
    rows = []
    for work, (service_type, mode, people, sizes) in enumerate(_WORK):
        for category, size in sizes.items():
            for place, number in enumerate(random.sample(by_category[category], size)):
                rows.append(
                    {
                        "source": "营业收费系统" if service_type == "meter_billing" else "派工系统",
                        "external_ref": f"{month:%Y%m}-{work}-{number}",
                        "service_type": service_type,
                        "mode": mode,
                        "date": str(month.replace(day=random.randint(1, last))),
                        "account": number,
                        "employee_id": people[place % len(people)] if people else None,
                        "department_id": None if people else "抄表收费班",
                    }
                )
    return rows
