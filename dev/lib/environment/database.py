"""Databases: made, copied with their files, dropped."""

import contextlib
import hashlib
import os
import shutil
import subprocess

import psycopg2
from psycopg2 import sql

from .. import locks, manifest, procs, say
from . import kept, odoo, paths, source

FILESTORE = paths.DATA / "filestore"
PREFIX = f"{paths.MODULE}_{paths.CHECKOUT}"
# To be raised when _install makes something else.
RECIPE = 2


@contextlib.contextmanager
def cursor(name="postgres"):
    connection = psycopg2.connect(dbname=name)
    connection.autocommit = True
    try:
        with connection.cursor() as cr:
            yield cr
    finally:
        connection.close()


def names(prefix=""):
    with cursor() as cr:
        cr.execute("SELECT datname FROM pg_database ORDER BY datname")
        return [name for (name,) in cr.fetchall() if name.startswith(prefix)]


def drop(name):
    with cursor() as cr:
        cr.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [name],
        )
        cr.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def copy(template, name):
    with cursor() as cr:
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        cr.execute(query.format(sql.Identifier(name), sql.Identifier(template)))
    if (FILESTORE / template).exists():
        # Odoo never changes a stored file, so both may share it.
        shutil.copytree(FILESTORE / template, FILESTORE / name, copy_function=os.link)


def template(demo=False, beside=()):
    """A database with what the addon depends on; made once per Odoo version.

    :param beside: addons of Odoo that are installed as well.
    """
    kind = "beside" if beside else "base"
    needs = [*manifest.depends(), *beside]
    valid = {_template_key(kind, needs, is_demo) for is_demo in (True, False)}
    key = _template_key(kind, needs, demo)
    with locks.exclusive(paths.STATE / f"template_{kind}.lock"):
        if f"{PREFIX}_{key}" not in names():
            for old in names(f"{PREFIX}_{kind}_"):
                if old.removeprefix(f"{PREFIX}_") not in valid:
                    drop(old)
            kept.forget(kind, valid)
            _make_template(key, needs, demo)
    return f"{PREFIX}_{key}"


def _template_key(kind, needs, demo):
    mark = f"{RECIPE} {source.key(source.home())} {sorted(needs)} {demo}"
    return f"{kind}_{hashlib.sha256(mark.encode()).hexdigest()[:8]}"


def _make_template(key, needs, demo):
    name, building = f"{PREFIX}_{key}", f"{PREFIX}_{key}_new"
    drop(building)
    with cursor() as cr:
        query = sql.SQL("CREATE DATABASE {} ENCODING 'unicode' TEMPLATE template0")
        cr.execute(query.format(sql.Identifier(building)))
    if not kept.restore(key, building, FILESTORE / building):
        _install(building, needs, demo)
        kept.keep(key, building, FILESTORE / building)
    with cursor() as cr:
        query = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        cr.execute(query.format(sql.Identifier(building), sql.Identifier(name)))
    shutil.rmtree(FILESTORE / name, ignore_errors=True)
    (FILESTORE / building).rename(FILESTORE / name)


def _install(name, needs, demo):
    what = ", ".join(needs) + (" and demo data" if demo else "")
    say.step("making a database with %s (minutes, once)", what)
    flags = [] if demo else ["--without-demo=all"]
    run(name, "-i", ",".join(needs), *flags)
    # Tours need all bundles; those that the addon doesn't change are done now.
    shell(name, "env['ir.qweb']._pregenerate_assets_bundles(); env.cr.commit()")


def run(name, *arguments):
    """odoo-bin on this database until it has done what the arguments say."""
    _odoo(name, "", "-d", name, "--stop-after-init", "--no-http", *arguments)


def shell(name, script):
    """Runs the script in Odoo's shell on this database."""
    _odoo(name, script, "shell", "-d", name, "--no-http")


def _odoo(name, script, *arguments):
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    command = odoo.command(*arguments)
    with procs.running(command, stdin=subprocess.PIPE, **options) as process:
        log = process.communicate(script)[0]
    bad = (" ERROR ", " CRITICAL ", "Traceback (most recent call last)")
    if process.returncode or any(mark in log for mark in bad):
        say.fail("Odoo failed on database %s:\n%s", name, log[-6000:])
