# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The callbacks of the last months: drawn, approved, called, analysed as the measure has it."""

from datetime import timedelta
from itertools import cycle

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError

from . import callback_words as words
from . import notices
from .customers import account_rows, service_rows
from .past import Past
from .ticket_actor import TicketActor

# working days after the opening, time, who calls, what comes of it
_CALLS = {
    "service": (
        (1, "09:40", "hotline", "good"), (1, "10:20", "hotline2", "unreachable"), (1, "14:10", "hotline", "fair"),
        (1, "15:00", "hotline2", "good"), (2, "09:30", "hotline", "request"), (2, "10:30", "hotline2", "bad"),
        (2, "14:20", "hotline", "refused"), (2, "15:30", "hotline2", "good"), (3, "09:50", "hotline", "fair"),
        (3, "10:40", "hotline2", "busy"), (3, "14:40", "hotline", "good"), (4, "09:40", "hotline", "good"),
        (4, "10:50", "hotline2", "good"), (4, "14:30", "hotline", "good"), (5, "09:30", "hotline2", "fair"),
        (5, "10:30", "hotline", "good"), (5, "14:30", "hotline2", "good"), (5, "15:20", "hotline", "good"),
        (6, "09:30", "hotline2", "good"), (6, "10:30", "hotline", "good"), (6, "14:30", "hotline2", "good"),
    ),
    "market": (
        (1, "11:10", "market3", "good"), (1, "16:20", "hotline2", "good"), (3, "11:30", "market3", "fair"),
        (4, "16:00", "hotline2", "good"), (5, "11:10", "market3", "bad"), (6, "16:00", "hotline2", "good"),
        (6, "16:30", "hotline", "good"),
    ),
}  # fmt: skip
# the department that is late with its calls stopped here
_UNTIL = (3, "11:00")
MANAGERS = {"service": "manager", "market": "market_manager"}
_SCALES = {"good": (5, 5, 4), "fair": (4, 4, 3), "bad": (3, 3, 1)}
_SAID = {"good": words.GOOD, "request": words.GOOD, "fair": words.FAIR, "bad": words.BAD}


def months(almanac):
    """Return the months whose callbacks there are, the oldest first: those of the last quarterly audit, and later."""
    this = almanac.today.replace(day=1)
    month = quarter_before(this) - relativedelta(months=1)
    found = []
    while month < this:
        found.append(month)
        month += relativedelta(months=1)
    return found


def quarter_before(day):
    """Return the first day of the quarter before that of a date."""
    return day.replace(day=1) - relativedelta(months=(day.month - 1) % 3 + 3)


