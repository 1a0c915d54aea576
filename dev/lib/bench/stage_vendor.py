"""The stub vendor of dev/bench and dev/crash.

Usage, from the root of the checkout: python stage_vendor.py JSON, with latency in
seconds, a status and headers for it. Prints its address, then, for each line on its
standard input, a JSON list of the texts asked about since the last; ends with it.
"""

import json
import os
import sys

sys.path[0] = os.getcwd()  # the engine, not the dev tools

from engine.tests import lead_reader
from engine.tests.fake_vendor import FakeVendor


def main(latency, status, headers):
    with FakeVendor(lead_reader.read, latency=latency) as vendor:
        if status != 200:
            vendor.fail_with(status, headers)
        print(vendor.url, flush=True)
        for _line in sys.stdin:
            texts = [record.text for record in vendor.requests]
            vendor.forget_requests()
            print(json.dumps(texts), flush=True)


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
