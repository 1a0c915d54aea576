"""A vendor's bad day: the next one does the work, and few requests are wasted."""

import functools
import time
import unittest
from datetime import datetime

from ...calling import retry
from ...calling.memory import Memory
from ...calling.pool import Pool
from ...calling.throttle import FIRST, MORE, PROBE, TRIP
from ...errors import AllCoolingDown, LLMError, RateLimited
from ...scoring.enrich import enrich
from ...settings import Endpoint, Prices, Settings
from ...values import LeadFacts
from ...wire import transport
from .. import fake_vendor, lead_reader
from ..fake_vendor import FakeVendor

LEADS = 12
# So many requests meet a vendor in trouble: those in flight, and one for each failure
# that is not trouble yet; one may slip in before the pause.
MOST = FIRST + TRIP
NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - naive UTC, as everywhere
TEXT = "We need {n} desks by 1 June. The budget of 5000 euro is approved."
TROUBLES = {
    "500": fake_vendor.fail(500),
    "503": fake_vendor.fail(503),
    "429 for a minute": fake_vendor.fail(429, {"Retry-After": "60"}),
    "a wrong key": fake_vendor.fail(401),
    "out of credit": fake_vendor.fail(402),
    "hangs": fake_vendor.hang(),
    "drops the connection": fake_vendor.drop(),
    "breaks off": fake_vendor.cut(),
    "a byte at a time": fake_vendor.trickle(0.05),
    "a flood": fake_vendor.huge(transport.MAX_BYTES + 1),
    "a page of HTML": fake_vendor.html(502),
    "a page in place of an answer": fake_vendor.html(200),
    "nothing": fake_vendor.Step(body=""),
    "a promise": fake_vendor.Step(status=202, body=""),
    "words": fake_vendor.Step(body="upstream is gone"),
}
ENDLESS = ("hangs", "a byte at a time")
# Not the provider's state but the answer's: these cost every lead its requests.
BAD_ANSWERS = {
    "garbage": fake_vendor.garbage(),
    "an empty object": fake_vendor.answer("{}"),
}


def pauses(done):
    return done.error.pauses_provider


