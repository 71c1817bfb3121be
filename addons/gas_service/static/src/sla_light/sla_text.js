// Copyright 2026 Gas Service contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { _t } from "@web/core/l10n/translation";

/** A length of time for people: the two largest units. */
export function minutesText(minutes) {
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    if (days) {
        return hours && days < 10 ? _t("%(days)s d %(hours)s h", { days, hours }) : _t("%s d", days);
    }
    const rest = minutes % 60;
    if (hours) {
        return rest ? _t("%(hours)s h %(minutes)s min", { hours, minutes: rest }) : _t("%s h", hours);
    }
    return _t("%s min", rest);
}

/** Time left until `due`: what remains, or for a later day the moment itself. */
export function dueText(due, now, minutes) {
    const time = due.toFormat("HH:mm");
    const days = Math.round(due.startOf("day").diff(now.startOf("day"), "days").days);
    if (days === 0) {
        return _t("%s left", minutesText(minutes));
    }
    if (days === 1) {
        return _t("tomorrow %s", time);
    }
    return `${due.toFormat("MM-dd")} ${time}`;
}
