// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Two keys for whoever answers the phone, wherever he is: a new ticket, and an emergency. */
export class TicketSystray extends Component {
    static template = "gas_service.TicketSystray";
    static props = {};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ busy: false });
    }

    registerTicket() {
        return this.action.doAction("gas_service.action_gas_inquiry_new");
    }

    /** Nothing is asked first; a second press while the first is on its way makes no second emergency. */
    async registerEmergency() {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const action = await this.orm.call("gas.inquiry", "action_emergency", []);
            await this.action.doAction(action);
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("systray").add("gas_service.ticket", { Component: TicketSystray }, { sequence: 40 });
