# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What follows from callbacks: issues with their topic meeting, improvements, industrial decisions, the audit."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from . import callback_words as words
from .callbacks import MANAGERS, months, quarter_before


class Followups:
    def __init__(self, play, callbacks):
        self.play = play
        self.callbacks = callbacks
        self.issue = play.env["gas.callback.issue"]
        self.measures = play.env["gas.improvement"]
        self.industrial = play.env["gas.callback.plan"]

    def events(self):
        """Return [(moment, what to do)]."""
        almanac = self.play.almanac
        before, current = months(almanac)[-2:]

        def opened(month):
            following = month + relativedelta(months=1)
            opening = almanac.timeline.add_days(following - timedelta(days=1), 1)
            return lambda days, time: almanac.at(almanac.timeline.add_days(opening, days) if days else opening, time)

        at, now_at = opened(before), opened(current)
        # the first working day after the quarter
        audit_at = opened(quarter_before(almanac.today) + relativedelta(months=2))
        events = [
            (at(3, "16:00"), lambda: self.report(before)),
            (at(4, "09:20"), self.decide),
            (at(4, "09:40"), lambda: self.invite(at(6, "09:00"))),
            (at(6, "10:40"), self.meet),
            (at(9, "10:30"), lambda: self.improve(before)),
            (at(12, "16:00"), self.report_measure),
            (at(13, "09:30"), self.confirm_measure),
            (now_at(2, "16:20"), lambda: self.minor(current)),
            (almanac.moment("-1 15:10"), lambda: self.undecided(current)),
            (audit_at(0, "08:45"), self.play.env["gas.callback.industrial"]._cron_open),
            (audit_at(1, "14:00"), lambda: self.decide_industrial("service", True, words.INDUSTRIAL_YES)),
            (audit_at(2, "09:30"), lambda: self.decide_industrial("market", False, words.INDUSTRIAL_NO)),
            (audit_at(2, "09:40"), self.approve_industrial),
            *((audit_at(4, f"16:{minute}"), self.call_industrial) for minute in (5, 20, 35, 50)),
            (audit_at(9, "11:00"), self.analyse_industrial),
            (audit_at(0, "08:50"), self.play.env["gas.callback.audit"]._cron_open),
            (audit_at(3, "10:00"), self.judge),
            (audit_at(6, "11:20"), self.finish_audit),
        ]
        if quarter_before(almanac.day("-2")) == quarter_before(almanac.today):
            events += [
                (almanac.moment("-2 09:10"), lambda: self.ask_industrial("market")),
                (almanac.moment("-2 09:20"), self.wanted_now),
            ]
        return events

    # -- issues and improvements -------------------------------------------------------------------

    def _as(self, records, login):
        return records.with_user(self.play.user(login))

    def _heard(self, month, **states):
        """Return the calls of a month, as the system sees them."""
        domain = [("plan_id", "=", self.callbacks.plan("service", month).id)]
        return self.play.env["gas.callback"].search(domain + [(name, "=", value) for name, value in states.items()])

    def report(self, month):
        call = self._heard(month, dissatisfied=True)[:1]
        if call:
            self.issue = self.issue.browse(
                self._as(call, call.caller_id.user_id.login).action_report_issue(*words.ISSUE)
            )

    def decide(self):
        self._as(self.issue, "supervisor").action_decide(True, words.MAJOR)

    def invite(self, start):
        people = [self.play.employee(name).id for name in ("manager", "repair", "general", "leader")]
        for issue in self._as(self.issue, "supervisor"):
            issue.action_plan_meeting(start, 1.5, people, "三楼会议室")

    def meet(self):
        """The meeting's minutes and measures, each with an owner and a date (CB-9)."""
        for issue in self._as(self.issue, "supervisor"):
            issue.write({"minutes": words.MINUTES, "changes": words.CHANGES})
            later = max(self.play.almanac.day("+9"), self.play.today() + timedelta(days=20))
            for name, owner in words.MEASURES:
                self.measures |= self._improve("supervisor", name, owner, later, issue_id=issue.id)
            issue.action_record_meeting()

    def _improve(self, login, name, owner, deadline, **origin):
        items = self.play.as_user("gas.improvement", login)
        values = {"name": name, "employee_id": self.play.employee(owner).id, "date_deadline": deadline}
        return items.create({**values, **origin}).sudo()

    def improve(self, month):
        plan = self.callbacks.plan("service", month)
        name, owner = words.IMPROVEMENT
        later = max(self.play.almanac.day("+4"), self.play.today() + timedelta(days=10))
        self._improve("manager", name, owner, later, plan_id=plan.id)

    def report_measure(self):
        self._as(self.measures[:1], "repair").action_report(words.MEASURE_DONE)

    def confirm_measure(self):
        self._as(self.measures[:1], "manager").action_confirm()

    def minor(self, month):
        plan = self.callbacks.plan("market", month)
        issue = self.issue.browse(self._as(plan, "supervisor").action_report_issue(*words.MINOR[:2]))
        self._as(issue, "supervisor").action_decide(False, words.MINOR[2])

    def undecided(self, month):
        call = self._heard(month, state="done")[-1:]
        if call:
            self._as(call, call.caller_id.user_id.login).action_report_issue(*words.UNDECIDED)

    # -- industrial customers ----------------------------------------------------------------------

    def decide_industrial(self, name, call_back, reason):
        quarter = quarter_before(self.play.almanac.today)
        decisions = self.play.as_user("gas.callback.industrial", MANAGERS[name])
        department = self.play.department(name)
        decision = decisions.search([("department_id", "=", department.id), ("quarter", "=", quarter)])
        decision.action_decide(call_back, reason)
        self.industrial |= decision.sudo().plan_id

    def approve_industrial(self):
        self.callbacks.approve(self.industrial)

    def call_industrial(self):
        self.callbacks.call(self.industrial, "hotline2", "good")

    def analyse_industrial(self):
        plan = self._as(self.industrial, "manager")
        if plan.state == "calling":
            plan.action_end_calls(words.SHORTFALL if plan.shortfall else "")
        self.callbacks.analyse(plan, "manager", words.INDUSTRIAL_CONCLUSION, words.INDUSTRIAL_SUGGESTION)

    def ask_industrial(self, name):
        """A manager asks the question of the current quarter himself."""
        values = {"department_id": self.play.department(name).id, "quarter": self.play.today()}
        return self.play.as_user("gas.callback.industrial", MANAGERS[name]).create(values)

    def wanted_now(self):
        """One wants them called back before the quarter is over: that plan waits for its approval."""
        if self.play.today().month % 3 != 1:  # else nobody was served yet
            self.ask_industrial("service").action_decide(True, words.INDUSTRIAL_NOW)

    # -- the quarterly audit -----------------------------------------------------------------------

    def _audit(self):
        audits = self.play.as_user("gas.callback.audit", "general")
        return audits.search([("quarter", "=", quarter_before(self.play.almanac.today))])

    def judge(self):
        """General management listens to the calls that were drawn (CB-8)."""
        for line in self._audit().line_ids:
            for sample in line.sample_ids:
                answered = sample.call_state == "done"
                sample.write({"time_right": "yes", "content_complete": "yes" if answered else "na"})
            listened = line.sample_ids.filtered(lambda sample: sample.call_state == "done")
            if line == self._line(line.audit_id, "service"):
                listened[:1].write({"content_complete": "no", "finding": words.AUDIT_SAMPLE})

    def _line(self, audit, name):
        return audit.line_ids.filtered(lambda line: line.department_id == self.play.department(name))

    def finish_audit(self):
        audit = self._audit()
        for name, finding in words.AUDIT_FINDING.items():
            line = self._line(audit, name)
            line.finding = finding
            late = line.check_ids.filtered(lambda check: check.kind == "calls" and not check.passed)
            late.filtered(lambda check: check.plan_id.round_ids[:1].drawn_at.day > 5).excuse = words.AUDIT_EXCUSE
        name, owner = words.AUDIT_IMPROVEMENT
        later = max(self.play.almanac.day("-3"), self.play.today() + timedelta(days=14))
        self._improve("general", name, owner, later, audit_line_id=self._line(audit, "market").id)
        audit.conclusion = words.AUDIT_CONCLUSION
        audit.action_finish()
