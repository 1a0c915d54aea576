"""Where dev/bench and dev/crash play: a database, stub vendors, and Odoo workers."""

import contextlib
import json
import os
import subprocess
import sys

from .. import procs, say
from ..environment import database, odoo, paths

FOLDER = paths.STATE / "stage"
# Leads that a worker enriches before it is measured.
WARM_UP = 3
SCRIPT = """
import json, sys
sys.path.append({dev!r})
from lib.bench import stage_work
stage_work.main(env, json.loads({config!r}))
"""


@contextlib.contextmanager
def template():
    """A database with the addon and no demo data, dropped afterwards."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = f"{database.PREFIX}_stage_{os.getpid()}"
    database.copy(database.template(), name)
    try:
        say.step("installing the addon")
        database.run(name, "-i", paths.MODULE, "--without-demo=all")
        yield name
    finally:
        database.drop(name)


@contextlib.contextmanager
def copy_of(template_name):
    name = f"{template_name}_run"
    database.copy(template_name, name)
    try:
        yield name
    finally:
        database.drop(name)


class Vendor:
    """A stub vendor in a process of its own, so that its CPU isn't ours."""

    def __init__(self, process):
        self._process = process
        self.url = process.stdout.readline().strip()
        if not self.url:
            say.fail("the stub vendor doesn't start")

    def count(self):
        """Requests that came since it was asked last."""
        return len(self.texts())

    def texts(self):
        """What they asked about."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextlib.contextmanager
def vendor(latency, status=200, **headers):
    command = [sys.executable, paths.DEV / "lib" / "bench" / "stage_vendor.py"]
    command += [json.dumps({"latency": latency, "status": status, "headers": headers})]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with procs.running(command, cwd=paths.ROOT, **pipes) as process:
        yield Vendor(process)


class Worker:
    """An Odoo process that does a piece of :mod:`stage_work`."""

    def __init__(self, name, config, number=0):
        self.ready = FOLDER / f"ready_{number}"
        self.result = FOLDER / f"result_{number}.json"
        self.log = FOLDER / f"odoo_{number}.log"
        for path in (self.ready, self.result):
            path.unlink(missing_ok=True)
        config = {
            **config,
            "number": number,
            "ready": str(self.ready),
            "result": str(self.result),
        }
        script = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
        # Nobody watches the time of a shell: one pass takes all leads.
        self.process = procs.spawn(
            odoo.command(
                "shell", "-d", name, "--no-http", "--limit-time-real-cron=3600"
            ),
            stdin=subprocess.PIPE,
            stdout=open(self.log, "w"),
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.process.stdin.write(script)
        self.process.stdin.close()

    def wait_until_ready(self):
        ended = self.process.poll
        procs.wait_until(lambda: self.ready.exists() or ended() is not None, 300, 0.02)
        if not self.ready.exists():
            self.fail()

    def go(self):
        self.ready.unlink()

    def finish(self):
        """What it measured."""
        self.process.wait()
        if not self.result.exists():
            self.fail()
        return json.loads(self.result.read_text())

    def fail(self):
        say.fail("it broke:\n%s", self.log.read_text()[-4000:])


@contextlib.contextmanager
def workers(name, *configs):
    """Workers that begin together; they are ended with the block."""
    found = [Worker(name, config, number) for number, config in enumerate(configs)]
    try:
        yield found
    finally:
        for worker in found:
            procs.stop(worker.process)


def work(name, *configs, before=lambda: None):
    """What each worker measured, begun in the same moment after ``before()``."""
    with workers(name, *configs) as found:
        for worker in found:
            worker.wait_until_ready()
        before()
        for worker in found:
            worker.go()
        return [worker.finish() for worker in found]
