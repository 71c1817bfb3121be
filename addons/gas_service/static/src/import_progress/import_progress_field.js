// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import {onWillUnmount} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {ProgressBarField, progressBarField} from "@web/views/fields/progress_bar/progress_bar_field";

const SECONDS = 2;

/**
 * The progress of an import, read again while it is running and somebody looks.
 */
export class ImportProgressField extends ProgressBarField {
    setup() {
        super.setup();
        const timer = setInterval(() => this.refresh(), SECONDS * 1000);
        onWillUnmount(() => clearInterval(timer));
    }

    async refresh() {
        const {record} = this.props;
        if (record.data.state === "running" && !document.hidden && !(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("fields").add("gas_import_progress", {
    ...progressBarField,
    component: ImportProgressField,
});
