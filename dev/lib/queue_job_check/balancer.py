"""A load balancer on loopback: each connection goes to the next server that listens.

queue_job's runner sends its jobs to one address, so that is what several servers need.
"""

import contextlib
import itertools
import socket
import socketserver
import threading


class Balancer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, ports):
        super().__init__(("127.0.0.1", 0), _Connection)
        self.port = self.server_address[1]
        self._turns = itertools.cycle(ports)
        self._count = len(ports)

    def connect(self):
        for _attempt in range(self._count):
            address = ("127.0.0.1", next(self._turns))
            with contextlib.suppress(ConnectionRefusedError):
                return socket.create_connection(address)
        raise ConnectionRefusedError

    def handle_error(self, request, client_address):
        """Nobody listens: the runner sees its connection end."""


class _Connection(socketserver.BaseRequestHandler):
    def handle(self):
        with self.server.connect() as upstream:
            back = threading.Thread(target=_pump, args=(upstream, self.request))
            back.start()
            _pump(self.request, upstream)
            back.join()


def _pump(source, target):
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def serving(ports):
    with Balancer(ports) as balancer:
        thread = threading.Thread(target=balancer.serve_forever)
        thread.start()
        try:
            yield balancer
        finally:
            balancer.shutdown()
            thread.join()
