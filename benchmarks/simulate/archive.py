# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The departments hand over the finished tickets of the month; general management signs for them."""


def hand_over(world, month):
    if not world.following(month, 2):
        return
    batches = world.env["gas.archive.batch"]._open_month(world.company, month)
    general = world.staff("general")
    for batch in batches:
        signed = batch.with_user(batch.department_id.manager_id.user_id)
        if signed.ticket_count:
            signed.action_hand_over()
        else:
            signed.action_nil_return()
    world.following(month, 3)
    for batch in batches:
        receiver = next(one for one in general if one.user_id != batch.handed_by)
        batch.with_user(receiver.user_id).action_receive()
