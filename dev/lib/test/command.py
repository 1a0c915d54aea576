"""dev/test once its environment is there: chooses the parts and runs them."""

from .. import procs, say
from ..report import Report
from . import aside, found, in_engine, neighbours


def run(parts, name=None, port=None):
    """Exit code of the parts, or of the tests called so."""
    if port and not procs.is_free(port):
        say.fail("port %d is taken; leave --port out to get a free one", port)
    report = Report()
    if name:
        beside = neighbours.ADDONS if "neighbours" in parts else ()
        _run_named(report, name, port, beside)
    else:
        _run_parts(report, parts, port)
    return report.close()


def _run_named(report, name, port, beside):
    of_engine = [w for w in found.engine() if w.is_called(name)]
    of_addon = [w for w in found.addon() if w.is_called(name)]
    if of_engine:
        in_engine.run(report, of_engine)
    if of_addon:
        _run_in_odoo(report, of_addon, port, beside)
    if not (of_engine or of_addon):
        report.complain(f"no test, class or file is called {name}")


def _run_parts(report, parts, port):
    in_odoo = {"odoo", "tours"} & set(parts)
    others = [part for part in parts if part not in in_odoo]
    if not in_odoo:
        _run_others(report, others, port)
        return
    with aside.running(report, others):
        if len(in_odoo) == 2:
            if not any(w.is_tour for w in found.addon()):
                report.complain("tours: none is written")
            _run_in_odoo(report, None, port)
        else:
            tours = "tours" in in_odoo
            wanted = [w for w in found.addon() if w.is_tour == tours]
            _run_in_odoo(report, wanted, port)


def _run_others(report, parts, port):
    if "lint" in parts:
        from ..checks import lint

        lint.run(report)
    if "engine" in parts:
        in_engine.run(report)
    if "neighbours" in parts:
        wanted = neighbours.wanted()
        _run_in_odoo(report, wanted, port, neighbours.ADDONS)
    if "readme" in parts:
        from ..checks import readme

        readme.run(report)


def _run_in_odoo(report, wanted, port, beside=()):
    """Prepares what only this part needs, at the latest moment."""
    from ..environment import chromium, odoo, postgres
    from ..environment.packages import npm
    from . import in_odoo

    if wanted == []:
        report.complain("odoo: nothing to run is written")
        return
    if any(w.is_tour for w in wanted or found.addon()):
        chromium.require()
        npm.use_axe()
    with postgres.server():
        odoo.prepare()
        in_odoo.run(report, wanted, port, beside)
