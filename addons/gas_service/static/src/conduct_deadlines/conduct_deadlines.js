// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { SlaTimelineLoader } from "../sla_timeline/sla_timeline";

/** The exceeded deadlines of a conduct case, explained to whoever may read the case. */
export class ConductDeadlines extends SlaTimelineLoader {
    static props = { ...standardWidgetProps };

    async load(props) {
        const key = `${props.record.resId} ${props.record.data.write_date?.toISO?.()}`;
        if (key === this.key) {
            return;
        }
        this.key = key;
        this.state.explanations = props.record.resId
            ? await this.orm.call("gas.conduct.case", "explain_evidence", [props.record.resId])
            : [];
    }
}

registry.category("view_widgets").add("gas_conduct_deadlines", { component: ConductDeadlines });
