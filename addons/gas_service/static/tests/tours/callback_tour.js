// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// by position: the tour runs in whatever language
const next = { trigger: ".o_list_view button.btn-primary:visible", run: "click" };
const question = (place, keys) => ({ trigger: `.o_gas_question_current:nth-of-type(${place})`, run: `press ${keys}` });
const fresh = ".o_gas_question_current:nth-of-type(1):not(:has(button[aria-checked=true]))";

// Pulled, answered and sent without the mouse; the second one has something to say.
registry.category("web_tour.tours").add("gas_service_callback_call", {
    steps: () => [
        { trigger: ".o_view_nocontent" },
        next,
        { trigger: fresh, run: "press 5" },
        question(2, "4"),
        question(3, "y"),
        question(4, "5"),
        question(5, "Control+Enter"),
        { trigger: fresh, run: "press 5" },
        question(2, "5"),
        question(3, "n"),
        question(4, "2"),
        { trigger: "#o_gas_callback_remark", run: "edit Waited all day" },
        { trigger: "#o_gas_callback_remark", run: "press Control+Enter" },
        { trigger: ".o_notification" },
        { trigger: ".o_list_view .o_view_nocontent" },
    ],
});

registry.category("web_tour.tours").add("gas_service_callback_ticket", {
    steps: () => [
        next,
        { trigger: fresh, run: "press Alt+t" },
        { trigger: ".modal .o_field_widget[name=subject] input", run: "edit A new hose" },
        { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view .o_field_widget[name=inquiry_id]:visible" },
        { trigger: fresh },
    ],
});

const card = (column) => `.o_kanban_group:eq(${column}) .o_kanban_record`;

// Columns: drawn, waiting for approval, calling, analysis.
registry.category("web_tour.tours").add("gas_service_callback_approve", {
    steps: () => [
        { trigger: `${card(1)}:contains(0 / 2)`, run: "click" },
        { trigger: ".o_field_widget[name=stratum_ids] .o_data_row:eq(1) [name=quota]:contains(2)" },
        { trigger: ".o_notebook .nav-link[name=rounds]", run: "click" },
        { trigger: ".o_field_widget[name=round_ids] button[name=action_show_check]", run: "click" },
        { trigger: ".o_notification:contains(4)" },
        { trigger: "button[name=action_open_approve]", run: "click" },
        { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_arrow_button_current[data-value=calling]" },
    ],
});

registry.category("web_tour.tours").add("gas_service_callback_ratio", {
    steps: () => [
        { trigger: `${card(2)}:contains(1 / 2):contains(50.00)`, run: "click" },
        { trigger: ".o_field_widget[name=stratum_ids] .o_data_row:eq(1) [name=ratio]:contains(50.00)" },
        { trigger: ".o_statusbar_status .o_arrow_button_current[data-value=calling]" },
    ],
});
