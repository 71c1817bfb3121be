# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


class CheckMixin:
    """For tests of gas.check: change the database by hand, as nobody should, and see it found."""

    @classmethod
    def plant(cls, statement, *values):
        cls.env.flush_all()
        cls.env.cr.execute(statement, values)
        cls.env.invalidate_all()

    def found(self, key):
        """Return the records that contradict one invariant."""
        return [record for record, _message in self.env["gas.check"]._run(key)]

    def assertFound(self, key, record):
        self.assertIn(record.sudo(), self.found(key))

    def assertSound(self):
        """Nothing contradicts any invariant."""
        checks = self.env["gas.check"]
        for key, title in checks._invariants().items():
            with self.subTest(title):
                self.assertEqual(checks._run(key), [])
