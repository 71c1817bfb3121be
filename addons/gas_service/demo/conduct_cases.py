# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Four cases: a commendation, a delay that was executed, one being heard, and one the system proposes."""

from . import notices
from .past import Past
from .ticket import Ticket

_LATE = "饭店增容，一直没人回电话"
_COMPLAINT = "投诉：报装答复一拖再拖"
_LATE_CHECK = "预约安检，没有人来联系"
_COMPLAINT_CHECK = "投诉：说好三天内联系，等了一星期"

TICKETS = (
    Ticket(
        "-32 09:10", "hotline", _LATE, account="wanli",
        steps=(
            ("-32 09:40", "hotline", "transfer", "market", "market"),
            ("-32 10:30", "market", "sign"),
            ("-32 10:40", "market", "notice", *notices.INSTALL),
            ("-26 15:20", "market", "answer", "约好次日勘察"),
            ("-25 16:00", "market", "resolve", "已勘察，转入报装流程"),
            ("-25 16:20", "market", "inform", "用户已知晓"),
            ("-25 16:25", "market", "close"),
        ),
    ),
    Ticket(
        "-26 09:05", "hotline2", _COMPLAINT, account="wanli", kind="complaint", about=("market",),
        steps=(
            ("-26 09:30", "supervisor", "transfer", "market", "market_manager"),
            ("-26 11:00", "market_manager", "sign"),
            ("-25 17:00", "market_manager", "answer", "已致歉并说明进度"),
            ("-24 09:30", "market_manager", "resolve", "答复确实超过三个工作日，已办结报装事项"),
            ("-24 10:00", "market_manager", "inform", "用户接受道歉"),
            ("-24 10:05", "market_manager", "close"),
        ),
    ),
    Ticket(
        "-17 10:15", "hotline", _LATE_CHECK, account="jing",
        steps=(
            ("-17 10:40", "hotline", "transfer", "repair", "handler"),
            ("-17 11:00", "handler", "sign"),
            ("-17 11:10", "handler", "notice", *notices.CHECKUP),
            ("-12 15:30", "handler", "answer", "约好周末上午上门"),
            ("-11 11:00", "handler", "resolve", "安检合格，出具安检单"),
            ("-11 11:20", "handler", "inform", "用户已知晓"),
            ("-11 11:25", "handler", "close"),
        ),
    ),
    Ticket(
        "-12 16:20", "clerk", _COMPLAINT_CHECK, account="jing", kind="complaint", channel="visit", about=("handler",),
        steps=(
            ("-12 16:40", "supervisor", "transfer", "repair", "repair"),
            ("-11 09:00", "repair", "sign"),
            ("-11 14:00", "repair", "answer", "已登门说明"),
            ("-10 10:00", "repair", "resolve", "联系确实超时，已完成安检"),
            ("-10 10:30", "repair", "inform", "用户接受"),
            ("-10 10:35", "repair", "close"),
        ),
    ),
)  # fmt: skip


