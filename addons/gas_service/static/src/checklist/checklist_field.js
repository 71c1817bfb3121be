// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What a step needs: pairs of a text and whether that is there already. */
export class Checklist extends Component {
    static template = "gas_service.Checklist";
    static props = { ...standardFieldProps };

    get checks() {
        return (this.props.record.data[this.props.name] || []).map(([text, done]) => ({
            text,
            done,
            label: done ? _t("done") : _t("missing"),
        }));
    }
}

registry.category("fields").add("gas_checklist", {
    component: Checklist,
    displayName: _t("Checklist"),
    supportedTypes: ["json"],
});
