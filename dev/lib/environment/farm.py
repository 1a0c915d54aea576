"""The addon under its technical name, whatever the checkout's folder is called.

A folder of links, not one link to the checkout: the folder of links lies inside the
checkout, and Odoo's export of terms follows links, so it would never end.
"""

import os

from . import paths, source


def plant():
    """Brings links and configuration file up to date; safe to run at any time."""
    folder = paths.ADDONS / paths.MODULE
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {path.name: path for path in paths.shipped()}
    for link in folder.iterdir():
        if link.name not in wanted or os.readlink(link) != str(wanted[link.name]):
            link.unlink(missing_ok=True)
    for name, path in wanted.items():
        if not (folder / name).is_symlink():
            _link(path, folder / name)
    _write_configuration(source.home())


def _link(target, link):
    try:
        link.symlink_to(target)
    except FileExistsError:
        pass  # another command of this checkout was faster


def configuration(odoo, *more_addons):
    """The text of a configuration file for ``odoo`` and the addon."""
    addons = [odoo / "odoo" / "addons", odoo / "addons", paths.ADDONS, *more_addons]
    return (
        "[options]\n"
        f"addons_path = {','.join(map(str, addons))}\n"
        f"data_dir = {paths.DATA}\n"
    )


def _write_configuration(odoo):
    text = configuration(odoo)
    if paths.ODOO_RC.exists() and paths.ODOO_RC.read_text() == text:
        return
    building = paths.ODOO_RC.with_suffix(f".{os.getpid()}")
    building.write_text(text)
    building.replace(paths.ODOO_RC)
