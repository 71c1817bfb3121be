// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { onMounted } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/**
 * Board of documents whose state only actions change, grouped by `state`. The model's `action_move(state)` does what
 * dropping a card on a column means: it returns the action of a dialog, or false when it is done.
 */
export class DocumentGroupList extends RelationalModel.DynamicGroupList {
    /**
     * Run the step a drop means. The server decides: it refuses (the card goes back and the
     * reason is shown), does it, or asks for what is missing in a dialog.
     *
     * @override
     */
    async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {
        if (dataGroupId === targetGroupId) {
            return; // the order within a column is that of urgency and deadline
        }
        const source = this.groups.find((group) => group.id === dataGroupId);
        const target = this.groups.find((group) => group.id === targetGroupId);
        const record = source.list.records.find((candidate) => candidate.id === dataRecordId);
        const index = source.list.records.indexOf(record);
        source._removeRecords([record.id]);
        target._addRecord(record, 0);
        const putBack = () => {
            target._removeRecords([record.id]);
            source._addRecord(record, index);
        };
        let action;
        try {
            action = await this.model.orm.call(
                this.resModel,
                "action_move",
                [[record.resId], target.value],
                { context: this.context }
            );
        } catch (error) {
            putBack();
            throw error;
        }
        if (action) {
            // whether the step is done is known when the dialog closes
            putBack();
            await this.model.action.doAction(action, { onClose: () => this.model.load() });
            return;
        }
        await this.model.load();
        this.notifyIfGone(record, target);
    }

    /** The filter may hide the document from now on: say that the step was done. */
    notifyIfGone(record, target) {
        const shown = this.model.root.records.some((candidate) => candidate.resId === record.resId);
        if (!shown) {
            this.model.notification.add(
                _t("%(document)s: %(state)s", { document: record.data.name, state: target.displayName }),
                { type: "success" }
            );
        }
    }
}

export class DocumentModel extends RelationalModel {
    static DynamicGroupList = DocumentGroupList;
}

export class DocumentKanbanRenderer extends KanbanRenderer {
    setup() {
        super.setup();
        onMounted(() => this.showFirstCards());
    }

    /** The first column that holds something is in view; a phone, which shows one column, begins with it. */
    showFirstCards() {
        const { list } = this.props;
        const group = list.isGrouped && list.groups.find(({ count }) => count);
        if (group) {
            const column = this.rootRef.el.querySelector(`[data-id="${group.id}"]`);
            column?.scrollIntoView({ block: "nearest", inline: this.env.isSmall ? "start" : "nearest" });
        }
    }

    get isGroupedByState() {
        return this.props.list.isGrouped && this.props.list.groupByField.name === "state";
    }

    /** Only states can be dragged between: departments, people and the rest change through dialogs. */
    get canResequenceRecords() {
        return this.isGroupedByState;
    }

    /** The state is read-only for everyone; the drop is an action. */
    get canMoveRecords() {
        return this.isGroupedByState;
    }
}

export const documentKanbanView = {
    ...kanbanView,
    Model: DocumentModel,
    Renderer: DocumentKanbanRenderer,
};

registry.category("views").add("gas_document_kanban", documentKanbanView);
