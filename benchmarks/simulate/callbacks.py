# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The callbacks of the month: drawn and approved by the addon, called in bulk, analysed and finished by the managers."""

_CALLED, _DISSATISFIED = 92, 4  # percent


def call(world, month):
    if not world.following(month, 1):
        return
    plans = world.env["gas.callback.plan"]._open_month(world.company, month)
    for plan in plans.filtered(lambda plan: plan.approval_state == "running"):
        plan.with_user(plan.approval_approver_ids[0]).action_approve()
    if not world.following(month, 6, "16:00"):
        return  # the calls are still to come
    _answer(world, plans)
    world.following(month, 7)
    for plan in plans:
        manager = plan.department_id.manager_id.user_id
        plan.with_user(manager).action_end_calls("部分用户多次拨打未接通")
    last = world.following(month, 10)
    for plan in plans if last else ():
        plan.write({"conclusion": "<p>总体满意，个别用户反映上门不及时。</p>", "suggestion": "<p>加强上门前预约。</p>"})
        plan.with_user(plan.department_id.manager_id.user_id).action_finish()


def _answer(world, plans):
    """Most of the customers drawn answer one of the agents who never served them."""
    values = {
        "plans": plans.ids or [0],
        "now": world.env.cr.now(),
        "agents": world.staff("agent").ids,
        "seed": world.random.randrange(1 << 30),
        "called": _CALLED,
        "dissatisfied": _DISSATISFIED,
    }
    dice = "abs(hashtext(b.unit || %(seed)s::text)) %% 100"
    world.sql(
        f"""
        UPDATE gas_callback b
        SET state = 'done', done_at = %(now)s, last_attempt_at = %(now)s, attempt_count = 1, channel = 'phone',
            caller_id = agent.id, claimed_at = %(now)s, questionnaire_id = p.questionnaire_id,
            dissatisfied = abs(hashtext(b.unit || 'd' || %(seed)s::text)) %% 100 < %(dissatisfied)s
        FROM gas_callback_plan p, gas_callback c
        CROSS JOIN LATERAL (
            SELECT e.id FROM hr_employee e
            WHERE e.id = ANY(%(agents)s)
              AND NOT EXISTS (SELECT FROM gas_callback_server_rel s WHERE s.callback_id = c.id AND s.employee_id = e.id)
              AND NOT EXISTS (SELECT FROM gas_callback_involved_rel i WHERE i.callback_id = c.id AND i.employee_id = e.id)
              AND NOT EXISTS (
                  SELECT FROM gas_callback_excluded_rel x WHERE x.callback_id = c.id AND x.user_id = e.user_id)
            ORDER BY hashtext(e.id || c.unit) LIMIT 1
        ) agent
        WHERE c.id = b.id AND p.id = b.plan_id AND p.id = ANY(%(plans)s) AND p.state = 'calling'
          AND b.state = 'todo' AND {dice} < %(called)s
        """,
        **values,
    )
    world.sql(
        """
        INSERT INTO gas_callback_answer (callback_id, question_id, sequence, question_text, dimension, kind, number,
                                         text, dissatisfied, create_uid, write_uid, create_date, write_date)
        SELECT b.id, q.id, q.sequence, q.text ->> 'zh_CN', q.dimension, q.kind,
               CASE q.kind WHEN 'scale' THEN CASE WHEN b.dissatisfied THEN 1 ELSE 5 END
                           WHEN 'yesno' THEN CASE WHEN b.dissatisfied THEN 0 ELSE 1 END ELSE 0 END,
               CASE WHEN q.kind = 'text' THEN '无' END, b.dissatisfied AND q.kind != 'text', 1, 1, %(now)s, %(now)s
        FROM gas_callback b JOIN gas_callback_question q ON q.questionnaire_id = b.questionnaire_id
        WHERE b.plan_id = ANY(%(plans)s) AND b.state = 'done' AND b.done_at = %(now)s AND (
            q.service_type IS NULL OR EXISTS (
                SELECT FROM gas_callback_candidate c JOIN gas_callback_round r ON r.id = c.round_id
                WHERE r.plan_id = b.plan_id AND c.unit = b.unit AND c.stratum = q.service_type))
        """,
        **values,
    )
    world.sql(
        """
        INSERT INTO gas_contact (callback_id, employee_id, department_id, date, direction, channel, reached, purpose,
                                 note, create_uid, write_uid, create_date, write_date)
        SELECT b.id, b.caller_id, v.department_id, %(now)s, 'out', 'phone', TRUE, 'callback', '已完成回访',
               1, 1, %(now)s, %(now)s
        FROM gas_callback b JOIN hr_employee e ON e.id = b.caller_id JOIN hr_version v ON v.id = e.current_version_id
        WHERE b.plan_id = ANY(%(plans)s) AND b.state = 'done' AND b.done_at = %(now)s
        """,
        **values,
    )
