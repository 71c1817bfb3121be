# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

APPROVERS = [
    ("manager", "Manager of the Department"),
    ("leader", "Leader in Charge of the Department"),
    ("named_department", "Manager of a Certain Department"),
    ("employee", "A Certain Employee"),
    ("group", "Any Member of a Group"),
]
# the field that says which one, where the document does not
_NAMED = {"named_department": "department_id", "employee": "employee_id", "group": "group_id"}


class GasApprovalStep(models.Model):
    """One step of an approval rule: who decides, and from which amount on it is needed."""

    _name = "gas.approval.step"
    _description = "Approval Step"
    _order = "rule_id, sequence, id"

    rule_id = fields.Many2one("gas.approval.rule", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    amount_from = fields.Monetary(
        "From Amount", help="Needed from this amount on, in the currency of the company; 0: always."
    )
    currency_id = fields.Many2one(related="rule_id.currency_id")
    approver_kind = fields.Selection(
        APPROVERS, "Approver", required=True, default="manager", help="The department is the document's."
    )
    department_id = fields.Many2one("hr.department", "Certain Department", ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", "Certain Employee", ondelete="restrict")
    group_id = fields.Many2one("res.groups", ondelete="restrict")
    description = fields.Char(compute="_compute_description")

    _amount_from = models.Constraint("CHECK (amount_from >= 0)", "A step is needed from 0 or a positive amount on.")

    @api.depends("name", "amount_from", "approver_kind", *_NAMED.values())
    def _compute_description(self):
        labels = dict(self._fields["approver_kind"]._description_selection(self.env))
        for step in self.sudo():  # sudo: names only
            named = step[_NAMED[step.approver_kind]] if step.approver_kind in _NAMED else step.browse()
            who = named.display_name or labels.get(step.approver_kind, "")
            amount = step.currency_id.format(step.amount_from) if step.amount_from and step.currency_id else ""
            step.description = f"{step.name}: {who}" + (f" ≥ {amount}" if amount else "")

    @api.constrains("approver_kind", "rule_id", *_NAMED.values())
    def _check_approver(self):
        for step in self:
            if step.approver_kind not in _NAMED:
                continue
            named = step[_NAMED[step.approver_kind]]
            if not named:
                raise ValidationError(
                    self.env._(
                        "Step “%(step)s”: choose “%(field)s”.",
                        step=step.name,
                        field=step._fields[_NAMED[step.approver_kind]]._description_string(self.env),
                    )
                )
            company = step.rule_id.company_id
            if "company_id" in named and company and named.company_id not in (company, company.browse()):
                raise ValidationError(
                    self.env._("Step “%(step)s”: %(name)s is of another company.", step=step.name, name=named.name)
                )
            if step.approver_kind == "employee" and (not named.user_id.active or named.user_id.share):
                raise ValidationError(
                    self.env._(
                        "Step “%(step)s”: %(name)s has no login of an internal user and could not approve anything.",
                        step=step.name,
                        name=named.name,
                    )
                )

    def _snapshot(self):
        """Return what a running approval keeps of the step, whatever becomes of the rule."""
        kind = self.approver_kind
        return {
            "sequence": self.sequence,
            "name": self.name,
            "approver_kind": kind,
            **{field: self[field].id if _NAMED.get(kind) == field else False for field in _NAMED.values()},
        }

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.rule_id._log_steps()
        return steps

    def write(self, vals):
        rules = self.rule_id
        result = super().write(vals)
        (rules | self.rule_id)._log_steps()
        return result

    def unlink(self):
        rules = self.rule_id
        result = super().unlink()
        rules._log_steps()
        return result