class Callbacks:
    def __init__(self, play):
        self.play = play
        self.tickets = {}
        self.fates = {}
        self.texts = {}

    def events(self):
        """Return [(moment, what to do)]."""
        almanac = self.play.almanac
        all_months = months(almanac)
        events = [(almanac.at(all_months[0], "08:00"), self._know_customers)]
        for month in all_months:
            following = month + relativedelta(months=1)
            events.append((almanac.at(following, "05:00"), lambda m=month: self._served(m)))
            opening = almanac.timeline.add_days(following - timedelta(days=1), 1)
            for name in _CALLS:
                events += self._of_month(
                    name, month, opening, short=month == all_months[0], current=month == all_months[-1]
                )
        # somebody is being called at this moment
        events.append((almanac.now - timedelta(minutes=10), lambda m=all_months[-1]: self._hold(m)))
        return events

    def _of_month(self, name, month, opening, short, current):
        """Return the events of one plan; of the first month too few are called, the current one is not finished."""

        def at(days, time):
            return self.play.almanac.at(self.play.almanac.timeline.add_days(opening, days) if days else opening, time)

        events = [
            (at(0, "08:40"), self.play.env["gas.callback.plan"]._cron_open),
            (at(0, "15:10"), lambda: self.approve(self.plan(name, month))),
        ]
        late = current and name == "service"
        for days, time, login, fate in _CALLS[name]:
            if not (late and (days, time) > _UNTIL) and not (short and name == "market" and days > 1):
                events.append((at(days, time), lambda lo=login, f=fate: self.call(self.plan(name, month), lo, f)))
        if name == "service":
            events += self._ticket_events(month, at)
        if not late:
            events.append((at(8, "16:30"), lambda: self._end(name, month)))
            events.append((at(9, "10:00"), lambda: self._analyse(name, month)))
        return events

    def _ticket_events(self, month, at):
        """Return what the repair team does with what a customer asked for."""
        steps = (
            (2, "11:05", "handler", "sign"),
            (2, "11:10", "handler", "notice", *notices.REFIT),
            (3, "10:00", "handler", "answer", "约好次日晚上门更换"),
            (4, "16:10", "handler", "resolve", "已更换不锈钢波纹软管并检漏合格"),
            (4, "16:30", "handler", "inform", "用户满意"),
            (4, "16:35", "handler", "close"),
        )
        return [(at(days, time), lambda step=step: self._ticket(month, *step)) for days, time, *step in steps]

    # -- what happens ------------------------------------------------------------------------------

    def _know_customers(self):
        """The billing system hands in its customers."""
        self._push("account", account_rows())

    def _push(self, kind, rows):
        answer = self.play.as_user("gas.import", "supervisor").push_rows(kind, rows)
        if answer["bad"]:
            raise ValueError(answer["bad"])

    def _served(self, month):
        """The billing and the dispatch system hand in the services of the month."""
        self._push("service", service_rows(month))

    def plan(self, name, month, kind="monthly"):
        department = self.play.department(name)
        domain = [("department_id", "=", department.id), ("month", "=", month), ("kind", "=", kind)]
        return self.play.env["gas.callback.plan"].search(domain)

    def approve(self, plan):
        plan.with_user(self.play.user("supervisor")).action_approve("抽样符合要求")

    def pull(self, plan, login):
        """Return the next call of a caller, as he sees it; none where nobody is left for him."""
        callbacks = self.play.as_user("gas.callback", login)
        try:
            return callbacks.browse(callbacks.action_next(plan.id)["res_id"])
        except UserError:
            return callbacks

    def call(self, plan, login, fate):
        """Call the next customer; who was tried in vain before is tried again first."""
        while plan.state == "calling":
            callback = self.pull(plan, login)
            if not callback:
                return
            known = self.fates.get(callback.id)
            self.fates.setdefault(callback.id, fate)
            getattr(self, f"_{known or fate}", self._answered)(callback)
            if not known:
                return
            Past.moment += timedelta(minutes=6)

    def _unreachable(self, callback):
        callback.action_attempt(self._say(words.NOT_REACHED, "not reached"))

    def _busy(self, callback):
        if callback.attempt_count:
            self._answered(callback)
        else:
            callback.action_attempt(words.BUSY)

    def _refused(self, callback):
        callback.action_refuse(words.REFUSED)

    def _request(self, callback):
        """The customer wants something: it becomes a ticket, which goes to the repair team at once (CB-6)."""
        self._answered(callback)
        month = callback.sudo().plan_id.month
        if month < months(self.play.almanac)[-2]:
            return
        ticket = self.play.as_user("gas.inquiry", callback.env.user.login).browse(
            callback.action_make_ticket(*words.REQUEST)
        )
        ticket.action_transfer(self.play.department("repair").id, self.play.employee("handler").id)
        self.tickets[month] = ticket.sudo()

    def _ticket(self, month, login, step, *args):
        if ticket := self.tickets.get(month):
            getattr(TicketActor(self.play, ticket.with_user(self.play.user(login)), None), step)(*args)

    def _answered(self, callback):
        fate = self.fates[callback.id]
        said = _SAID.get(fate, words.GOOD)
        types = callback._served_types()[callback]
        served = next(name for name in said if name in types)
        scale = cycle(_SCALES.get(fate, _SCALES["good"]))
        values = {
            "yesno": lambda: fate != "bad",
            "text": lambda: self._say(words.WISHES, "wish"),
            "scale": scale.__next__,
        }
        answers = {question["id"]: values[question["kind"]]() for question in callback.get_questions()}
        # who is satisfied does not always say more
        texts = (*said[served], "") if said is words.GOOD else said[served]
        remark = self._say(texts, (fate, served))
        callback.action_complete(answers, remark)

    def _say(self, texts, key):
        """Return one text after the other."""
        return next(self.texts.setdefault(key, cycle(texts)))

    def _hold(self, month):
        plan = self.plan("service", month)
        if plan.state == "calling":
            self.pull(plan, "hotline")

    def _end(self, name, month):
        """Whoever is still to be called is given up at the end, by the manager."""
        plan = self.plan(name, month).with_user(self.play.user(MANAGERS[name]))
        if plan.state == "calling":
            plan.action_end_calls(words.SHORTFALL if plan.shortfall else "")

    def _analyse(self, name, month):
        few = name == "market"
        self.analyse(
            self.plan(name, month),
            MANAGERS[name],
            words.CONCLUSION_FEW if few else words.CONCLUSION,
            words.SUGGESTION_FEW if few else words.SUGGESTION,
        )

    def analyse(self, plan, login, conclusion, suggestion):
        """The manager writes what the answers say; whom it was told to has read it (CB-7)."""
        plan = plan.with_user(self.play.user(login))
        figures = {"quota": plan.total_quota, "done": plan.total_completed, "ratio": plan.total_ratio}
        plan.write({"conclusion": conclusion.format(**figures), "suggestion": suggestion})
        plan.activity_feedback(["gas_service.activity_type_dissatisfied"])
        plan.action_finish()
        if plan.month < months(self.play.almanac)[-2]:
            plan.sudo().activity_feedback(["gas_service.activity_type_analysis"])
