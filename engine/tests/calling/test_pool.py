"""Threads that ask, and the one clock that watches them."""

import threading
import time
import unittest

from ...calling.pool import Pool
from ...wire.watchdog import Watchdog


class PoolCase(unittest.TestCase):
    def collect(self, pool, count):
        found = []
        while len(found) < count:
            found += pool.collect(60)
        return found

    def test_values_and_errors_come_back_under_their_keys(self):
        def fail(send):
            raise ValueError("no")

        with Pool(4) as pool:
            pool.submit("good", lambda send: 7)
            pool.submit("bad", fail)
            found = {done.key: done for done in self.collect(pool, 2)}
        self.assertEqual(found["good"].value, 7)
        self.assertIsInstance(found["bad"].error, ValueError)
        self.assertEqual(pool.running, 0)

    def test_no_more_threads_than_its_size_work_at_a_time(self):
        gate, most = threading.Semaphore(0), []
        lock, working = threading.Lock(), set()

        def work(send):
            with lock:
                working.add(threading.get_ident())
                most.append(len(working))
            gate.acquire()
            with lock:
                working.discard(threading.get_ident())

        with Pool(3) as pool:
            for number in range(9):
                pool.submit(number, work)
            for _call in range(9):
                gate.release()
            self.collect(pool, 9)
        self.assertLessEqual(max(most), 3)

    def test_nothing_ended_is_an_empty_list(self):
        with Pool(1) as pool:
            self.assertEqual(pool.collect(0), [])


class WatchdogCase(unittest.TestCase):
    def test_the_earliest_rings_first_and_one_that_is_off_never(self):
        watchdog, rung, done = Watchdog(), [], threading.Event()
        now = time.monotonic()
        with watchdog._changed:  # it looks when all three are set
            watchdog.set(now + 0.02, done.set)
            off = watchdog.set(now + 0.01, lambda: rung.append("off"))
            watchdog.set(now + 0.005, lambda: rung.append("early"))
            off.off()
        self.assertTrue(done.wait(60))
        self.assertEqual(rung, ["early"])
