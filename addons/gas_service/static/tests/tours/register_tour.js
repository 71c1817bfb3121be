// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

// A phone call, without the mouse: the number finds two households, the second is meant, the
// matter is noted and the work order sent.
registry.category("web_tour.tours").add("gas_service_register", {
    steps: () => [
        { trigger: ".o_gas_systray_ticket", run: "press Alt+Shift+n" },
        { trigger: ".o_gas_rhyme" },
        { trigger: ".o_field_widget[name=phone] input:focus", run: "fill 138 4501 2345" },
        { trigger: ".o_field_widget[name=phone] input", run: "press Tab" },
        { trigger: ".o_gas_account_choice button:eq(1):contains(Li Xiuying)" },
        { trigger: ".o_gas_account_choice button:eq(0)", run: (helpers) => helpers.anchor.focus() },
        { trigger: ".o_gas_account_choice button:eq(0):focus", run: "press Tab" },
        { trigger: ".o_gas_account_choice button:eq(1):focus", run: "press Enter" },
        { trigger: ".o_field_widget[name=customer_name] input:value(Li Xiuying)" },
        { trigger: ".o_field_widget[name=subject] input", run: "fill No hot water" },
        { trigger: ".o_field_widget[name=subject] input:value(No hot water)", run: "press Alt+t" },
        { trigger: ".modal .o_field_widget[name=department_id] input", run: "edit Market" },
        { trigger: ".modal .o-autocomplete--dropdown-item .ui-state-active:contains(Market Engineering)" },
        { trigger: ".modal .o_field_widget[name=department_id] input", run: "press Enter" },
        { trigger: ".modal .o_field_widget[name=department_id] input:value(Market Engineering)", run: "press Alt+q" },
        { trigger: "body:not(:has(.modal)) .o_arrow_button_current[data-value=transferred]" },
    ],
});
