"""Runs the engine's tests as `python -m unittest discover -s engine -t .` would.

Run from the root of the checkout. The last line of its output is the outcome as JSON.
Arguments, if any, are the tests to run, as unittest calls them but from the folder of
the tests: calling.test_retry.Class.method.
"""

import json
import sys
import unittest

FOLDER = "engine.tests."
# What unittest puts in the place of a file that it can't import.
BROKEN = "unittest.loader."


class Result(unittest.TextTestResult):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ran = []

    def startTest(self, test):
        super().startTest(test)
        self.ran.append(test.id().removeprefix(FOLDER))


def _flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _flatten(test)
        else:
            yield test


def _load(ids):
    # Not the folder of this file: the engine must do without the dev tools.
    sys.path.pop(0)
    found = unittest.TestLoader().discover("engine", top_level_dir=".")
    if not ids:
        return found
    return unittest.TestSuite(test for test in _flatten(found) if _is_in(ids, test))


def _is_in(ids, test):
    return test.id().removeprefix(FOLDER) in ids or test.id().startswith(BROKEN)


def main():
    runner = unittest.TextTestRunner(
        stream=sys.stderr, verbosity=1, resultclass=Result, warnings="error"
    )
    result = runner.run(_load(sys.argv[1:]))
    faulty = result.failures + result.errors
    faulty += [(test, "") for test in result.unexpectedSuccesses]
    failed = sorted({str(test) for test, trace in faulty})
    outcome = {
        "run": result.ran,
        "failed": failed,
        "skipped": [f"{test} : {reason}" for test, reason in result.skipped],
        "passed": max(0, result.testsRun - len(failed) - len(result.skipped)),
    }
    sys.stderr.flush()
    print("\n" + json.dumps(outcome))


if __name__ == "__main__":
    main()
