// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// The page a manager comes to, a figure, what it counts, and back.
registry.category("web_tour.tours").add("gas_service_reports_dashboard", {
    steps: () => [
        { trigger: ".o_gas_dashboard [data-figure=late] .o_gas_tile_value:contains(/^1$/)" },
        { trigger: ".o_gas_rate_chart canvas" },
        { trigger: ".o_gas_dashboard [data-figure=late]", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
        { trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: ".o_gas_dashboard [data-figure=today]", run: "click" },
        { trigger: ".o_list_view:not(:has(.o_data_row))" },
        { trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: ".o_gas_dashboard [data-figure=marks_satisfied]:contains(100%)" },
        { trigger: ".o_gas_dashboard [data-figure=marks]", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
    ],
});
