# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tickets to read, on both sides: as many, in as many columns, as many of them done.

Ours come from our own create. The peer's would take twenty minutes, so a thousand do, and
PostgreSQL copies them with their deadlines and followers.
"""

from creation import QUIET, values_ours, values_peer

OUR_STATES = ("new", "transferred", "processing", "resolved", "informed")
CHUNK = 5000


def grow_ours(side, count, share_open):
    """Make it `count` tickets, the first `share_open` of each hundred open, evenly over the states."""
    with side.registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM gas_inquiry")
        there = cr.fetchone()[0]
    for start in range(there, count, CHUNK):
        with side.setup() as env:
            env = env(user=side.ids["clerk"], context={**env.context, **QUIET})
            env["gas.inquiry"].create(values_ours(side.ids, min(CHUNK, count - start)))
    with side.registry.cursor() as cr:
        # as handlers and days would have left them
        cr.execute(
            """
            UPDATE gas_inquiry t
               SET state = CASE WHEN t.id %% 100 < %s THEN (%s::varchar[])[1 + t.id / 7 %% 5] ELSE 'closed' END,
                   handler_id = t.first_responsible_id
             WHERE t.handler_id IS NULL
            """,
            [share_open, list(OUR_STATES)],
        )
        cr.execute(
            """
            UPDATE gas_sla_clock c SET state = 'met', stopped_at = c.started_at, next_alert_at = NULL
              FROM gas_inquiry t WHERE t.id = c.inquiry_id AND t.state = 'closed' AND c.state = 'running'
            """
        )
        cr.execute(
            """
            UPDATE gas_inquiry SET date_deadline = NULL, sla_yellow_at = NULL, sla_red_at = NULL,
                   sla_calendar_id = NULL, sla_binding = NULL
             WHERE state = 'closed' AND date_deadline IS NOT NULL
            """
        )
    side.analyse("gas_inquiry", "gas_sla_clock", "mail_followers")


def grow_peer(side, count, share_open):
    with side.registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM helpdesk_ticket")
        there = cr.fetchone()[0]
    if not there:
        there = min(count, 1000)
        with side.setup() as env:
            env = env(user=side.ids["clerk"], context={**env.context, **QUIET})
            env["helpdesk.ticket"].create(values_peer(side.ids, there))
            # followers as the mail thread would have made them
            env["mail.followers"].sudo()._insert_followers(
                "helpdesk.ticket", env["helpdesk.ticket"].search([]).ids, env.user.partner_id.ids, check_existing=True
            )
    with side.registry.cursor() as cr:
        if there > count:
            _keep(cr, count)
            there = count
        while there < count:
            more = min(there, count - there)
            _double(cr, more)
            there += more
        cr.execute("SELECT id FROM helpdesk_ticket_stage WHERE NOT coalesce(closed, false) ORDER BY sequence, id")
        open_stages = [row[0] for row in cr.fetchall()]
        cr.execute("SELECT id FROM helpdesk_ticket_stage WHERE closed ORDER BY sequence, id LIMIT 1")
        done = cr.fetchone()[0]
        cr.execute(
            """
            UPDATE helpdesk_ticket
               SET stage_id = CASE WHEN id %% 100 < %s THEN (%s::int[])[1 + id / 7 %% %s] ELSE %s END,
                   user_id = (SELECT (array_agg(res_users_id))[1 + helpdesk_ticket.id / 10 %% count(*)]
                                FROM helpdesk_ticket_team_res_users_rel
                               WHERE helpdesk_ticket_team_id = team_id)
            """,
            [share_open, open_stages, len(open_stages), done],
        )
        cr.execute(
            """
            UPDATE helpdesk_ticket_sla l SET state = 'accomplished'
              FROM helpdesk_ticket t WHERE t.id = l.ticket_id AND t.stage_id = %s
            """,
            [done],
        )
    side.analyse("helpdesk_ticket", "helpdesk_ticket_sla", "mail_followers")


def _double(cr, count):
    """Copy the first `count` tickets with their lines of SLA and their followers."""
    cr.execute("SELECT max(id) FROM helpdesk_ticket")
    shift = cr.fetchone()[0]
    _copy(cr, "helpdesk_ticket", count, {"id": "t.id + %(shift)s", "number": "t.number || '-' || %(shift)s"}, shift)
    _copy(cr, "helpdesk_ticket_sla", count, {"id": None, "ticket_id": "t.ticket_id + %(shift)s"}, shift)
    cr.execute(
        """
        INSERT INTO mail_followers (res_model, res_id, partner_id)
        SELECT res_model, res_id + %s, partner_id FROM mail_followers
         WHERE res_model = 'helpdesk.ticket'
           AND res_id IN (SELECT id FROM helpdesk_ticket ORDER BY id LIMIT %s)
        """,
        [shift, count],
    )
    cr.execute("SELECT setval('helpdesk_ticket_id_seq', max(id)) FROM helpdesk_ticket")


def _keep(cr, count):
    """Delete all but the first `count` tickets."""
    cr.execute(
        "DELETE FROM helpdesk_ticket WHERE id NOT IN (SELECT id FROM helpdesk_ticket ORDER BY id LIMIT %s)", [count]
    )
    cr.execute(
        "DELETE FROM mail_followers WHERE res_model = 'helpdesk.ticket'"
        " AND NOT EXISTS (SELECT FROM helpdesk_ticket t WHERE t.id = res_id)"
    )


def _copy(cr, table, count, changes, shift):
    cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    columns = [name for (name,) in cr.fetchall() if changes.get(name, "") is not None]
    values = [changes.get(name, f't."{name}"') for name in columns]
    ticket = "id" if table == "helpdesk_ticket" else "ticket_id"
    names = ", ".join(f'"{name}"' for name in columns)
    cr.execute(
        f"""
        INSERT INTO {table} ({names}) SELECT {", ".join(values)} FROM {table} t
         WHERE t.{ticket} IN (SELECT id FROM helpdesk_ticket ORDER BY id LIMIT %(count)s)
        """,
        {"count": count, "shift": shift},
    )
