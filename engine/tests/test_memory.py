import unittest

from ..memory import Memory
from ..vendors.base import PLAIN, Dialect


class TestMemory(unittest.TestCase):
    def test_the_longer_cooldown_wins(self):
        memory = Memory()
        memory.cool_down(1, 50.0)
        memory.cool_down(1, 20.0)
        for now, left in ((10.0, 40.0), (50.0, 0.0), (99.0, 0.0)):
            with self.subTest(now):
                self.assertEqual(memory.cooldown_left(1, now), left)
        self.assertEqual(memory.cooldown_left(2, 10.0), 0.0)

    def test_a_cooldown_can_be_lifted(self):
        memory = Memory()
        memory.cool_down(1, 50.0)
        memory.forget_cooldown(1)
        memory.forget_cooldown(1)
        self.assertEqual(memory.cooldown_left(1, 10.0), 0.0)

    def test_what_two_threads_learned_adds_up(self):
        memory = Memory()
        self.assertEqual(memory.recall("m"), PLAIN)
        memory.learn("m", Dialect(no_temperature=True))
        memory.learn("m", Dialect(schema_mode=2))
        memory.learn("m", PLAIN)
        expected = Dialect(no_temperature=True, schema_mode=2)
        self.assertEqual(memory.recall("m"), expected)
        self.assertEqual(memory.recall("other"), PLAIN)
