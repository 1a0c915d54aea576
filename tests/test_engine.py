import subprocess
import sys
from pathlib import Path

from odoo.tests import BaseCase, tagged

ROOT = Path(__file__).resolve().parent.parent


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    def test_the_engine_passes_its_own_tests_without_odoo(self):
        """Odoo skips plain unittest cases, so they are run here as a whole."""
        run = subprocess.run(
            [sys.executable, "-m", "unittest", "discover", "-s", "engine", "-t", "."],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertRegex(run.stderr, r"Ran [1-9]\d* tests")
