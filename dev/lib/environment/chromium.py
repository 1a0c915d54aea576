"""The browser that Odoo's tours need."""

import shutil

from .. import say
from .packages import apt

# The names that odoo/tests/common.py looks up.
NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def is_there():
    return any(map(shutil.which, NAMES))


def require():
    if is_there() or (apt.install("chromium") and is_there()):
        return
    say.fail(
        "the tours need a browser, and none of %s is in PATH.\n"
        "Install Chromium (Debian: apt-get install chromium; Ubuntu: snap install "
        "chromium)\nor Google Chrome, or run the other parts: "
        "dev/test lint engine odoo",
        ", ".join(NAMES),
    )
