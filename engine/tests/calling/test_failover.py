"""When one is asked again, and when the next one."""

from ... import errors
from .client_case import ClientCase, World, endpoint, fail, ok, vendor_down


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
