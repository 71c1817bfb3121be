// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Accounts that share the caller's number: one press chooses whom he speaks for. */
export class AccountChoiceField extends Component {
    static template = "gas_service.AccountChoiceField";
    static props = { ...standardFieldProps };

    get accounts() {
        return this.props.record.data[this.props.name].records.map(({ resId, data }) => ({
            id: resId,
            name: data.display_name,
            address: data.address,
        }));
    }

    choose(account) {
        return this.props.record.update({
            account_id: { id: account.id, display_name: account.name },
        });
    }
}

registry.category("fields").add("gas_account_choice", {
    component: AccountChoiceField,
    displayName: _t("Choice of a Gas Account"),
    supportedTypes: ["many2many"],
    relatedFields: () => [
        { name: "display_name", type: "char" },
        { name: "address", type: "char" },
    ],
});
