// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("gas_service_complaint", {
    steps: () => [
        { trigger: ".o_gas_systray_ticket", run: "click" },
        { trigger: ".o_field_widget[name=subject] input", run: "edit Rude on the phone" },
        { trigger: ".o_gas_kind_complaint", run: "click" },
        { trigger: ".modal .o_field_widget[name=subject] input:value(Rude on the phone)" },
        { trigger: ".modal .o_field_widget[name=customer_name] input", run: "edit Li Si" },
        { trigger: ".modal .o_field_widget[name=accused_ids] input", run: "edit tour_handler" },
        { trigger: ".o-autocomplete--dropdown-item a:contains(tour_handler)", run: "click" },
        { trigger: ".modal .o_field_widget[name=accused_ids] .o_tag:contains(tour_handler)" },
        { trigger: ".modal button[name=action_register]", run: "click" },
        { trigger: ".modal .o_gas_complaint_number .o_field_widget[name=number]:contains(SW)" },
        { trigger: ".modal button[special=cancel]:visible", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// The colleague who logs in next looks for it.
registry.category("web_tour.tours").add("gas_service_complaint_accused", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Boiler)" },
        { trigger: ".o_searchview_input", run: "edit Rude" },
        { trigger: ".o_searchview_input", run: "press Enter" },
        { trigger: ".o_searchview_facet:contains(Rude)" },
        { trigger: ".o_kanban_view:not(:has(.o_kanban_record:contains(Boiler)))" },
        { trigger: "body:not(:contains(Rude on the phone))" },
    ],
});
