# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from .gas_archived_mixin import archive_is_open
from .gas_callback_question import DIMENSIONS, KINDS
from .gas_retained_mixin import REMOVED


class GasCallbackAnswer(models.Model):
    """An answer, with the question as it was asked (CB-4); written once."""

    _name = "gas.callback.answer"
    _description = "Answer"
    _inherit = ["gas.hosted.mixin"]
    _order = "callback_id, sequence, id"
    _rec_name = "question_text"
    _host_fields = ("callback_id",)

    callback_id = fields.Many2one("gas.callback", required=True, readonly=True, ondelete="cascade", index=True)
    question_id = fields.Many2one("gas.callback.question", required=True, readonly=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True)
    question_text = fields.Char("Question", required=True, readonly=True)
    dimension = fields.Selection(DIMENSIONS, required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    number = fields.Integer("Answer", readonly=True, aggregator="avg", help="1 to 5; yes 1, no 0.")
    text = fields.Text("Words", readonly=True)
    dissatisfied = fields.Boolean(readonly=True)

    _once = models.UniqueIndex("(callback_id, question_id)", "A question is answered once.")

    def write(self, vals):
        if not archive_is_open(self) or vals.keys() - {"text"}:
            raise UserError(self.env._("What the customer answered is not changed."))
        return super().write(vals)

    def _forget_words(self):
        """Remove what was said in words after the retention; the marks stay; see gas.retained.mixin."""
        self.write({"text": REMOVED})
