// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { RadioField, radioField } from "@web/views/fields/radio/radio_field";

/** Kind of a ticket. A complaint is registered in a dialog of its own, which keeps it confidential. */
export class GasKindField extends RadioField {
    static template = "gas_service.GasKindField";

    setup() {
        super.setup();
        this.action = useService("action");
    }

    get items() {
        return super.items.filter(([value]) => value !== "complaint" || this.value === "complaint");
    }

    get offersComplaint() {
        return !this.props.readonly && this.value !== "complaint";
    }

    /** What was typed already goes along; the form that is left is not saved. */
    openComplaint() {
        const { channel, phone, account_id, customer_name, address, subject, description } =
            this.props.record.data;
        return this.action.doAction("gas_service.action_gas_inquiry_complaint", {
            additionalContext: {
                default_channel: channel,
                default_phone: phone,
                default_account_id: account_id && account_id.id,
                default_customer_name: customer_name,
                default_address: address,
                default_subject: subject,
                default_description: description,
            },
            onClose: () => this.props.record.discard(),
        });
    }
}

registry.category("fields").add("gas_kind", {
    ...radioField,
    component: GasKindField,
    displayName: _t("Kind of a Ticket"),
    supportedTypes: ["selection"],
});
