"""The two Odoo servers of dev/queue_job_check."""

import contextlib
import os
import signal
import sys
import xmlrpc.client

from .. import procs, say
from ..bench import stage
from ..environment import paths, source
from . import balancer

LEASE_SECONDS = 2
# A pass then begins leads for 12.5 s: longer than queue_job's 10 s after which it takes
# a job without a lock for dead, shorter than the whole work.
LIMIT_SECONDS = 60
RUNNER_READY = "queue job runner ready for db"
ENRICHED = "enriched: score"


class Server:
    def __init__(self, name, number, port):
        self.name, self.port = name, port
        self.log = stage.FOLDER / f"queue_job_{number}.log"
        self.process = None
        self._seen = 0

    def start(self, workers, balancer_port):
        environment = {
            "ODOO_QUEUE_JOB_CHANNELS": "root:4",
            "ODOO_QUEUE_JOB_HOST": "127.0.0.1",
            "ODOO_QUEUE_JOB_PORT": str(balancer_port),
        }
        with open(self.log, "w") as log:
            self.process = procs.spawn(
                self._command(workers),
                stdout=log,
                stderr=log,
                env={**os.environ, **environment},
            )

    def _command(self, workers):
        script = paths.DEV / "lib" / "queue_job_check" / "server.py"
        return [
            *(sys.executable, script, source.home(), LEASE_SECONDS),
            *("-d", self.name, "--db-filter", f"^{self.name}$"),
            *("--http-interface", "127.0.0.1", "--http-port", self.port),
            *("--gevent-port", procs.free_port(), "--workers", workers),
            *("--max-cron-threads", 1, "--limit-time-real", LIMIT_SECONDS),
            "--load=base,web,queue_job",
        ]

    def is_up(self):
        if self.process.poll() is not None:
            say.fail("a server ended:\n%s", self.text()[-4000:])
        return procs.owns(self.process.pid, self.port)

    def text(self):
        return self.log.read_text(errors="replace")

    def hands_out_jobs(self):
        return RUNNER_READY in self.text()

    def count_enriched(self):
        """Since it was asked last."""
        total = self.text().count(ENRICHED)
        found, self._seen = total - self._seen, total
        return found

    def kill(self):
        """All of its processes, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def call(self, model, method, *arguments):
        """As the administrator, over the network."""
        url = f"http://127.0.0.1:{self.port}/xmlrpc/2"
        uid = xmlrpc.client.ServerProxy(f"{url}/common").login(
            self.name, "admin", "admin"
        )
        objects = xmlrpc.client.ServerProxy(f"{url}/object")
        return objects.execute_kw(self.name, uid, "admin", model, method, arguments)


@contextlib.contextmanager
def running(name, workers):
    """Both, once one of them hands out jobs; they are ended with the block."""
    servers = [Server(name, number, procs.free_port()) for number in (1, 2)]
    with balancer.serving([server.port for server in servers]) as entrance:
        try:
            for server in servers:
                server.start(workers, entrance.port)
            _wait_until_ready(servers)
            yield servers
        finally:
            for server in servers:
                procs.stop(server.process)


def _wait_until_ready(servers):
    def is_ready():
        return all(s.is_up() for s in servers) and any(
            s.hands_out_jobs() for s in servers
        )

    if not procs.wait_until(is_ready, 90):
        say.fail("no server hands out jobs:\n%s", servers[0].text()[-4000:])
