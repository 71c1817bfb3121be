// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// columns: new, to sign for, in progress, to inform, informed, closed
const card = (column) => `.o_kanban_group:eq(${column}) .o_kanban_record:contains(Boiler)`;
const drop = (from, to) => ({
    trigger: card(from),
    run: (helpers) =>
        helpers.drag_and_drop(`.o_kanban_group:eq(${to})`, { position: { top: 90, left: 60 }, relative: true }),
});
const write = (name, text) => ({
    trigger: `.modal .o_field_widget[name=${name}]:visible textarea:eq(0)`,
    run: `edit ${text}`,
});
const confirm = { trigger: ".modal footer button[name=action_confirm]:visible", run: "click" };

registry.category("web_tour.tours").add("gas_service_kanban", {
    steps: () => [
        // what cannot be done is refused, and the card is where it was
        drop(1, 4),
        { trigger: ".modal .modal-footer button", run: "click" },
        { trigger: `body:not(:has(.modal)) ${card(1)}` },
        // signing for needs nothing
        drop(1, 2),
        { trigger: `${card(2)}:has([name=handler_id] img)` },
        // a dialog that is left leaves the card
        drop(2, 3),
        { trigger: ".modal button[special=cancel]", run: "click" },
        { trigger: `body:not(:has(.modal)) ${card(2)}` },
        // the result and the one-time notice in one dialog
        drop(2, 3),
        write("result", "Burner cleaned"),
        write("notice_matter", "Repair"),
        write("notice_materials", "None"),
        write("notice_procedure", "We come to you"),
        confirm,
        { trigger: `body:not(:has(.modal)) ${card(3)}` },
        drop(3, 4),
        write("note", "Told her"),
        confirm,
        { trigger: `body:not(:has(.modal)) ${card(4)}` },
        drop(4, 5),
        { trigger: ".o_notification:contains(SW)" },
        { trigger: ".o_kanban_view:not(:has(.o_kanban_record:contains(Boiler)))" },
    ],
});

// Grouped by anything but the state, cards stay where they are.
registry.category("web_tour.tours").add("gas_service_kanban_grouped", {
    steps: () => [
        { trigger: ".o_kanban_group .o_kanban_record.o_draggable:contains(Boiler)" },
        { trigger: ".o_searchview_dropdown_toggler", run: "click" },
        { trigger: ".o_group_by_menu .o_menu_item:eq(1)", run: "click" },
        { trigger: ".o_kanban_record:not(.o_draggable):contains(Boiler)" },
    ],
});
