"""The client with a fake transport, clock, sleep and dice."""

import json
import time
import unittest

from ... import errors
from ...calling import client
from ...calling.memory import Memory
from ...errors import LLMError
from ...settings import Endpoint
from ...values import HttpResponse, Message, Prompt
from .. import fake_vendor
from ..fake_vendor import FakeVendor
from ..fake_wires import success_payload

SCHEMA = {"type": "object", "properties": {}, "required": []}
PROMPT = Prompt("rules", (Message("user", "lead"),), schema=SCHEMA)


def endpoint(number=1, vendor="custom", **more):
    values = {
        "name": f"Provider {number}",
        "model_name": "m",
        "api_key": f"secret-{number}",
        "base_url": f"http://host{number}",
        "timeout": 30.0,
        **more,
    }
    return Endpoint(number, vendor=vendor, **values)


def ok(text="fine", **options):
    return 200, {}, success_payload("openai", {"model": "m"}, text, **options)


def fail(status, message="no", headers=None, **more):
    return status, headers or {}, {"error": {"message": message, **more}}


def vendor_down(sent=False, kind=errors.Unreachable):
    error = kind("no connection")
    error.sent = sent
    return error


def answer_error(completion):
    raise errors.UnverifiedAnswer("quote 'x' does not stand in the lead")


class World:
    """Time, dice and a network that plays a script."""

    def __init__(self, *script, took=1.0):
        self.script = list(script)
        self.took = took
        self.now = 1000.0
        self.requests = []
        self.deadlines = []
        self.slept = []
        self.memory = Memory()

    def send(self, request, *, deadline, clock, allow_private, proxy):
        self.requests.append(request)
        self.deadlines.append(deadline - self.now)
        step = self.script.pop(0)
        if isinstance(step, errors.TimedOut):
            self.now = deadline
        else:
            self.now += self.took
        if isinstance(step, LLMError):
            raise step
        status, headers, body = step
        return HttpResponse(status, headers, json.dumps(body).encode())

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def complete(self, *endpoints, prompt=PROMPT, seconds=60.0, check=None):
        return client.complete(
            prompt,
            endpoints or [endpoint()],
            deadline=self.now + seconds,
            check=check,
            memory=self.memory,
            send=self.send,
            clock=lambda: self.now,
            sleep=self.sleep,
            random=lambda: 0.5,
        )

    @property
    def bodies(self):
        return [request.body for request in self.requests]

    @property
    def hosts(self):
        return [request.url.split("/")[2] for request in self.requests]


class ClientCase(unittest.TestCase):
    def fails(self, world, *endpoints, kind=LLMError, **options):
        with self.assertRaises(kind) as caught:
            world.complete(*endpoints, **options)
        self.assertIs(type(caught.exception), kind)
        return caught.exception

    def codes(self, attempts):
        return [attempt.error_code for attempt in attempts]


class TestAnswer(ClientCase):
    def test_reply_holds_value_completion_and_attempt(self):
        world = World(ok("fine", input_tokens=7, output_tokens=2))
        reply = world.complete(check=lambda completion: completion.text.upper())
        self.assertEqual(reply.value, "FINE")
        self.assertEqual(reply.completion.text, "fine")
        (attempt,) = reply.attempts
        self.assertEqual((attempt.provider_id, attempt.model_name), (1, "m"))
        self.assertEqual((attempt.status, attempt.error_code), (200, ""))
        self.assertEqual((attempt.seconds, attempt.cooldown), (1.0, 0.0))
        self.assertEqual(attempt.usage.input_tokens, 7)
        self.assertEqual(attempt.request_id, "chatcmpl-1")
        self.assertIsNone(attempt.started_at.tzinfo)

    def test_nobody_to_ask_is_no_provider(self):
        with self.assertRaises(errors.NoProvider) as caught:
            client.complete(PROMPT, [], deadline=time.monotonic() + 1)
        self.assertEqual(caught.exception.attempts, ())

    def test_no_time_sends_nothing(self):
        world = World()
        self.fails(world, seconds=0.0, kind=errors.DeadlineExceeded)
        self.assertEqual(world.requests, [])

    def test_request_may_take_the_endpoints_time_or_what_is_left(self):
        for timeout, seconds, expected in ((30.0, 60.0, 30.0), (30.0, 12.0, 12.0)):
            with self.subTest(timeout=timeout, seconds=seconds):
                world = World(ok())
                world.complete(endpoint(timeout=timeout), seconds=seconds)
                self.assertEqual(world.deadlines, [expected])


