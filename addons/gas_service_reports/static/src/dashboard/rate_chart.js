// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {getCustomColor} from "@web/core/colors/colors";
import {_t} from "@web/core/l10n/translation";

const SCHEME = cookie.get("color_scheme");
const TEXT = getCustomColor(SCHEME, "#495057", "#e4e4e4");
const GRID = getCustomColor(SCHEME, "rgba(0,0,0,.08)", "rgba(255,255,255,.15)");
const NOW = "#017e84";
const BEFORE = getCustomColor(SCHEME, "#a8cdd0", "#3f6f72");

/** The rate above each bar, without its sign where there is little room. */
const labels = {
    id: "gasLabels",
    afterDatasetsDraw(chart) {
        const {ctx, data, width} = chart;
        ctx.save();
        const narrow = width < 600;
        ctx.font = narrow ? "9px sans-serif" : "12px sans-serif";
        ctx.fillStyle = TEXT;
        ctx.textAlign = "center";
        chart.getDatasetMeta(0).data.forEach((bar, i) => {
            const rate = data.datasets[0].data[i];
            if (rate !== null) {
                ctx.fillText(`${Math.floor(rate)}${narrow ? "" : "%"}`, bar.x, bar.y - 4);
            }
        });
        ctx.restore();
    },
};

/**
 * The on-time rate of each month, the last one in strong colour; a bar opens its month.
 */
export class RateChart extends Component {
    static template = "gas_service_reports.RateChart";
    static props = {months: Array, open: Function};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = this.draw();
                return () => chart.destroy();
            },
            () => [this.props.months]
        );
    }

    draw() {
        const {months} = this.props;
        return new Chart(this.canvas.el, {
            type: "bar",
            plugins: [labels],
            data: {
                labels: months.map((month) => month.month),
                datasets: [
                    {
                        data: months.map((month) => month.rate === null ? null : 100 * month.rate),
                        backgroundColor: months.map((_month, i) => (i === months.length - 1 ? NOW : BEFORE)),
                        maxBarThickness: 44,
                        minBarLength: 2,
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                layout: {padding: {top: 18}},
                animation: false,
                onClick: (_event, [bar]) => bar && this.props.open(months[bar.index]),
                onHover: (event, bars) => {
                    event.native.target.style.cursor = bars.length ? "pointer" : "";
                },
                scales: {
                    x: {ticks: {color: TEXT}, grid: {display: false}},
                    y: {min: 0, max: 100, ticks: {color: TEXT, stepSize: 20, callback: (value) => `${value}%`}, grid: {color: GRID}},
                },
                plugins: {
                    legend: {display: false},
                    tooltip: {
                        displayColors: false,
                        callbacks: {
                            label: ({dataIndex}) =>
                                _t("%(met)s of %(count)s on time", {
                                    met: months[dataIndex].met,
                                    count: months[dataIndex].count,
                                }),
                        },
                    },
                },
            },
        });
    }
}
