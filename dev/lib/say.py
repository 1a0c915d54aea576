"""What the scripts tell the person in front of them."""

import sys


def step(text, *args):
    """One line of progress, visible at once."""
    print("-> " + (text % args if args else text), flush=True)


def fail(text, *args):
    """Ends the script with a reason and what to do about it."""
    sys.stdout.flush()
    raise SystemExit("error: " + (text % args if args else text))