class TestRetry(ClientCase):
    def test_trouble_that_passes_is_waited_out(self):
        for trouble in (fail(429), fail(503), fail(500), fail(529), vendor_down()):
            with self.subTest(trouble):
                world = World(trouble, ok())
                reply = world.complete()
                self.assertEqual(world.slept, [0.25])
                self.assertEqual(len(reply.attempts), 2)
                self.assertEqual([a.cooldown for a in reply.attempts], [0.0, 0.0])

    def test_short_hint_is_waited_for(self):
        world = World(fail(429, headers={"retry-after": "4"}), ok())
        world.complete()
        self.assertEqual(world.slept, [4.2])

    def test_long_hint_is_not_slept_but_becomes_the_cooldown(self):
        world = World(fail(429, headers={"retry-after": "120"}))
        error = self.fails(world, kind=errors.RateLimited)
        self.assertEqual((world.slept, error.retry_after), ([], 120.0))
        self.assertEqual(error.attempts[0].cooldown, 120.0)
        self.assertEqual(world.memory.cooldown_left(1, world.now), 120.0)

    def test_two_retries_at_most(self):
        world = World(fail(500), fail(500), fail(500), ok())
        error = self.fails(world, kind=errors.ServerError)
        self.assertEqual([a.cooldown for a in error.attempts], [0.0, 0.0, 15.0])

    def test_what_may_have_been_paid_is_not_sent_twice(self):
        for kind, pause in ((errors.TimedOut, 30.0), (errors.Unreachable, 0.0)):
            with self.subTest(kind.__name__):
                world = World(vendor_down(sent=True, kind=kind), ok())
                error = self.fails(world, seconds=600.0, kind=kind)
                self.assertEqual(len(world.requests), 1)
                self.assertTrue(error.attempts[0].perhaps_billed)
                self.assertEqual(world.memory.cooldown_left(1, world.now), pause)

    def test_connections_that_break_one_after_the_other_pause_the_provider(self):
        world = World(*[vendor_down(sent=True, kind=errors.Unreachable)] * 3)
        for pause in (0.0, 0.0, 30.0):
            self.fails(world, kind=errors.Unreachable)
            self.assertEqual(world.memory.cooldown_left(1, world.now), pause)

    def test_no_credit_disguised_as_429_is_not_retried(self):
        world = World(fail(429, code="insufficient_quota"))
        error = self.fails(world, kind=errors.NoCredit)
        self.assertEqual(error.attempts[0].cooldown, 900.0)

    def test_a_timeout_of_the_hurried_only_provider_is_no_cooldown(self):
        world = World(vendor_down(sent=True, kind=errors.TimedOut))
        self.fails(world, seconds=10.0, kind=errors.TimedOut)
        self.assertEqual(world.memory.cooldown_left(1, world.now), 0.0)


