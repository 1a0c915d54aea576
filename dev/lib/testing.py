"""dev/test once its environment is there: chooses the parts and runs them."""

from . import engine_tests, procs, say, tests_found
from .report import Report


def run(parts, name=None, port=None):
    """Exit code of the parts, or of the tests called so."""
    if port and not procs.is_free(port):
        say.fail("port %d is taken; leave --port out to get a free one", port)
    report = Report()
    if name:
        _run_named(report, name, port)
    else:
        _run_parts(report, parts, port)
    return report.close()


def _run_named(report, name, port):
    in_engine = [w for w in tests_found.engine() if w.is_called(name)]
    in_addon = [w for w in tests_found.addon() if w.is_called(name)]
    if in_engine:
        engine_tests.run(report, in_engine)
    if in_addon:
        _run_in_odoo(report, in_addon, port)
    if not (in_engine or in_addon):
        report.complain(f"no test, class or file is called {name}")


def _run_parts(report, parts, port):
    if "lint" in parts:
        from . import lint

        lint.run(report)
    if "engine" in parts:
        engine_tests.run(report)
    if {"odoo", "tours"} <= set(parts):
        if not any(w.is_tour for w in tests_found.addon()):
            report.complain("tours: none is written")
        _run_in_odoo(report, None, port)
    elif {"odoo", "tours"} & set(parts):
        tours = "tours" in parts
        wanted = [w for w in tests_found.addon() if w.is_tour == tours]
        _run_in_odoo(report, wanted, port)
    if "readme" in parts:
        from . import readme

        readme.run(report)


def _run_in_odoo(report, wanted, port):
    """Prepares what only this part needs, at the latest moment."""
    from . import chromium, odoo, odoo_tests, postgres

    if wanted == []:
        report.complain("odoo: nothing to run is written")
        return
    if any(w.is_tour for w in wanted or tests_found.addon()):
        chromium.require()
    with postgres.server():
        odoo.prepare()
        odoo_tests.run(report, wanted, port)
