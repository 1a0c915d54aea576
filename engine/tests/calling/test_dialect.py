"""What a vendor refuses is left out, and remembered."""

import json

from ... import errors
from .client_case import SCHEMA, ClientCase, World, endpoint, fail, ok


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
