"""What the scripts tell the person in front of them."""

import contextlib
import sys
import time


def step(text, *args):
    """One line of progress, visible at once."""
    print("-> " + (text % args if args else text), flush=True)


def detail(text, *args):
    """A line below a step."""
    print("   " + (text % args if args else text), flush=True)


@contextlib.contextmanager
def timed(text, *args):
    """A step that tells at its end how long it took."""
    step(text, *args)
    begun = time.monotonic()
    yield
    detail("%.0f s", time.monotonic() - begun)


def fail(text, *args):
    """Ends the script with a reason and what to do about it."""
    sys.stdout.flush()
    raise SystemExit("error: " + (text % args if args else text))
