# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Runs at every change of version, before anything is loaded."""


def migrate(cr, version):
    """Empty the extensions of views that are ours; the files that are loaded next fill them again.

    Views are loaded one after the other, each checked together with its extensions as they are in the
    database. An extension of the former version may look for an element that is not there any more: a moved
    button would stop the upgrade.
    """
    cr.execute(
        """
        UPDATE ir_ui_view SET arch_db = jsonb_build_object('en_US', '<data/>')
        WHERE inherit_id IS NOT NULL AND mode = 'extension' AND id IN (
            SELECT res_id FROM ir_model_data
            WHERE model = 'ir.ui.view' AND module IN ('gas_service', 'gas_service_reports') AND NOT COALESCE(noupdate, FALSE)
        )
        """
    )
