# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.moment import parse_moment

SHANGHAI = "Asia/Shanghai"


@tagged("-at_install", "post_install")
class TestMoment(BaseCase):
    def check(self, text, *expected):
        self.assertEqual(parse_moment(text, SHANGHAI), datetime(*expected), text)

    def test_forms(self):
        for text in (
            "2019/2/28 11:25:05",
            "2019-02-28 11:25:05",
            "2019-02-28T11:25:05",
            "2019-02-28T11:25:05.123",
            "2019-02-28T03:25:05Z",
            "2019-02-28 04:25:05+01:00",
            "2019.2.28 11:25:05",
            "2019年2月28日11时25分05秒",
            "2019年2月28日 11:25:05",
            " ２０１９/２/２８　１１：２５：０５ ",
        ):
            self.check(text, 2019, 2, 28, 3, 25, 5)
        self.check("2019-2-28 11:25", 2019, 2, 28, 3, 25)
        self.check("2019年2月28日11点", 2019, 2, 28, 3)
        self.check("2019/3/1", 2019, 2, 28, 16)

    def test_refused(self):
        for text in (
            "",
            "昨天",
            "2019/13/1",
            "2019/2/30 10:00",
            "28/2/2019",
            "2019/2/28 25:00",
            "43524.47",
            "0001-01-01",
        ):
            with self.assertRaises(ValueError, msg=text):
                parse_moment(text, SHANGHAI)

    @given(
        st.datetimes(datetime(1992, 1, 1), datetime(2099, 1, 1)).map(lambda at: at.replace(microsecond=0)),
        st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y/%m/%dT%H:%M:%S", "%Y年%m月%d日%H时%M分%S秒"]),
        st.sampled_from([SHANGHAI, "UTC", "Europe/Berlin"]),
    )
    def test_any_moment(self, at, form, zone):
        """What is read is the moment that was written, on the wall clock of the zone."""
        moment = parse_moment(at.strftime(form), zone)
        self.assertEqual(moment, at.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).replace(tzinfo=None))

    @given(st.text("0123456789-/:. 年月日时T+Z", max_size=24))
    def test_any_text(self, text):
        """A moment or a ValueError, never anything else."""
        with suppress(ValueError):
            parse_moment(text, SHANGHAI)
