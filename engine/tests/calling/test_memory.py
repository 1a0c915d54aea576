import unittest
from dataclasses import replace

from ...calling.memory import Memory
from ...calling.throttle import MORE, PROBE
from ...errors import AllCoolingDown
from ...settings import Endpoint, Limits
from ...vendors.base import PLAIN, Dialect


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


class TestPlaces(unittest.TestCase):
    def setUp(self):
        self.memory = Memory()
        limits = Limits(in_flight=1)
        self.endpoint = Endpoint(1, "a", "custom", "m", limits=limits)

    def place(self, ends=10.0, now=0.0):
        return self.memory.place(self.endpoint, ends=ends, clock=lambda: now)

    def test_a_place_is_free_again_when_its_request_has_ended(self):
        for _request in range(2):
            with self.place() as leave:
                leave(None, True)

    def test_no_place_in_time_is_told_not_waited_for(self):
        with self.place(), self.assertRaises(AllCoolingDown):
            with self.place(ends=0.0):
                self.fail("there is one place only")

    def test_who_is_left_alone_is_not_asked(self):
        self.memory.cool_down(1, 30.0)
        with self.assertRaises(AllCoolingDown) as caught, self.place(now=10.0):
            self.fail("it was to be left alone")
        self.assertEqual(caught.exception.retry_after, 20.0)

    def test_a_provider_in_trouble_elsewhere_is_probed_but_known_ones_are_not(self):
        self.memory.probe_first(1)
        self.endpoint = replace(self.endpoint, limits=Limits(in_flight=9))
        self.assertEqual(self.memory.places(self.endpoint), PROBE)
        with self.place() as leave:
            leave(None, True)
        self.memory.probe_first(1)
        self.assertEqual(self.memory.places(self.endpoint), PROBE + MORE)