class BadDay(unittest.TestCase):
    def setUp(self):
        self.good = FakeVendor(lead_reader.read).start()
        self.addCleanup(self.good.stop)

    def endpoint(self, vendor, number, patience=60.0):
        return Endpoint(
            number,
            f"Provider {number}",
            "custom",
            "m",
            base_url=f"{vendor.url}/v1",
            timeout=patience,
            allow_private=True,
            prices=Prices(1.0, 0.1, 5.0),
        )

    def run_leads(self, first, *others, leads=LEADS, patience=60.0):
        """What came of so many leads, asked about at once.

        :param patience: seconds that an answer of the first vendor is waited for.
        """
        memory = Memory()
        endpoints = [self.endpoint(first, 1, patience)]
        endpoints += [self.endpoint(v, n) for n, v in enumerate(others, 2)]

        def work(number, send):
            return enrich(
                LeadFacts(number, NOW, description=TEXT.format(n=number)),
                Settings(),
                endpoints,
                deadline=time.monotonic() + 300,
                memory=memory,
                policy=retry.UNATTENDED,
                sleep=lambda seconds: None,
                send=send,
            )

        found = []
        with Pool(LEADS) as pool:
            for number in range(1, leads + 1):
                pool.submit(number, functools.partial(work, number))
            while len(found) < leads:
                found += pool.collect(60)
        return found

    def test_every_lead_is_finished_by_the_next_provider(self):
        for name, step in TROUBLES.items():
            with self.subTest(name), FakeVendor() as bad:
                bad.then(*[step] * 200)
                self.good.reset()
                self.good.answer_with(lead_reader.read)
                patience = 0.08 if name in ENDLESS else 60.0
                found = self.run_leads(bad, self.good, patience=patience)
                self.assertEqual([done.error for done in found], [None] * LEADS)
                self.assertLessEqual(len(bad.requests), MOST)
                self.assertEqual(len(self.good.requests), LEADS)

    def test_a_bad_answer_is_repaired_once_and_then_asked_of_the_next(self):
        for name, step in BAD_ANSWERS.items():
            with self.subTest(name), FakeVendor() as bad:
                bad.then(*[step] * 20)
                [done] = self.run_leads(bad, self.good, leads=1)
                self.assertIsNone(done.error)
                self.assertLessEqual(len(bad.requests), 2)

    def test_the_vendor_is_found_well_again_by_one_request_at_first(self):
        memory = Memory()
        endpoint = self.endpoint(self.good, 1)
        memory.cool_down(1, time.monotonic() - 1)
        self.assertEqual(memory.places(endpoint), 1)
        facts = LeadFacts(1, NOW, description=TEXT.format(n=4))
        for expected in (PROBE + MORE, PROBE + 2 * MORE):
            enrich(
                facts,
                Settings(),
                [endpoint],
                deadline=time.monotonic() + 60,
                memory=memory,
                send=transport.send,
            )
            self.assertEqual(memory.places(endpoint), expected)

    def test_nobody_left_is_an_error_that_says_when_to_come_back(self):
        with FakeVendor() as bad:
            bad.fail_with(429, {"Retry-After": "60"})
            found = self.run_leads(bad)
        self.assertTrue(all(isinstance(done.error, LLMError) for done in found))
        later = [d.error for d in found if isinstance(d.error, AllCoolingDown)]
        self.assertGreaterEqual(len(later), LEADS - MOST)
        usual = retry.COOLDOWNS[RateLimited]
        self.assertTrue(all(usual < error.retry_after <= 60 for error in later))

    def test_what_every_lead_is_refused_for_is_no_matter_of_one_lead(self):
        said = {"error": {"message": "Request contains an invalid argument."}}
        for body in (said, {"error": {"message": "m refuses every response_format"}}):
            with self.subTest(body), FakeVendor() as bad:
                bad.fail_with(400, body=body)
                found = self.run_leads(bad, leads=40)
                resting = [d for d in found if isinstance(d.error, AllCoolingDown)]
                pausing = [d for d in found if d.error.pauses_provider]
                self.assertEqual(40 - len(resting) - len(pausing), TRIP - 1)
                self.assertLessEqual(len(pausing), FIRST + LEADS)

    def test_answers_that_say_nothing_to_any_lead_are_not_asked_for_on_and_on(self):
        for step in (fake_vendor.garbage(), fake_vendor.answer("")):
            with self.subTest(step), FakeVendor() as bad:
                bad.then(*[step] * 80)
                found = self.run_leads(bad, leads=40)
                lost = [d for d in found if not (d.error.retryable or pauses(d))]
                self.assertEqual(len(lost), TRIP - 1)
                self.assertLess(len(bad.requests), 60)
                self.assertTrue(all(a.cost for d in lost for a in d.error.attempts))

    def test_a_broken_connection_now_and_then_stops_nobody(self):
        with FakeVendor(lead_reader.read) as bad:
            bad.then(fake_vendor.cut())
            found = self.run_leads(bad, leads=30)
        self.assertEqual(sum(d.error is None for d in found), 29)

    def test_leads_that_are_refused_among_others_pause_nobody(self):
        memory, refused = Memory(), fake_vendor.fail(400, body={"error": "no"})
        for number in range(2 * TRIP):
            self.good.then(refused)
            for ending in ("refused", "answered"):
                with self.subTest(number, ending=ending):
                    error = self.error_of_one_lead(memory)
                    self.assertEqual(bool(error), ending == "refused")
                    self.assertFalse(error and error.pauses_provider)

    def error_of_one_lead(self, memory):
        try:
            enrich(
                LeadFacts(1, NOW, description=TEXT.format(n=4)),
                Settings(),
                [self.endpoint(self.good, 1)],
                deadline=time.monotonic() + 60,
                memory=memory,
                send=transport.send,
            )
        except LLMError as error:
            return error
        return None
