// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { Component, onWillStart, onWillUpdateProps, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const TYPING = ["INPUT", "TEXTAREA", "SELECT"];

/**
 * The questions of a callback, answered while the customer speaks: 1 to 5, y or n, Enter for the next one,
 * Ctrl+Enter when done. Afterwards the next customer is there.
 */
export class CallbackQuestions extends Component {
    static template = "gas_service.CallbackQuestions";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ questions: [], answers: {}, current: 0, remark: "", busy: false });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
        useExternalListener(window, "keydown", (event) => this.onKeydown(event));
    }

    async load(props) {
        const { resId } = props.record;
        const key = `${resId}:${props.record.data.state}`;
        if (key === this.key || !resId) {
            return;
        }
        this.key = key;
        this.state.questions = await this.orm.call("gas.callback", "get_questions", [[resId]]);
        this.state.answers = {};
        for (const question of this.state.questions) {
            this.state.answers[question.id] = question.answer;
        }
        this.state.current = 0;
        this.state.remark = "";
    }

    get editable() {
        return this.props.record.data.calling;
    }

    get scale() {
        return [
            { value: 5, label: _t("Very satisfied") },
            { value: 4, label: _t("Satisfied") },
            { value: 3, label: _t("So-so") },
            { value: 2, label: _t("Dissatisfied") },
            { value: 1, label: _t("Very dissatisfied") },
        ];
    }

    options(question) {
        if (question.kind === "yesno") {
            return [
                { value: 1, label: _t("Yes"), key: "Y" },
                { value: 0, label: _t("No"), key: "N" },
            ];
        }
        return this.scale.map((option) => ({ ...option, key: String(option.value) }));
    }

    choose(question, value) {
        if (!this.editable) {
            return;
        }
        this.state.answers[question.id] = value;
        this.state.current = Math.min(this.state.questions.indexOf(question) + 1, this.state.questions.length - 1);
    }

    /** Digits and letters answer the question at hand, unless somebody types a text or a dialog is open. */
    onKeydown(event) {
        if (!this.editable || document.querySelector(".modal")) {
            return;
        }
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.complete();
            return;
        }
        if (event.ctrlKey || event.altKey || event.metaKey || TYPING.includes(event.target.tagName) || event.target.isContentEditable) {
            return;
        }
        const question = this.state.questions[this.state.current];
        const option = question && question.kind !== "text" && this.options(question).find(({ key }) => key === event.key.toUpperCase());
        if (option) {
            event.preventDefault();
            this.choose(question, option.value);
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            this.state.current = Math.min(Math.max(this.state.current + step, 0), this.state.questions.length - 1);
        }
    }

    /** Send the answers and go on with the next customer. */
    async complete() {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const { resId } = this.props.record;
            const answers = {};
            for (const question of this.state.questions) {
                const value = this.state.answers[question.id];
                answers[question.id] = question.kind === "yesno" && value !== null ? Boolean(value) : value;
            }
            await this.orm.call("gas.callback", "action_complete", [[resId], answers, this.state.remark]);
            const next = await this.orm.call("gas.callback", "action_next_or_list", []);
            await this.action.doAction(next, { clearBreadcrumbs: false, stackPosition: "replaceCurrentAction" });
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("view_widgets").add("gas_callback_questions", {
    component: CallbackQuestions,
    fieldDependencies: [
        { name: "calling", type: "boolean" },
        { name: "state", type: "selection" },
    ],
});
