// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {formatPercentage} from "@web/views/fields/formatters";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {RateChart} from "./rate_chart";

/**
 * How the company keeps its promises: every figure opens what it counts. Counted by gas.dashboard.
 */
export class GasDashboard extends Component {
    static template = "gas_service_reports.Dashboard";
    static components = {Layout, RateChart};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.state = useState({figures: null});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.figures = await this.orm.call("gas.dashboard", "get_figures", []);
    }

    open(figure) {
        return this.action.doAction(figure.action);
    }

    percent(share, digits = 0) {
        return share === null ? "–" : formatPercentage(share, {digits: [false, digits]});
    }

    /** Where a share stands on a scale that ends at `end`, for CSS. */
    place(share, end = 1) {
        return `${Math.min(100, (100 * share) / end).toFixed(1)}%`;
    }

    // whole sentences, for other languages put their words in another order

    get madeText() {
        const {made, population} = this.state.figures.callbacks;
        return _t("%(made)s of %(population)s customers", {made: made.count, population});
    }

    get quotaText() {
        const {least, quota} = this.state.figures.callbacks;
        return _t("The mark is at %(least)s, the least there may be; %(quota)s customers are to be called.", {
            least: this.percent(least),
            quota,
        });
    }

    satisfiedText({satisfied}) {
        return _t("%s satisfied", satisfied.count);
    }

    askedText({asked}) {
        return _t("of %s who answered", asked.count);
    }

    intervalText({low, high, few}) {
        const interval = _t("95 %: between %(low)s and %(high)s (Wilson's score interval).", {
            low: this.percent(low),
            high: this.percent(high),
        });
        const warning = _t("Few customers: chance alone can move it far.");
        return few ? `${interval} ${warning}` : interval;
    }

    get ratioEnd() {
        const {ratio, least} = this.state.figures.callbacks;
        return Math.max(2 * least, 1.1 * (ratio || 0));
    }

    get mostComplaints() {
        return Math.max(...this.state.figures.complaints.states.map((state) => state.count));
    }
}

registry.category("actions").add("gas_dashboard", GasDashboard);
