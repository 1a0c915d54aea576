"""The linters, each counted as one check."""

import subprocess
import sys
from pathlib import Path

from lxml import etree

from .. import export, say
from ..environment import paths
from ..redteam import self_check as redteam
from ..replay import self_check as replay
from ..sdk_check import self_check as sdk_check
from . import architecture, dependencies

NOT_OURS = (
    # One file per inherited model; the house has one per concern.
    "consider-merging-classes-inherited",
    # The settings outside models/, where Odoo itself has them.
    "no-wizard-in-models",
)
# It leaves them out for tests by itself, but not in rooms of tests.
NOT_OF_TESTS = ("translation-required",)


def run(report):
    say.step("lint")
    report.check("ruff check", _ruff("check", "--quiet"))
    report.check("ruff format", _ruff("format", "--check", "--quiet", "--diff"))
    report.check("XML is well-formed", _broken_xml())
    report.check("dependencies are pinned and fit", dependencies.problem())
    with export.exported() as folder:
        report.check("pylint-odoo", _pylint(folder))
        report.check("oca-checks-odoo-module", _oca(folder))
        report.check("rooms import what they may", _imports(folder))
    report.check("README draws the rooms so", architecture.undrawn())
    report.check("dev/replay", replay.problem())
    report.check("dev/redteam", redteam.problem())
    report.check("dev/sdk_check", sdk_check.problem())


def _tool(name, *arguments, cwd=paths.ROOT):
    """What the tool has to say, empty if nothing is wrong."""
    done = subprocess.run(
        [Path(sys.executable).with_name(name), *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if not done.returncode:
        return ""
    return "\n" + (done.stdout.strip() or f"exit code {done.returncode}")


def _ruff(*command):
    return _tool("ruff", *command, "--no-cache", ".")


def _broken_xml():
    faults = []
    for path in export.files():
        if path.suffix in (".xml", ".svg"):
            try:
                etree.parse(str(path))
            except etree.XMLSyntaxError as error:
                faults.append(f"{path.relative_to(paths.ROOT)}: {error}")
    return "\n".join(faults)


def _pylint(folder):
    aside = "--ignore-paths=.*/engine/,.*/tests/"
    of_tests = (*NOT_OURS, *NOT_OF_TESTS)
    return "".join(
        (
            _pylint_of(folder, paths.MODULE, NOT_OURS, aside),
            _pylint_of(folder, f"{paths.MODULE}/tests", of_tests),
        )
    )


def _pylint_of(folder, package, left_out, *options):
    rc = f"--rcfile={paths.ROOT / '.pylintrc'}"
    # The rcfile can't take single checks out of a group that it turns on.
    disable = f"--disable={','.join(left_out)}"
    return _tool("pylint", rc, disable, *options, package, cwd=folder)


def _oca(folder):
    manifest = folder / paths.MODULE / "__manifest__.py"
    if not manifest.exists():
        return "there is no __manifest__.py"
    return _tool(
        "oca-checks-odoo-module",
        "--disable=prefer-readme-rst",
        manifest,
        cwd=folder,
    )


def _imports(folder):
    rules = f"--config={architecture.RULES}"
    return _tool("lint-imports", rules, "--no-cache", cwd=folder)
