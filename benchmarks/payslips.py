# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Computing the payslips of a batch, with rewards and penalties, against OCA's payroll without us.

Twenty salary rules a structure. Every payslip of ours takes an order in one case, every tenth in the other.
"""

from datetime import date

from measuring import Row, at_most, duration, in_turn, take

RULES = 20
MONTH = {"date_from": date(2026, 9, 1), "date_to": date(2026, 9, 30)}


def run(ours, peer, scale):
    count = max(int(200 * scale), 20)
    _grow(ours, _our_structure, count)
    _grow(peer, _peer_structure, count)
    rows = []
    # computing again takes OCA so long that one round tells enough
    for name, prepare, share, orders, rounds, most in (
        ("computing", _slips, "every tenth", 10, 3, 1.5),
        ("computing", _slips, "each", 1, 3, 1.5),
        ("computing again", _computed, "each", 1, 1, 1),
    ):
        ours.ids["orders"] = orders
        mine, theirs = in_turn(
            rounds,
            lambda prepare=prepare: take(ours, _compute, prepare=prepare, bench=(ours, count)),
            lambda prepare=prepare: take(peer, _compute, prepare=prepare, bench=(peer, count)),
        )
        title = f"{name} {count} payslips with {RULES} rules, {share} with a deduction"
        shown = duration(mine.seconds), duration(theirs.seconds)
        rows.append(Row(title, *shown, mine.seconds / theirs.seconds, most, most=True))
    few = take(ours, _compute, prepare=_slips, bench=(ours, count // 10))
    many = take(ours, _compute, prepare=_slips, bench=(ours, count))
    each = many.queries / count, few.queries / (count // 10)
    rows.append(at_most(f"queries a payslip: {count} against {count // 10}", *each, 1, shown=lambda n: f"{n:.3g}"))
    return rows


def _compute(env, slips):
    slips.compute_sheet()


def _slips(env):
    side, count = env.context["bench"]
    employees = env["hr.employee"].browse(side.ids["paid"][:count])
    if "orders" in side.ids:
        _make_orders(env, employees[:: side.ids["orders"]])
    slips = env["hr.payslip"].create(
        [
            {
                "name": employee.name,
                "employee_id": employee.id,
                "contract_id": employee.version_id.id,
                "struct_id": side.ids["structure"],
                "company_id": employee.company_id.id,
                **MONTH,
            }
            for employee in employees
        ]
    )
    return slips.with_env(env(context={key: value for key, value in env.context.items() if key != "bench"}))


def _computed(env):
    slips = _slips(env)
    slips.compute_sheet()
    return slips


def _make_orders(env, employees):
    # more than the bonus: the limits have something to do
    env["gas.conduct.order"]._create_guarded(
        [
            {
                "name": f"{employee.id}",
                "company_id": employee.company_id.id,
                "employee_id": employee.id,
                "kind": "deduction",
                "amount": 1234.56,
                "final_at": "2026-09-10 08:00:00",
                "executed_at": "2026-09-11 08:00:00",
                "pay_month": "2026-09-01",
            }
            for employee in employees
        ]
    )


def _grow(side, make_structure, count):
    with side.setup() as env:
        structure = make_structure(env)
        employees = env["hr.employee"].create(
            [
                {
                    "name": f"Paid {number}",
                    "date_version": "2026-01-01",
                    "contract_date_start": "2026-01-01",
                    "wage": 5000,
                    "struct_id": structure.id,
                    **({"gas_performance_base": 1000} if "gas_performance_base" in env["hr.employee"]._fields else {}),
                }
                for number in range(count)
            ]
        )
        side.ids |= {"structure": structure.id, "paid": employees.ids}
    side.analyse("hr_employee", "hr_version")


def _our_structure(env):
    structure = env.company.gas_structure_id
    env.company.gas_minimum_wage = 2000
    category = env.ref("gas_service_reports.hr_salary_rule_category_allowance")
    structure.rule_ids |= _fillers(env, category, RULES - len(structure.rule_ids))
    return structure


def _peer_structure(env):
    """The same rules as ours, as OCA's demo data writes them."""
    categories = {
        code: env["hr.salary.rule.category"].create({"name": code, "code": code})
        for code in ("BASIC", "ALW", "GROSS", "DED", "NET")
    }
    code = {
        "BASIC": (1, "BASIC", "result = contract.wage"),
        "PERF": (2, "ALW", "result = 1000"),
        "GROSS": (100, "GROSS", "result = categories.BASIC + categories.ALW"),
        "DED1": (180, "DED", "result = -round(min(1234.56, categories.ALW, categories.GROSS * 0.2), 2)"),
        "DED2": (181, "DED", "result = 0"),
        "DED3": (182, "DED", "result = 0"),
        "NET": (200, "NET", "result = categories.BASIC + categories.ALW + categories.DED"),
    }
    rules = env["hr.salary.rule"].create(
        [
            {
                "name": name,
                "code": name,
                "sequence": sequence,
                "category_id": categories[category].id,
                "amount_select": "code",
                "amount_python_compute": python,
            }
            for name, (sequence, category, python) in code.items()
        ]
    )
    rules |= _fillers(env, categories["ALW"], RULES - len(rules))
    return env["hr.payroll.structure"].create({"name": "Bench", "code": "B", "rule_ids": [(6, 0, rules.ids)]})


def _fillers(env, category, count):
    return env["hr.salary.rule"].create(
        [
            {
                "name": f"Allowance {number}",
                "code": f"ALW{number}",
                "sequence": 50 + number,
                "category_id": category.id,
                "amount_select": "code",
                "amount_python_compute": "result = round(contract.wage * 0.001, 2)",
            }
            for number in range(count)
        ]
    )
