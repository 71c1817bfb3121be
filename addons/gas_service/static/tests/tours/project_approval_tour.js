// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// The manager, on the phone: looks at the budget, sends one back and approves the other.
registry.category("web_tour.tours").add("gas_service_project_approval_phone", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Too Dear) button[name=action_open_reject]", run: "click" },
        { trigger: ".modal .o_field_widget[name=reason] input", run: "edit Half the pipe is enough" },
        { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_kanban_view:not(:has(.o_kanban_record:contains(Too Dear)))" },
        { trigger: ".o_kanban_record:contains(Grand Hotel)", run: "click" },
        { trigger: ".o_gas_next:contains(market_manager)" },
        { trigger: ".o_field_widget[name=estimate_amount]:contains(20,000)" },
        { trigger: ".o_statusbar_buttons button[name=action_open_approve]", run: "click" },
        { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_open_approve]))" },
    ],
});
