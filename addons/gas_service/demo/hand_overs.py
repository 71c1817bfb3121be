# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The archive of the last two months: the older complete, of the newer some still missing."""

# department: (who hands over, working days after the opening; of the newer month too?, received then?)
_HAND_OVERS = {
    "hotline": ("supervisor", 2, True, False),
    "hall": ("manager", 3, False, False),
    "repair": ("repair", 1, True, True),
    "meter": ("meter", 2, True, True),
    "rescue": ("rescue", 3, True, True),
    "service": ("manager", 3, True, False),
    "market": ("market_manager", 4, False, False),
    "supervision": ("supervision", 1, True, True),
    "general": ("general", 1, True, True),
}


def hand_overs(play):
    """Yield (moment, what to do) of the two last months that were opened."""
    older, newer = play.almanac.openings()
    for opening in (older, newer):
        month = play.almanac.month_before(opening)
        yield play.almanac.at(opening, "08:40"), lambda m=month: _open(play, m)
        for department, (signer, days, again, received) in _HAND_OVERS.items():
            if opening == newer and not again:
                continue
            day = play.almanac.timeline.add_days(opening, days)
            yield play.almanac.at(day, "15:20"), lambda m=month, d=department, s=signer: _sign(play, m, d, s)
            if opening == older or received:
                day = play.almanac.timeline.add_days(day, 1)
                yield play.almanac.at(day, "10:10"), lambda m=month, d=department: _receive(play, m, d)


def _open(play, month):
    play.env["gas.archive.batch"]._open_month(play.env.ref("base.main_company"), month)


def _batch(play, month, department, login):
    return (
        play.env["gas.archive.batch"]
        .with_user(play.user(login))
        .search([("month", "=", month), ("department_id", "=", play.department(department).id)])
    )


def _sign(play, month, department, login):
    batch = _batch(play, month, department, login)
    if batch.ticket_count:
        batch.action_hand_over()
    else:
        batch.action_nil_return()


def _receive(play, month, department):
    batch = _batch(play, month, department, "general")
    batch.action_receive()
