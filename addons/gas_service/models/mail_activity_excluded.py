# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import ValidationError


class MailActivity(models.Model):
    """Whoever has an activity may read it: nobody is given one on what is hidden from him."""

    _inherit = "mail.activity"

    @api.constrains("user_id", "res_model", "res_id")
    def _check_not_excluded(self):
        mixin = self.env.registry["gas.excluded.mixin"]
        for activity in self:
            model = self.env.get(activity.res_model)
            if not isinstance(model, mixin) or not activity.res_id:
                continue
            if activity.user_id in model.browse(activity.res_id)._kept_out_users():
                # as if he had no right of the ordinary kind: why is nobody's business
                raise ValidationError(self.env._("%s cannot be given this activity.", activity.user_id.name))
