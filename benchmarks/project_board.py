# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Opening the board of projects, with 10,000 and 50,000 projects, half of them open, as two ordinary users.

One leads projects and sees those of the department, the other sees all. The peer has nothing like a project:
it shows as many tickets, 80 in each of its open stages; we show 40 projects in each of nine columns.
"""

from board import PEER_OPEN, compare, measured
from creation import QUIET
from leads import credit_code
from webclient import Kanban

STATES = ("information", "contacted", "tracking", "demand", "review", "survey", "design", "costing", "approval")
# the default filter of our projects
OUR_OPEN = [("state", "not in", ("done", "lost", "screened"))]
CHUNK = 5000
USERS = {"department": "developer", "everything": "everything"}


def run(ours, peer, scale):
    sizes = max(int(10_000 * scale), 1000), max(int(50_000 * scale), 2000)
    return compare(ours, peer, sizes, "projects (tickets)", grow, _calls)


def _calls(ours, peer, user):
    ours.ids[f"project {user}"] = ours.ids[USERS[user]]
    peer.ids[f"project {user}"] = peer.ids[user]
    user = f"project {user}"
    with ours.env(user) as env:
        mine = Kanban(env, "gas.project")
    with peer.env(user) as env:
        theirs = Kanban(env, "helpdesk.ticket")
        stage = env["helpdesk.ticket.stage"].search([("closed", "=", False)], limit=1).id
    return measured(
        ours,
        peer,
        user,
        (
            (
                "opening the projects: columns, cards, progress bars",
                lambda env: (mine.open_columns(env, OUR_OPEN), mine.progress(env, OUR_OPEN)),
                lambda env: (theirs.open_columns(env, PEER_OPEN), theirs.progress(env, PEER_OPEN)),
            ),
            (
                "one column's cards",
                lambda env: mine.column(env, OUR_OPEN, "design"),
                lambda env: theirs.column(env, PEER_OPEN, stage),
            ),
        ),
    )


def values(ids, count, start):
    developers = ids["developers"]
    return [
        {
            "subject": f"Kitchen of shop {number}",
            "customer_name": f"Catering {number}",
            "uscc": credit_code(number),
            "address": f"Renmin Road {number}",
            "source": "research",
            "nature": "new",
            "lead_id": developers[number % len(developers)],
        }
        for number in range(start, start + count)
    ]


def grow(side, count, share_open):
    """Make it `count` projects, the first `share_open` of each hundred open, evenly over the states."""
    with side.registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM gas_project")
        there = cr.fetchone()[0]
    for start in range(there, count, CHUNK):
        with side.setup() as env:
            env(context={**env.context, **QUIET})["gas.project"].create(
                values(side.ids, min(CHUNK, count - start), start)
            )
    with side.registry.cursor() as cr:
        # as leads and days would have left them, each with a gas point and three documents, two of them missing
        cr.execute(
            """
            INSERT INTO gas_project_document (project_id, sequence, name, required, received_at)
            SELECT p.id, d.number, d.name, true, CASE WHEN d.number = 1 THEN p.info_received_at END
              FROM gas_project p, (VALUES (1, 'Licence'), (2, 'Plan'), (3, 'Photographs')) d(number, name)
             WHERE p.contacted_at IS NULL
            """
        )
        cr.execute(
            """
            INSERT INTO gas_project_point (project_id, sequence, place, appliance, rated_flow, quantity, kind)
            SELECT id, 10, 'Kitchen', 'Stove', 4, 3, 'new' FROM gas_project WHERE contacted_at IS NULL
            """
        )
        cr.execute(
            """
            UPDATE gas_project p
               SET state = CASE WHEN p.id %% 100 < %s THEN (%s::varchar[])[1 + p.id / 7 %% 9] ELSE 'done' END,
                   contacted_at = p.info_received_at, next_follow_up_date = current_date + 30,
                   hourly_flow = 12, size_class = 'large'
             WHERE p.contacted_at IS NULL
            """,
            [share_open, list(STATES)],
        )
        cr.execute(
            """
            UPDATE gas_sla_clock c SET state = 'met', stopped_at = c.started_at, next_alert_at = NULL
              FROM gas_project p WHERE p.id = c.project_id AND p.state = 'done' AND c.state = 'running'
            """
        )
        cr.execute(
            """
            UPDATE gas_project SET date_deadline = NULL, sla_yellow_at = NULL, sla_red_at = NULL,
                   sla_calendar_id = NULL, sla_binding = NULL
             WHERE state = 'done' AND date_deadline IS NOT NULL
            """
        )
    side.analyse("gas_project", "gas_project_point", "gas_project_document", "gas_sla_clock", "mail_followers")
