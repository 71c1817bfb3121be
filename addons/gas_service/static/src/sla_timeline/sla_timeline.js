// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const { DateTime } = luxon;

const KINDS = {
    start: _t("Start"),
    counted: _t("Counted"),
    off: _t("Day off"),
    holiday: _t("Holiday"),
    paused: _t("Paused"),
    idle: _t("Not counted"),
};

/** One deadline as a row of days: why it is due when it is due. */
export class SlaTimeline extends Component {
    static template = "gas_service.SlaTimeline";
    static props = { explanation: Object, open: { type: Boolean, optional: true } };
    static defaultProps = { open: true };

    setup() {
        this.state = useState({ open: this.props.open });
    }

    get days() {
        const { days, unit, due_at_local, started_at_local } = this.props.explanation;
        return days.map((day) => {
            const date = DateTime.fromISO(day.date);
            const label = day.name && day.name !== "…" ? day.name : KINDS[day.kind];
            const spans = day.spans.map(([from, to]) => `${from}–${to}`).join(" ");
            const kind = day.makeup && day.kind === "counted" ? "counted o_makeup" : day.kind;
            return {
                ...day,
                key: day.date,
                dateText: date.toFormat("M/d"),
                weekday: date.toFormat("ccc"),
                label,
                number: day.count,
                hours: unit === "hours" && day.hours ? spans : "",
                time: day.due && due_at_local ? due_at_local.slice(11) : day.kind === "start" ? started_at_local.slice(11) : "",
                className: `o_gas_day o_${kind}` + (day.due ? " o_due" : ""),
                title: [date.toFormat("yyyy-MM-dd ccc"), KINDS[day.kind], day.makeup ? _t("make-up working day") : "", day.name, spans]
                    .filter(Boolean)
                    .join(" · "),
            };
        });
    }

    get stateClass() {
        const classes = { met: "text-bg-success", late: "text-bg-danger", paused: "text-bg-info", cancelled: "text-bg-secondary" };
        return classes[this.props.explanation.state] || "text-bg-primary";
    }
}

/** Loads explanations; subclasses say of which clocks. */
export class SlaTimelineLoader extends Component {
    static template = "gas_service.SlaTimelines";
    static components = { SlaTimeline };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ explanations: [] });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    async load(props) {
        const ids = this.clockIds(props);
        const key = JSON.stringify([ids, props.record.data.write_date?.toISO?.(), props.record.data.date_deadline?.toISO?.()]);
        if (key === this.key) {
            return;
        }
        this.key = key;
        this.state.explanations = ids.length
            ? await this.orm.call("gas.sla.clock", "explain_list", [ids])
            : [];
    }
}

export class SlaTimelineWidget extends SlaTimelineLoader {
    static props = { ...standardWidgetProps };
    clockIds(props) {
        return props.record.resId ? [props.record.resId] : [];
    }
}

export class SlaTimelineField extends SlaTimelineLoader {
    static props = { ...standardFieldProps };
    clockIds(props) {
        return props.record.data[props.name].currentIds.filter((id) => typeof id === "number");
    }
}

registry.category("view_widgets").add("gas_sla_timeline", { component: SlaTimelineWidget });
registry.category("fields").add("gas_sla_timelines", {
    component: SlaTimelineField,
    displayName: _t("Deadline Timelines"),
    supportedTypes: ["one2many"],
    relatedFields: [],
});