class TestFailover(ClientCase):
    def test_next_endpoint_answers_where_the_first_cannot(self):
        for trouble in (
            fail(401),
            fail(402),
            fail(403),
            fail(404),
            fail(413),
            fail(400),
            fail(400, code="content_filter"),
            vendor_down(sent=True, kind=errors.TimedOut),
            errors.AddressRefused(),
            errors.BodyTooLarge(),
        ):
            with self.subTest(trouble):
                world = World(trouble, ok())
                reply = world.complete(endpoint(1), endpoint(2))
                self.assertEqual(world.hosts, ["host1", "host2"])
                self.assertEqual([a.provider_id for a in reply.attempts], [1, 2])

    def test_a_hanging_provider_leaves_time_for_the_next(self):
        world = World(vendor_down(sent=True, kind=errors.TimedOut), ok())
        world.complete(endpoint(1), endpoint(2), seconds=20.0)
        self.assertEqual(world.deadlines, [12.0, 8.0])

    def test_a_provider_in_trouble_costs_time_once(self):
        world = World(fail(401), ok(), ok())
        world.complete(endpoint(1), endpoint(2))
        world.complete(endpoint(1), endpoint(2))
        self.assertEqual(world.hosts, ["host1", "host2", "host2"])

    def test_all_cooling_down_says_how_long_the_soonest_takes(self):
        world = World()
        world.memory.cool_down(1, world.now + 50)
        world.memory.cool_down(2, world.now + 20)
        error = self.fails(world, endpoint(1), endpoint(2), kind=errors.AllCoolingDown)
        self.assertEqual((error.retry_after, error.attempts), (20.0, ()))

    def test_the_most_telling_error_is_raised(self):
        later = fail(429, headers={"retry-after": "90"})
        for first, second, kind in (
            (fail(401), later, errors.RateLimited),
            (later, fail(401), errors.RateLimited),
            (later, fail(503, headers={"retry-after": "40"}), errors.Overloaded),
            (fail(413), fail(401), errors.KeyRefused),
            (fail(400), fail(413), errors.VendorError),
        ):
            with self.subTest(kind.__name__):
                world = World(first, second)
                error = self.fails(world, endpoint(1), endpoint(2), kind=kind)
                self.assertEqual(len(error.attempts), 2)

    def test_error_names_its_provider_and_no_secret(self):
        world = World(fail(401, "key secret-1 is wrong"))
        error = self.fails(world, kind=errors.KeyRefused)
        self.assertEqual(error.provider_id, 1)
        self.assertEqual(error.detail, "key *** is wrong")
        self.assertNotIn("secret-1", f"{error} {error!r} {error.attempts!r}")


class TestRepair(ClientCase):
    def once(self, completion):
        """A check that a second answer passes."""
        if completion.text == "bad":
            answer_error(completion)
        return completion.text

    def test_model_is_told_what_was_wrong(self):
        world = World(ok("bad"), ok("good"))
        reply = world.complete(check=self.once)
        self.assertEqual(reply.value, "good")
        self.assertEqual(self.codes(reply.attempts), ["answer_unverified", ""])
        turns = world.bodies[1]["messages"]
        self.assertEqual([turn["role"] for turn in turns[1:]], ["user"])
        self.assertIn(world.bodies[0]["messages"][1]["content"], turns[1]["content"])
        self.assertIn("quote 'x' does not stand", turns[1]["content"])

    def test_one_repair_for_each_endpoint_then_the_next(self):
        world = World(ok("bad"), ok("bad"), ok("bad"), ok("good"))
        reply = world.complete(endpoint(1), endpoint(2), check=self.once)
        self.assertEqual(reply.value, "good")
        self.assertEqual(world.hosts, ["host1", "host1", "host2", "host2"])

    def test_bad_answers_end_in_the_checks_error_without_cooldown(self):
        world = World(ok("bad"), ok("bad"))
        error = self.fails(world, check=self.once, kind=errors.UnverifiedAnswer)
        self.assertEqual(self.codes(error.attempts), ["answer_unverified"] * 2)
        self.assertEqual(world.memory.cooldown_left(1, world.now), 0.0)

    def test_empty_and_unreadable_answers_are_asked_for_again(self):
        for answer in (ok(""), ok("<think>hm</think>"), (200, {}, "<html>")):
            with self.subTest(answer):
                world = World(answer, ok())
                self.assertEqual(len(world.complete().attempts), 2)

    def test_a_refusal_is_never_repeated(self):
        refusal = ok(choices=[{"message": {"refusal": "no"}, "finish_reason": "stop"}])
        world = World(refusal, ok())
        reply = world.complete(endpoint(1), endpoint(2))
        self.assertEqual(world.hosts, ["host1", "host2"])
        self.assertEqual(self.codes(reply.attempts), ["content_refused", ""])
        self.assertGreater(reply.attempts[0].usage.input_tokens, 0)

    def test_no_repair_in_the_last_moments(self):
        world = World(ok("bad"), took=9.5)
        self.fails(world, check=self.once, seconds=10.0, kind=errors.UnverifiedAnswer)
        self.assertEqual(len(world.requests), 1)