def conduct_cases(play):
    """Add the tickets behind the cases, and return [(moment, what to do)] of the cases themselves."""
    for ticket in TICKETS:
        play.add(ticket)
    cases = Cases(play)
    events = [
        ("-26 09:20", lambda: cases.objects(_COMPLAINT, _LATE)),
        ("-12 16:30", lambda: cases.objects(_COMPLAINT_CHECK, _LATE_CHECK)),
        # executed
        ("-24 11:00", cases.delay),
        (
            "-24 15:00",
            lambda: cases.act("delay", "supervisor", "verify", "通话记录和工单时限均已核对：第六个工作日才首次答复。"),
        ),
        ("-24 15:10", lambda: cases.act("delay", "supervisor", "notify")),
        ("-22 10:30", lambda: cases.state("delay", "market", "那几天连续在外踏勘，没有安排同事代为回电，今后注意。")),
        ("-21 09:00", lambda: cases.act("delay", "supervisor", "launch_approval")),
        ("-20 16:00", lambda: cases.decide("delay")),
        ("-19 10:00", lambda: cases.decide("delay")),
        ("-19 14:00", lambda: cases.act("delay", "supervisor", "serve")),
        ("-13 08:40", cases.final),
        ("-13 10:00", lambda: cases.execute("delay")),
        # a reward
        ("-16 09:00", cases.commendation),
        ("-16 09:30", lambda: cases.act("praise", "repair", "verify", "用户送来锦旗，社区居委会证实。")),
        ("-16 09:40", lambda: cases.act("praise", "repair", "launch_approval")),
        ("-15 11:00", lambda: cases.decide("praise")),
        ("-14 09:30", lambda: cases.decide("praise")),
        ("-14 15:00", lambda: cases.execute("praise")),
        # being heard
        ("-3 09:00", cases.attitude),
        ("-3 14:00", lambda: cases.act("attitude", "supervisor", "verify", "本人承认说话声音大，抄表班已调整片区。")),
        ("-2 09:30", lambda: cases.act("attitude", "supervisor", "notify")),
        # nobody has decided on it yet
        ("-1 08:35", cases.propose),
    ]
    return [(play.almanac.moment(when), do) for when, do in events]


class Cases:
    def __init__(self, play):
        self.play = play
        self.cases = {}

    def objects(self, complaint, subject):
        complaint = self.play.records[complaint].with_user(self.play.user("supervisor"))
        complaint.objects_to_id = self.play.records[subject]

    def _open(self, key, login, person, **values):
        cases = self.play.env["gas.conduct.case"].with_user(self.play.user(login))
        cases = cases.with_context(ir_sequence_date=str(Past.moment.date()))
        for name in ("clock_ids", "inquiry_ids", "objection_ids"):
            if name in values:
                values[name] = values[name].ids
        self.cases[key] = cases.create({"employee_id": self.play.employee(person).id, **values})

    def _article(self, name):
        return self.play.env.ref(f"gas_service.violation_type_{name}").id

    def delay(self):
        ticket = self.play.records[_LATE]
        clock = ticket.clock_ids.filtered(lambda one: one.code == "FI-REPLY")
        self._open(
            "delay", "supervisor", "market", kind="delay", cause="limit", sanction="deduction", amount=200,
            event_date=clock._timeline().local_date(clock.due_at), clock_ids=clock, inquiry_ids=ticket,
            objection_ids=self.play.records[_COMPLAINT], violation_type_id=self._article("delay"),
            summary="承办一件报装咨询时，超过三个工作日才首次联系用户，引发用户投诉。",
            finding="经核实，首次答复晚于承诺时限三个工作日，且未安排他人代办，负延时责任。",
        )  # fmt: skip

    def commendation(self):
        self._open(
            "praise", "repair", "handler", kind="commendation", amount=300,
            event_date=self.play.almanac.day("-17"), violation_type_id=self._article("praise"),
            summary="下班后为独居老人更换软管并讲解安全用气，用户送来锦旗。",
        )  # fmt: skip

    def attitude(self):
        self._open(
            "attitude", "supervisor", "meter", kind="unperformed", sanction="criticism",
            event_date=self.play.almanac.day("-6"), violation_type_id=self._article("attitude"),
            summary="接到用户询问后态度生硬，没有主动解释办理流程。",
        )  # fmt: skip

    def act(self, key, login, step, *args):
        getattr(self.cases[key].with_user(self.play.user(login)), f"action_{step}")(*args)

    def state(self, key, login, words):
        self.cases[key].sudo().notice_id.with_user(self.play.user(login)).action_state(words)

    def decide(self, key):
        """Whoever's turn it is approves."""
        case = self.cases[key].sudo()
        case.sudo(False).with_user(case.approval_approver_ids[0]).action_approve("情况属实")

    def execute(self, key):
        self.cases[key].sudo().order_ids.with_user(self.play.user("general")).action_execute()

    def final(self):
        self.play.env["gas.conduct.case"]._cron_final()

    def propose(self):
        self.play.env["gas.conduct.case"]._cron_propose()
