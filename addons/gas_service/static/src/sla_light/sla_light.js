// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { minutesText, dueText } from "./sla_text";

const { DateTime } = luxon;

// One timer for all the lights on the screen: a board shows hundreds of them.
const listeners = new Set();
let timer = null;

function onEachMinute(callback) {
    listeners.add(callback);
    timer ??= setInterval(() => listeners.forEach((listener) => listener()), 60 * 1000);
    return () => {
        listeners.delete(callback);
        if (!listeners.size) {
            clearInterval(timer);
            timer = null;
        }
    };
}

export const SLA_LABELS = {
    late: _t("Late"),
    red: _t("Due very soon"),
    yellow: _t("Due soon"),
    green: _t("In time"),
};

/** The light of a deadline: a symbol, words and the time left. Right to the minute without the server. */
export class SlaLight extends Component {
    static template = "gas_service.SlaLight";
    static props = {
        ...standardFieldProps,
        due: { type: String, optional: true },
        yellow: { type: String, optional: true },
        red: { type: String, optional: true },
    };
    static defaultProps = { due: "date_deadline", yellow: "sla_yellow_at", red: "sla_red_at" };

    setup() {
        this.state = useState({ now: DateTime.now() });
        let stop;
        onMounted(() => (stop = onEachMinute(() => (this.state.now = DateTime.now()))));
        onWillUnmount(() => stop());
    }

    moment(name) {
        return this.props.record.data[this.props[name]] || null;
    }

    get isSettled() {
        const state = this.props.record.data.state;
        return this.props.due === "due_at" && !["running", undefined].includes(state);
    }

    get light() {
        const due = this.moment("due");
        const now = this.state.now;
        if (!due || this.isSettled) {
            return "none";
        }
        if (due < now) {
            return "late";
        }
        for (const level of ["red", "yellow"]) {
            const from = this.moment(level);
            if (from && from <= now) {
                return level;
            }
        }
        return "green";
    }

    get label() {
        return SLA_LABELS[this.light];
    }

    get icon() {
        return { late: "fa-times-circle", red: "fa-exclamation-circle", yellow: "fa-clock-o" }[this.light] || "fa-check-circle";
    }

    get timeText() {
        const due = this.moment("due");
        const minutes = Math.floor(due.diff(this.state.now, "minutes").minutes);
        // the label says that it is late
        return minutes < 0 ? minutesText(-minutes) : dueText(due, this.state.now, minutes);
    }

    get tooltip() {
        const lines = [_t("Deadline: %s", formatDateTime(this.moment("due")))];
        if (this.props.record.data.sla_binding === false) {
            lines.push(_t("Advisory: not binding"));
        }
        return lines.join("\n");
    }
}

const moments = ({ options }) => [
    { name: options.due || "date_deadline", type: "datetime" },
    { name: options.yellow || "sla_yellow_at", type: "datetime" },
    { name: options.red || "sla_red_at", type: "datetime" },
];

export const slaLight = {
    component: SlaLight,
    displayName: _t("Deadline Light"),
    supportedTypes: ["selection", "datetime"],
    fieldDependencies: moments,
    extractProps: ({ options }) => ({
        due: options.due,
        yellow: options.yellow,
        red: options.red,
    }),
};

registry.category("fields").add("gas_sla_light", slaLight);
