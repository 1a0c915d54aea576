"""The client with a fake transport, clock, sleep and dice."""

import json
import unittest

from ... import errors
from ...calling import client
from ...calling.memory import Memory
from ...errors import LLMError
from ...settings import Endpoint
from ...values import HttpResponse, Message, Prompt
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
