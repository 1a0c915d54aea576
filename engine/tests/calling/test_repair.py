"""A bad answer is asked for again, with more room or with what was wrong."""

from ... import errors
from .client_case import ClientCase, World, endpoint, ok


class TestRepair(ClientCase):
    def once(self, completion):
        """A check that a second answer passes."""
        if completion.text == "bad":
            raise errors.UnverifiedAnswer("quote 'x' does not stand in the lead")
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
