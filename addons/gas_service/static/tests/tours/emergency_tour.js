// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("gas_service_emergency", {
    steps: () => [
        { trigger: ".o_gas_systray_emergency", run: "press Alt+Shift+e" },
        { trigger: ".o_gas_emergency_number a:contains(0451-53359110)" },
        { trigger: ".o_arrow_button_current[data-value=processing]" },
    ],
});
