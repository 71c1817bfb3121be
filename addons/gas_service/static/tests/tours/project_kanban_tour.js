// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// columns: information, contacted, tracking, demand, review, survey, design, costing, approval
const card = (column) => `.o_kanban_group:eq(${column}) .o_kanban_record:contains(Grand Hotel)`;
const drop = (from, to) => ({
    trigger: card(from),
    run: (helpers) =>
        helpers.drag_and_drop(`.o_kanban_group:eq(${to})`, { position: { top: 90, left: 60 }, relative: true }),
});
const write = (name, text, where = ".modal ") => ({
    trigger: `${where}.o_field_widget[name=${name}]:visible textarea:eq(0)`,
    run: `edit ${text}`,
});
const tab = (name) => ({ trigger: `.o_notebook .nav-link[name=${name}]`, run: "click" });
const confirm = { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" };
const pick = (text) => ({ trigger: `.o-autocomplete--dropdown-item a:contains(${text})`, run: "click" });
// by position: the tour runs in whatever language
const select = (field, position) => [
    { trigger: `${field} .o_select_menu_toggler`, run: "click" },
    { trigger: `.o_select_menu_item:eq(${position})`, run: "click" },
];
const back = { trigger: ".o_back_button, .breadcrumb-item a", run: "click" };

registry.category("web_tour.tours").add("gas_service_project_kanban", {
    steps: () => [
        // the first contact is asked for by the drop
        drop(0, 1),
        { trigger: ".modal .o_field_widget[name=note] textarea:focus" },
        ...select(".modal .o_field_widget[name=channel]", 1), // a visit
        { trigger: ".modal .o_field_widget[name=visit_item_ids] input:eq(0)", run: "click" },
        write("note", "They want to cook with gas"),
        write("market_news", "The baker next door is building, too"),
        { trigger: ".modal footer .o_form_button_save", run: "click" },
        { trigger: `body:not(:has(.modal)) ${card(1)}` },
        // what is missing is named at once, and the card is where it was
        drop(1, 3),
        { trigger: ".modal:contains(•) .modal-footer button", run: "click" },
        { trigger: `body:not(:has(.modal)) ${card(1)}`, run: "click" },
        // the same list stands on the form, and gets shorter while it is worked off
        { trigger: ".o_gas_next:has(.o_missing:eq(6)):not(:has(.o_missing:eq(7)))" },
        tab("demand"),
        write("demand", "Three stoves from May on", ""),
        write("wishes", "Quickly", ""),
        write("safety_guidance", "Alarm and ventilation", ""),
        { trigger: ".o_field_widget[name=process_explained] input", run: "click" },
        { trigger: ".o_gas_next:has(.o_missing:eq(2)):not(:has(.o_missing:eq(3)))" },
        ...select(".o_field_widget[name=nature]", 0),
        { trigger: "button[name=action_give_guide]", run: "click" },
        { trigger: "body:not(:has(button[name=action_give_guide]:visible))" },
        tab("points"),
        { trigger: ".o_field_widget[name=point_ids] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: ".o_field_widget[name=point_ids] [name=place] input", run: "edit Kitchen" },
        { trigger: ".o_field_widget[name=point_ids] [name=appliance] input", run: "edit Stove" },
        { trigger: ".o_field_widget[name=point_ids] [name=rated_flow] input", run: "edit 12.5" },
        { trigger: ".o_field_widget[name=point_ids] [name=quantity] input", run: "edit 2" },
        { trigger: ".o_field_widget[name=simultaneity] input", run: "click" },
        { trigger: ".tab-pane.active .o_field_widget[name=hourly_flow]:contains(25.000)" },
        { trigger: ".o_gas_next:not(:has(.o_missing))" },
        { trigger: "button[name=action_confirm_demand]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=demand]" },
        back,
        // review and survey
        drop(3, 4),
        { trigger: ".modal .o_field_widget[name=partner_ids] input", run: "edit Harbin" },
        pick("Harbin Design Institute"),
        confirm,
        { trigger: `body:not(:has(.modal)) ${card(4)}` },
        drop(4, 5),
        { trigger: ".modal .o_field_widget[name=result] input:eq(0)", run: "click" },
        write("note", "Pipe at the street"),
        { trigger: ".modal .o_field_widget[name=design_unit_id] input", run: "edit Harbin" },
        pick("Harbin Design Institute"),
        confirm,
        { trigger: `body:not(:has(.modal)) ${card(5)}` },
    ],
});

// From the card's menu, without opening the project.
registry.category("web_tour.tours").add("gas_service_project_contact", {
    steps: () => [
        { trigger: card(0), run: `hover && click ${card(0)} .o_dropdown_kanban .dropdown-toggle` },
        { trigger: ".o-dropdown--menu .dropdown-item:eq(0)", run: "click" },
        { trigger: ".modal .o_field_widget[name=reached] input", run: "click" },
        write("note", "Nobody answered"),
        { trigger: ".modal footer .o_form_button_save", run: "click" },
        { trigger: `body:not(:has(.modal)) ${card(0)}` },
    ],
});
