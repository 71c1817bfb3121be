# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare, float_round

# m³/h to the litre: rated flows are given with two or three digits
FLOW_DIGITS = 3
SIZES = [("large", "Large or Medium"), ("small", "Small or Micro")]


class GasProjectPoint(models.Model):
    """A gas point: where gas is burnt, by what, and how much (PS-4.1.4)."""

    _name = "gas.project.point"
    _description = "Gas Point"
    _inherit = ["gas.hosted.mixin"]
    _order = "project_id, sequence, id"
    _rec_name = "place"
    _host_fields = ("project_id",)

    project_id = fields.Many2one("gas.project", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    place = fields.Char(help="Where it is: building, floor, room.")
    appliance = fields.Char(help="What burns the gas, e.g. a boiler or a stove.")
    rated_flow = fields.Float(digits=(16, FLOW_DIGITS), help="m³/h of one appliance.")
    quantity = fields.Integer(default=1, required=True)
    kind = fields.Selection(
        [("new", "New Appliance"), ("altered", "Altered"), ("existing", "Existing")],
        default="new",
        required=True,
        help="What is there already and stays as it is does not count for the hourly flow (PS-2.1).",
    )
    flow = fields.Float(compute="_compute_flow", digits=(16, FLOW_DIGITS), help="m³/h of all of them.")

    _positive = models.Constraint(
        "CHECK (rated_flow >= 0 AND quantity > 0)", "The rated flow is not negative, and there is at least one."
    )

    @api.depends("rated_flow", "quantity")
    def _compute_flow(self):
        for point in self:
            point.flow = point.rated_flow * point.quantity

    @api.model_create_multi
    def create(self, vals_list):
        points = super().create(vals_list)
        points.project_id._check_points_open()
        return points

    def write(self, vals):
        self.project_id._check_points_open()
        result = super().write(vals)
        if "project_id" in vals:
            self.project_id._check_points_open()
        return result

    def unlink(self):
        self.project_id._check_points_open()
        return super().unlink()


class GasProject(models.Model):
    """How much gas, and what size that makes the project (PS-2.1, PS-2.2)."""

    _inherit = "gas.project"

    simultaneity = fields.Float(
        "Simultaneity Factor",
        default=lambda self: self.env.company.gas_simultaneity,
        digits=(4, 2),
        help="Share of the appliances that burn at the same time.",
    )
    hourly_flow = fields.Float(
        compute="_compute_hourly_flow", store=True, digits=(16, FLOW_DIGITS),
        help="m³/h of the points this project adds or alters, times the simultaneity factor. Rounded up to the"
        " litre, so that what exceeds the limit by less exceeds it.",
    )  # fmt: skip
    small_business = fields.Boolean(help="A shop, restaurant or other small service business (小商服).")
    size_class = fields.Selection(
        SIZES, compute="_compute_size_class", store=True, tracking=True,
        help="Above the limit large or medium; up to it a small business is small or micro, anybody else what is chosen.",
    )  # fmt: skip
    size_by_hand = fields.Boolean(compute="_compute_size_class", store=True, help="The class has to be chosen.")
    size_choice = fields.Selection(
        SIZES,
        "Size Class by Hand",
        tracking=True,
        help="Of who needs no more than the limit, but is no small business.",
    )
    appliances_confirmed_at = fields.Datetime("Appliances Confirmed On", readonly=True, copy=False)

    _guarded_fields = frozenset({"hourly_flow", "size_class", "size_by_hand", "appliances_confirmed_at"})

    _simultaneity_range = models.Constraint(
        "CHECK (simultaneity > 0 AND simultaneity <= 1)", "The simultaneity factor is above 0 and at most 1."
    )

    @api.depends("point_ids.rated_flow", "point_ids.quantity", "point_ids.kind", "simultaneity")
    def _compute_hourly_flow(self):
        for project in self:
            counted = project.point_ids.filtered(lambda point: point.kind != "existing")
            flow = sum(point.rated_flow * point.quantity for point in counted) * project.simultaneity
            project.hourly_flow = float_round(flow, precision_digits=FLOW_DIGITS, rounding_method="UP")

    def _exceeds_size_limit(self):
        limit = self.company_id.sudo().gas_size_limit  # sudo: an ordinary user may not read every company
        return float_compare(self.hourly_flow, limit, precision_digits=FLOW_DIGITS) > 0

    @api.depends("hourly_flow", "small_business", "size_choice")
    def _compute_size_class(self):
        for project in self:
            exceeds = project._exceeds_size_limit()
            project.size_by_hand = bool(project.hourly_flow) and not exceeds and not project.small_business
            if not project.hourly_flow:
                project.size_class = False
            elif project.size_by_hand:
                project.size_class = project.size_choice
            else:
                project.size_class = "large" if exceeds else "small"

    def write(self, vals):
        if {"simultaneity", "small_business", "size_choice"} & vals.keys():
            self._check_points_open()
        return super().write(vals)

    def action_confirm_appliances(self, at=None):
        """The customer's appliances are clear: the second of the three that design waits for (PS-4.2.3.1).

        :param at: naive UTC, default now
        :raise UserError: names every point that lacks something
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("demand", "review", "survey")
        if self.appliances_confirmed_at:
            raise UserError(self.env._("The appliances are confirmed already. The manager can correct the time."))
        at = self._moment(at)
        self._raise_missing([text for there, text in self._checks_of_points() if not there])
        self._write_guarded({"appliances_confirmed_at": at})
        self._begin_design()

    def _checks_of_points(self):
        """Return what the gas points need, as pairs (whether it is there, what it is)."""
        checks = [(bool(self.point_ids), self.env._("the gas points"))]
        for index, point in enumerate(self.point_ids, 1):
            labels = [
                point._fields[name]._description_string(self.env)
                for name in ("place", "appliance", "rated_flow")
                if not point[name]
            ]
            if labels:
                text = self.env._("gas point %(number)s: %(fields)s", number=index, fields=", ".join(labels))
                checks.append((False, text))
        if self.hourly_flow and not self.size_class:
            checks.append((False, self.env._("the size class: up to the limit, but no small business")))
        return checks

    def _check_points_open(self):
        """Once the appliances are confirmed only the manager changes what makes the size; nobody after the end."""
        for project in self:
            if project.state in ("done", "lost", "screened"):
                raise UserError(self.env._("%s has ended: its gas points stay as they are.", project.name))
            if project.appliances_confirmed_at and not (self.env.su or project._is_managed_by(self.env.user)):
                raise UserError(
                    self.env._("The appliances of %s are confirmed: ask the manager to change them.", project.name)
                )
