"""The stub vendor of dev/bench, in a process of its own so that its CPU isn't ours.

Usage, from the root of the checkout: python bench_vendor.py SECONDS_OF_LATENCY. Prints
its address, then, for each line on its standard input, how many requests came since the
last; ends with its input.
"""

import os
import sys

sys.path[0] = os.getcwd()  # the engine, not the dev tools

from engine.tests import lead_reader
from engine.tests.fake_vendor import FakeVendor


def main(latency):
    with FakeVendor(lead_reader.read, latency=latency) as vendor:
        print(vendor.url, flush=True)
        for _line in sys.stdin:
            print(len(vendor.requests), flush=True)
            vendor.reset()


if __name__ == "__main__":
    main(float(sys.argv[1]))