class TestOutputLimit(ClientCase):
    def limits(self, world):
        return [body["max_tokens"] for body in world.bodies]

    def test_empty_and_truncated_gets_more_room_once(self):
        world = World(ok("", truncated=True), ok(), ok())
        world.complete(endpoint(max_tokens=2000))
        world.complete(endpoint(max_tokens=2000))
        self.assertEqual(self.limits(world), [2000, 8000, 8000])

    def test_truncated_with_more_room_is_given_up(self):
        world = World(ok("", truncated=True), ok("", truncated=True))
        self.fails(world, kind=errors.Truncated)

    def test_answer_cut_in_the_middle_is_asked_again_with_more_room(self):
        def check(completion):
            if completion.truncated:
                raise errors.Truncated("cut")

        world = World(ok('{"a": ', truncated=True), ok("{}"))
        world.complete(check=check)
        self.assertEqual(self.limits(world), [2000, 8000])
        self.assertEqual(world.bodies[0]["messages"], world.bodies[1]["messages"])


class TestLadder(ClientCase):
    def test_refused_field_is_dropped_and_remembered(self):
        world = World(fail(400, param="temperature"), ok(), ok())
        asked = endpoint(temperature=0.2)
        reply = world.complete(asked)
        world.complete(asked)
        sent = ["temperature" in body for body in world.bodies]
        self.assertEqual(sent, [True, False, False])
        self.assertEqual(self.codes(reply.attempts), ["parameter_refused", ""])

    def test_schema_steps_down_to_plain_words(self):
        refusal = fail(400, "response_format is not supported")
        world = World(refusal, refusal, refusal, ok())
        world.complete()
        formats = [body.get("response_format", {}) for body in world.bodies]
        kinds = [f.get("type") for f in formats]
        self.assertEqual(kinds, ["json_schema", "json_schema", "json_object", None])
        self.assertEqual(
            [f.get("json_schema", {}).get("strict") for f in formats][:2], [True, None]
        )
        said = [json.dumps(SCHEMA) in b["messages"][0]["content"] for b in world.bodies]
        self.assertEqual(said, [False, False, True, True])

    def test_output_limit_goes_by_its_other_name(self):
        world = World(fail(400, "use max_completion_tokens", param="max_tokens"), ok())
        world.complete()
        self.assertNotIn("max_tokens", world.bodies[1])
        self.assertEqual(world.bodies[1]["max_completion_tokens"], 2000)

    def test_several_refusals_are_all_learned(self):
        world = World(
            fail(400, param="temperature"),
            fail(400, param="reasoning_effort"),
            fail(400, param="max_completion_tokens"),
            ok(),
            ok(),
        )
        asked = endpoint(vendor="openai", temperature=1.0)
        world.complete(asked)
        world.complete(asked)
        self.assertEqual(world.bodies[3], world.bodies[4])
        self.assertNotIn("temperature", world.bodies[4])
        self.assertNotIn("reasoning_effort", world.bodies[4])

    def test_a_field_is_dropped_once_only(self):
        refusal = fail(400, param="temperature")
        world = World(refusal, refusal)
        self.fails(world, endpoint(temperature=0.2), kind=errors.ParameterRefused)
        self.assertEqual(len(world.requests), 2)

    def test_refusal_of_what_was_not_sent_is_final_and_teaches_nothing(self):
        world = World(fail(400, param="temperature"), ok())
        self.fails(world, kind=errors.ParameterRefused)
        world.complete(endpoint(temperature=0.5))
        self.assertEqual(world.bodies[1]["temperature"], 0.5)

    def test_what_leads_to_no_answer_is_not_learned(self):
        refusal = fail(400, "bad schema in the messages")
        world = World(*[refusal] * 4, ok())
        self.fails(world, kind=errors.ParameterRefused)
        world.complete()
        self.assertEqual(world.bodies[0], world.bodies[4])

    def test_dialects_belong_to_account_address_and_model(self):
        world = World(fail(400, param="temperature"), ok(), ok())
        world.complete(endpoint(temperature=0.2))
        world.complete(endpoint(temperature=0.2, model_name="other"))
        self.assertIn("temperature", world.bodies[2])


