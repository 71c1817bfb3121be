# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from .gas_service_record import SERVICE_TYPES

DIMENSIONS = [
    ("attitude", "Attitude"),
    ("skill", "Skill"),
    ("policy", "Suitability of Policy and Measures"),
    ("needs", "Needs and Satisfaction"),
    ("other", "Other"),
]
KINDS = [("scale", "1 to 5"), ("yesno", "Yes or No"), ("text", "Text")]


class GasCallbackQuestion(models.Model):
    """One question of a set, in one of the measure's dimensions (CB-4)."""

    _name = "gas.callback.question"
    _description = "Question"
    _order = "questionnaire_id, sequence, id"
    _rec_name = "text"

    questionnaire_id = fields.Many2one("gas.callback.questionnaire", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    dimension = fields.Selection(DIMENSIONS, required=True, default="attitude")
    text = fields.Char("Question", required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="scale")
    required = fields.Boolean(default=True)
    service_type = fields.Selection(
        SERVICE_TYPES, help="Asked of customers who got this service; empty: of all customers."
    )
    dissatisfied_at = fields.Integer(default=2, help="Scale: answers up to this one count as dissatisfied; 0: none do.")
    no_is_bad = fields.Boolean("“No” Is Dissatisfied", default=True)

    _threshold = models.Constraint("CHECK (dissatisfied_at BETWEEN 0 AND 4)", "The threshold is between 0 and 4.")

    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        questions.questionnaire_id._check_unused()
        return questions

    def write(self, vals):
        self.questionnaire_id._check_unused()
        result = super().write(vals)
        # it may have been moved into another version
        self.questionnaire_id._check_unused()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.questionnaire_id._check_unused()

    def _parse(self, value):
        """Return (number, text) of an answer; None of an answer that is none.

        :param value: 1 to 5 for a scale, true or false for yes or no, text
        :raise ValueError: not a value of this kind
        """
        if self.kind == "text":
            text = (value or "").strip() if isinstance(value, str) or value is None or value is False else str(value)
            return (0, text) if text else None
        if value is None or value == "":
            return None
        if self.kind == "yesno":
            if value not in (True, False, 0, 1, "yes", "no"):
                raise ValueError(value)
            return (1 if value in (True, 1, "yes") else 0), False
        if isinstance(value, bool) or str(value) not in {"1", "2", "3", "4", "5"}:
            raise ValueError(value)
        return int(value), False

    def _is_dissatisfied(self, number):
        if self.kind == "scale":
            return number <= self.dissatisfied_at
        return self.kind == "yesno" and self.no_is_bad and not number
