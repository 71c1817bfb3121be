# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Three hundred thousand accounts, and a million services other systems have recorded; all by PostgreSQL."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

_ACCOUNTS, _SERVICES = 300_000, 1_000_000
# a number without pattern from the number of the row: the same on every machine
_DICE = "(hashint8extended(g::bigint, %(seed)s::bigint) & 1073741823)::int"


def move_in(world):
    values = {
        "count": max(round(_ACCOUNTS * world.settings.scale), 200),
        "company": 1,
        "seed": world.random.randrange(1 << 30),
        "then": world.at("2020-01-01", "08:00"),
        "surnames": list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"),
        "given": list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉梅建国志红文斌"),
        "districts": "城东区 城西区 城南区 城北区 高新区 滨江区 空港区".split(),
        "shops": "餐厅 酒店 学校食堂 医院 洗衣店 面馆".split(),
        "works": "食品厂 玻璃厂 陶瓷厂 印染厂".split(),
    }
    world.sql(
        f"""
        INSERT INTO gas_account (company_id, number, name, category, district, address, do_not_call, active,
                                 create_uid, write_uid, create_date, write_date)
        SELECT %(company)s, 'R' || lpad(g::text, 8, '0'),
               (%(surnames)s::text[])[1 + d %% 20] || (%(given)s::text[])[1 + d / 20 %% 33]
                   || CASE WHEN g %% 100 < 94 THEN (%(given)s::text[])[1 + d / 660 %% 33]
                           WHEN g %% 100 < 99 THEN '记' || (%(shops)s::text[])[1 + d / 660 %% 6]
                           ELSE (%(works)s::text[])[1 + d / 660 %% 4] END,
               CASE WHEN g %% 100 < 94 THEN 'residential' WHEN g %% 100 < 99 THEN 'commercial' ELSE 'industrial' END,
               (%(districts)s::text[])[1 + d / 7 %% 7],
               (%(districts)s::text[])[1 + d / 7 %% 7] || '人民路' || (1 + g / 40) || '号' || (1 + g %% 40) || '室',
               d %% 200 = 0, TRUE, 1, 1, %(then)s, %(then)s
        FROM (SELECT g, {_DICE} AS d FROM generate_series(1, %(count)s) g) rows ORDER BY g
        """,
        **values,
    )
    world.sql(
        """
        INSERT INTO gas_phone (account_id, number, create_uid, write_uid, create_date, write_date)
        SELECT id, '138' || lpad((id %% 100000000)::text, 8, '0'), 1, 1, %(then)s, %(then)s FROM gas_account ORDER BY id
        """,
        **values,
    )
    _analyse(world)


def _analyse(world):
    world.env.cr.execute("ANALYZE gas_account; ANALYZE gas_phone")


def serve(world, month):
    """What the systems for billing, inspection and installation recorded in a month."""
    first, after = month, min(month + relativedelta(months=1), world.settings.until + timedelta(days=1))
    handlers = world.staff("handler")
    world.go(world.at(after - timedelta(days=1), "20:00"))
    world.sql(
        f"""
        INSERT INTO gas_service_record (company_id, service_type, date, mode, account_id, category, department_id,
                                        employee_id, source, external_ref, active,
                                        create_uid, write_uid, create_date, write_date)
        SELECT %(company)s,
               (ARRAY['meter_billing', 'meter_billing', 'meter_billing', 'inspection_repair', 'inspection_repair',
                      'ignition', 'design_install', 'hotline'])[1 + d %% 8],
               %(first)s::date + (d / 8 %% %(days)s)::int,
               (ARRAY['visit', 'visit', 'counter', 'call', 'automatic'])[1 + d / 256 %% 5],
               a.id, a.category, (%(departments)s::int[])[w], (%(employees)s::int[])[w],
               'billing', %(month)s || '-' || g, TRUE, 1, 1, %(now)s, %(now)s
        FROM (
            SELECT g, d, 1 + (d / 1280 %% %(workers)s)::int AS w,
                   %(least)s + (hashint8extended(g::bigint, %(seed)s::bigint + 1) & 1073741823) %% %(accounts)s AS account
            FROM (SELECT g, {_DICE} AS d FROM generate_series(1, %(count)s) g) dice
        ) r JOIN gas_account a ON a.id = r.account ORDER BY r.g
        """,
        count=world.count(_SERVICES),
        company=1,
        seed=world.random.randrange(1 << 30),
        first=first,
        days=(after - first).days,
        month=f"{month:%Y%m}",
        employees=handlers.ids,
        departments=[one.department_id.id for one in handlers],
        workers=len(handlers),
        now=world.at(after - timedelta(days=1), "20:00"),
        **bounds(world),
    )
    world.env.cr.execute("ANALYZE gas_service_record")


def bounds(world):
    """Return the lowest number of an account, and how many there are in a row."""
    world.env.cr.execute("SELECT min(id), count(*) FROM gas_account")
    least, count = world.env.cr.fetchone()
    return {"least": least, "accounts": count}
