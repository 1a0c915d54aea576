"""Parts that run in a second process while Odoo's tests keep the first one busy."""

import contextlib
import re
import subprocess
import sys

from .. import procs, say
from ..environment import paths
from ..report import CLOSING, FAILED

LOG = paths.STATE / "test" / "aside.log"


@contextlib.contextmanager
def running(report, parts):
    """Runs the parts meanwhile; afterwards shows what they said and counts it."""
    if not parts:
        yield
        return
    say.step("meanwhile: %s (what they say is kept in %s)", ", ".join(parts), LOG)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, paths.DEV / "test", *parts]
    with open(LOG, "w") as log:
        options = {"stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
        with procs.running(command, stdout=log, **options) as process:
            yield
            process.wait()
    _count(report, LOG.read_text(encoding="utf-8"))


def _count(report, said):
    print(said, end="")
    closing = re.search(CLOSING.format(r"(\d+)", r"(\d+)") + r"\n\Z", said)
    if not closing:
        report.complain(f"a part ended before its end, see {LOG}")
        return
    report.passed += int(closing[1])
    report.failed += int(closing[2])
    report.complaints += re.findall(f"^{FAILED}(.*)", said, re.MULTILINE)