class TestOverTheWire(unittest.TestCase):
    """The same with the real transport, against the fake vendor."""

    @classmethod
    def setUpClass(cls):
        cls.vendor = FakeVendor().start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        self.vendor.reset()
        self.vendor.answer_with("fine")

    def at(self, number=1, vendor="openai", **more):
        url = self.vendor.url
        return endpoint(number, vendor, base_url=url, allow_private=True, **more)

    def complete(self, *endpoints, seconds=5.0):
        deadline = time.monotonic() + seconds
        return client.complete(PROMPT, endpoints, deadline=deadline, random=lambda: 0)

    def test_every_wire_is_spoken(self):
        for vendor in ("openai", "anthropic", "google", "cohere", "ollama", "custom"):
            with self.subTest(vendor):
                reply = self.complete(self.at(vendor=vendor))
                self.assertEqual(reply.completion.text, "fine")
                self.assertGreater(reply.completion.usage.input_tokens, 0)
                record = self.vendor.requests[-1]
                self.assertTrue(record.system.startswith("rules"))
                self.assertEqual(record.text, "lead")
                self.assertNotIn("secret-1", record.path)

    def test_models_are_listed(self):
        for vendor in ("openai", "anthropic", "google", "cohere", "ollama", "custom"):
            with self.subTest(vendor):
                found = client.list_models(
                    self.at(vendor=vendor), deadline=time.monotonic() + 5
                )
                self.assertEqual(found, ("large-model", "small-model"))

    def test_listing_models_with_a_bad_key_says_so(self):
        self.vendor.fail_with(401, body={"error": "secret-1?"})
        with self.assertRaises(errors.KeyRefused) as caught:
            client.list_models(self.at(), deadline=time.monotonic() + 5)
        self.assertEqual(caught.exception.detail, "***?")

    def test_a_key_that_no_header_can_carry_pauses_its_provider_unsent(self):
        with self.assertRaises(errors.KeyRefused) as caught:
            self.complete(self.at(api_key="\x7f"))
        (attempt,) = caught.exception.attempts
        self.assertEqual((attempt.unsent, attempt.cooldown), (True, 900.0))
        self.assertEqual(self.vendor.requests, [])
        reply = self.complete(self.at(1, api_key="\x7f"), self.at(2))
        self.assertEqual([a.unsent for a in reply.attempts], [True, False])

    def test_failures_are_retried_over_the_wire(self):
        self.vendor.fail_with(503, {"Retry-After": "0"}, times=2)
        self.assertEqual(len(self.complete(self.at()).attempts), 3)

    def test_hanging_vendor_is_left_for_the_next(self):
        self.vendor.then(fake_vendor.hang())
        reply = self.complete(self.at(1, timeout=0.05), self.at(2))
        self.assertEqual([a.error_code for a in reply.attempts], ["timed_out", ""])

    def test_a_broken_answer_is_unreadable(self):
        self.vendor.then(fake_vendor.garbage(), fake_vendor.garbage())
        with self.assertRaises(errors.UnreadableAnswer):
            self.complete(self.at())

    def test_a_page_is_a_wrong_address_and_not_asked_for_again(self):
        self.vendor.then(fake_vendor.html())
        with self.assertRaises(errors.AddressRefused) as caught:
            self.complete(self.at())
        [attempt] = caught.exception.attempts
        self.assertEqual((attempt.status, attempt.cooldown), (200, 900))

    def test_error_inside_a_200_is_that_error(self):
        self.vendor.then(fake_vendor.error_inside(402, "no credits"))
        with self.assertRaises(errors.NoCredit) as caught:
            self.complete(self.at(vendor="openrouter"))
        self.assertEqual(caught.exception.attempts[0].status, 200)
