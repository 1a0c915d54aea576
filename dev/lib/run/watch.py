"""Shows each lead as soon as the job has stored it."""

import json
import threading

import psycopg2

from ..environment import database
from . import rows


class Watch(threading.Thread):
    """Reads the database beside the job.

    :param ids: the file in which the job says which leads it was asked for.
    :ivar shown: ``{lead's id: its lines}``, in the order in which they were done.
    """

    def __init__(self, name, ids):
        super().__init__()
        self.shown = {}
        self._name = name
        self._ids = ids
        self._is_over = threading.Event()

    def run(self):
        while not self._is_over.wait(0.5):
            self._look()
        self._look()

    def finish(self):
        self._is_over.set()
        self.join()

    def _look(self):
        try:
            ids = json.loads(self._ids.read_text())
            with database.cursor(self._name) as cursor:
                done = rows.read(cursor, ids)
        except (OSError, ValueError, psycopg2.Error):
            return  # not there yet; the next look finds it
        for lead_id, lines in done:
            if lead_id not in self.shown:
                self.shown[lead_id] = lines
                print("\n".join(lines), flush=True)
