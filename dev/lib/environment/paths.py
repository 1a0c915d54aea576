"""Where things are."""

import hashlib
import os
from pathlib import Path

MODULE = "llm_lead_scoring"
ROOT = Path(__file__).resolve().parents[3]
DEV = ROOT / "dev"
REQUIREMENTS = DEV / "requirements"
STATE = ROOT / ".dev"
ADDONS = STATE / "addons"
DATA = STATE / "data"
ODOO_RC = STATE / "odoo.conf"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "llm_lead_scoring"
)
# Tells the databases of two checkouts on one server apart.
CHECKOUT = hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]


def shipped():
    """The top-level entries that belong to the addon, not to its workshop."""
    aside = {"dev", "__pycache__", "setup", "filestore"}
    return sorted(
        path
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.name not in aside
    )
