# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from math import ceil

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..models.gas_callback_rule import MODES
from ..models.gas_callback_stratum import EXTRA
from ..models.gas_service_record import SERVICE_TYPES
from ..tools.callback_draw import Unit, draw
from .callback_common import GasCallbackCase

quick = settings(max_examples=20, deadline=None, derandomize=True, database=None)
CUSTOMERS = 14
# customer, service type, mode, kind of ticket
services = st.lists(
    st.tuples(
        st.integers(0, CUSTOMERS - 1),
        st.sampled_from([key for key, _label in SERVICE_TYPES]),
        st.sampled_from(MODES),
        st.sampled_from([False, False, "inquiry", "complaint"]),
    ),
    min_size=1,
    max_size=40,
)
customers = st.sets(st.integers(0, CUSTOMERS - 1), max_size=5)
rules = st.fixed_dictionaries(
    {
        "ratio": st.integers(300, 10_000).map(lambda hundredths: hundredths / 100),
        "count_automatic": st.booleans(),
        "full_complaints": st.booleans(),
        "full_repairs": st.booleans(),
        "recent_days": st.sampled_from([0, 30, 90]),
    }
)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackDrawModel(GasCallbackCase):
    """What PostgreSQL draws is what the few lines of tools/callback_draw.py say, whatever the population (CB-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = ["residential"] * 5 + ["commercial"] * 3 + ["industrial"]
        cls.accounts = cls.env["gas.account"].create(
            [
                {"number": f"P{number}", "name": f"Customer {number}", "category": category}
                for number, category in enumerate(categories)
            ]
        )
        cls.partners = cls.env["res.partner"].create([{"name": "Hotel"}, {"name": "Bakery"}])
        # what a customer without account is recorded with
        others = [
            *({"partner_id": partner.id, "category": "commercial"} for partner in cls.partners),
            *({"customer_name": name} for name in ("张三", "zhang san", "Zhang San")),
        ]
        cls.served = [{"account_id": account.id} for account in cls.accounts] + others
        cls.units = [f"a{account.id}" for account in cls.accounts]
        cls.units += [f"p{partner.id}" for partner in cls.partners]
        cls.units += [f"n{other['customer_name']}" for other in others[2:]]
        cls.categories = categories + [other.get("category", "residential") for other in others]
        cls.env["gas.callback.rule"].search([]).unlink()

    def record(self, rows, batch):
        self.env["gas.service.record"]._gas_record_service(
            [
                {
                    **self.served[who],
                    "service_type": service_type,
                    "mode": mode,
                    "inquiry_kind": kind,
                    "date": f"2026-08-{1 + number % 31:02}",
                    "employee_id": self.handler.id,
                    "source": batch,
                    "external_ref": str(number),
                }
                for number, (who, service_type, mode, kind) in enumerate(rows)
            ]
        )

    def call_earlier(self, recent):
        """Let these customers have been called 50 days ago, by another department."""
        plans = self.env["gas.callback.plan"]
        rule = self.env["gas.callback.rule"].search([])
        plan = plans._create_guarded(
            [
                {
                    "department_id": self.market.id,
                    "month": date(2026, 6, 1),
                    "rule_id": rule.id,
                    "questionnaire_id": self.env.ref("gas_service.gas_callback_questionnaire_default").id,
                }
            ]
        )
        common = {"plan_id": plan.id, "company_id": self.company.id, "department_id": self.market.id}
        self.env["gas.callback"]._create_guarded(
            [{**common, "unit": self.units[who], "drawn_on": date(2026, 7, 13), "state": "done"} for who in recent]
        )

    def population(self, rows, rule):
        """Return {stratum: {unit: category}} of who was served, said as plainly as possible."""
        modes = {mode for mode in MODES if rule[f"count_{mode}"]}
        found = {}
        for who, service_type, mode, kind in rows:
            if mode not in modes or self.categories[who] == "industrial":
                continue
            strata = {service_type, "total"}
            if kind == "complaint" and rule.full_complaints:
                strata.add("complaint")
            if service_type == "inspection_repair" and rule.full_repairs:
                strata.add("repair")
            for stratum in strata:
                found.setdefault(stratum, {})[self.units[who]] = self.categories[who]
        return found

    def expected(self, seed, population, ratio, silent, recent):
        """Return {(stratum, unit): (rank, drawn, passed)} as the pure model draws."""
        places, called = {}, set()
        for stratum in sorted(population, key=lambda key: key == "total"):
            units = [
                Unit(unit, category, self.reason(stratum, unit, silent, recent))
                for unit, category in population[stratum].items()
            ]
            first = called if stratum == "total" else ()
            for place in draw(seed, stratum, units, 10_000 if stratum in EXTRA else ratio, first):
                places[stratum, place.unit.key] = (place.rank or 0, place.drawn, place.unit.passed or False)
                if place.drawn and stratum not in EXTRA:
                    called.add(place.unit.key)
        return places

    def reason(self, stratum, unit, silent, recent):
        if unit in silent:
            return "do_not_call"
        return "recent" if unit in recent and stratum not in EXTRA else None

    def stored(self, draw_):
        return {(one.stratum, one.unit): (one.rank, one.drawn, one.passed) for one in draw_.candidate_ids}

    def check_places(self, draw_, expected):
        """The places are the model's; where one draw has too few to call, more are called of the other."""
        stored = self.stored(draw_)
        self.assertEqual(
            {key: (rank, passed) for key, (rank, _drawn, passed) in stored.items()},
            {key: (rank, passed) for key, (rank, _drawn, passed) in expected.items()},
        )
        drawn = {key for key, (_rank, drawn, _passed) in expected.items() if drawn}
        self.assertLessEqual(drawn, {key for key, (_rank, drawn, _passed) in stored.items() if drawn})

    def check_calls(self, plan, population):
        """One call a customer drawn; each knows every place of the customer that it serves, and no other."""
        places = plan.round_ids.candidate_ids
        drawn = places.filtered("drawn")
        self.assertEqual(sorted(plan.callback_ids.mapped("unit")), sorted(set(drawn.mapped("unit"))))
        sampled = set(drawn.filtered(lambda one: one.stratum not in EXTRA).mapped("unit"))
        for call in plan.callback_ids:
            self.assertEqual(call.extra, call.unit not in sampled)
            self.assertEqual(call.hotline_only, call.unit in population.get("pre_service", ()))
            own = places.filtered(lambda one, call=call: one.unit == call.unit and one.rank)
            self.assertEqual(call.candidate_ids, own.filtered(lambda one: one.stratum in EXTRA) if call.extra else own)
            self.assertEqual(call.account_id.id, int(call.unit[1:]) if call.unit[0] == "a" else False)
        self.assertEqual(places.callback_id, plan.callback_ids)

    @quick
    @given(services, services, rules, customers, customers)
    def test_model(self, rows, late_rows, rule_values, do_not_call, recent):
        """CB-3: places, reasons, calls and quotas are the model's; so are those of what is recorded late."""
        with self.env.cr.savepoint() as savepoint:
            rule = self.make_rule("2026-01-01", **rule_values)
            ratio = rule._ratio_points()
            self.call_earlier(recent)
            silent = {who for who in do_not_call if who < len(self.accounts)}
            self.accounts.browse(self.accounts[who].id for who in silent).do_not_call = True
            silent = {self.units[who] for who in silent}
            recently = {self.units[who] for who in recent} if rule.recent_days == 90 else set()

            self.record(rows, "first")
            population = self.population(rows, rule)
            plan = self.open_plans()
            self.assertEqual(bool(plan), bool(population))
            if plan:
                first = plan.round_ids
                expected = self.expected(first.seed, population, ratio, silent, recently)
                self.assertEqual(self.stored(first), expected)
                self.check_calls(plan, population)
                self.check_numbers(plan, [population], ratio)
                self.assertTrue(first.action_check()["ok"])

                self.record(late_rows, "late")
                every = self.population(rows + late_rows, rule)
                late = {
                    stratum: {
                        unit: category for unit, category in units.items() if unit not in population.get(stratum, {})
                    }
                    for stratum, units in every.items()
                }
                late = {stratum: units for stratum, units in late.items() if units}
                if late:
                    plan.action_draw_late()
                    second = plan.round_ids - first
                    self.check_places(first, expected)
                    self.check_places(second, self.expected(second.seed, late, ratio, silent, recently))
                    self.check_calls(plan, every)
                    self.check_numbers(plan, [population, late], ratio)
                    self.assertTrue(second.action_check()["ok"])
                result = plan.round_ids[-1].action_check()
                self.assertFalse(result["gone"] or result["missing"])
            savepoint.close(rollback=True)

    def check_numbers(self, plan, populations, ratio):
        """The numbers of each service type: everyone served, and at least the ratio of them to be called."""
        lines = {one.stratum: one for one in plan.stratum_ids}
        self.assertEqual(set(lines), {stratum for population in populations for stratum in population})
        for stratum, line in lines.items():
            sizes = [len(population.get(stratum, ())) for population in populations]
            self.assertEqual(line.population, sum(sizes))
            share = 1 if stratum in EXTRA else ratio / 10_000
            self.assertEqual(line.quota, sum(ceil(round(size * share, 6)) for size in sizes))
            places = plan.round_ids.candidate_ids.filtered(lambda one, stratum=stratum: one.stratum == stratum)
            self.assertEqual(line.passed, len(places.filtered("passed")))
            able = line.population - line.passed
            self.assertGreaterEqual(len(places.callback_id), min(line.quota, able))
            self.assertEqual(line.drawn, len(places.filtered(lambda place: place.drawn and place.callback_id)))
