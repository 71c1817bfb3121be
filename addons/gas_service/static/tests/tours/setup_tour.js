// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

const card = (code) => `.o_kanban_record:has([data-code=${code}])`;

// The administrator's first day: what is missing is entered where the step leads, what has a default is looked at.
registry.category("web_tour.tours").add("gas_service_setup", {
    steps: () => [
        { trigger: `${card("company")}:has(.text-danger) button[name=action_open]`, run: "click" },
        { trigger: ".o_field_widget[name=gas_hotline] input", run: "edit 95777" },
        { trigger: ".o_form_button_save", run: "click", expectUnloadPage: true },
        { trigger: ".o_field_widget[name=gas_hotline] input:value(95777)" },
        { trigger: ".o_navbar_apps_menu button", run: "click" },
        { trigger: ".o_app[data-menu-xmlid='gas_service.menu_gas_service_root']", run: "click" },
        { trigger: ".o_menu_sections [data-menu-xmlid='gas_service.menu_gas_service_config']", run: "click" },
        { trigger: "[data-menu-xmlid='gas_service.menu_gas_setup_step']", run: "click" },
        { trigger: `${card("company")}:not(:has(.text-danger)):has(.fa-check-circle)` },
        { trigger: `${card("calendar")} button[name=action_confirm]`, run: "click" },
        { trigger: `${card("calendar")}:has(.fa-check-circle)` },
    ],
});
