# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """Name the step that approves callback plans, so that its name is translated and it is not made again."""
    cr.execute(
        """
        INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
        SELECT 'gas_service', 'gas_approval_step_callback_supervisor', 'gas.approval.step', MIN(step.id), TRUE
        FROM gas_approval_step AS step
        JOIN ir_model_data AS rule ON rule.model = 'gas.approval.rule' AND rule.res_id = step.rule_id
        WHERE rule.module = 'gas_service' AND rule.name = 'gas_approval_rule_callback'
        HAVING COUNT(*) > 0
        ON CONFLICT DO NOTHING
        """
    )
