"""Which tests are written, read from the source without importing it."""

import ast
from dataclasses import dataclass

from ..environment import paths


@dataclass(frozen=True)
class Written:
    """One test method as it stands in a file.

    :param path: of the file, from the folder of the tests.
    """

    path: str
    cls: str
    method: str
    is_tour: bool

    @property
    def name(self):
        return f"{self.cls}.{self.method}"

    @property
    def id(self):
        """As unittest has it, from the folder of the tests."""
        module = self.path.removesuffix(".py").replace("/", ".")
        return f"{module}.{self.name}"

    def is_called(self, name):
        path = self.path.removesuffix(".py")
        folder, _slash, file = path.rpartition("/")
        names = (self.cls, self.method, self.name, path, file, folder or file)
        return name.removesuffix(".py") in names


def engine():
    return _in_folder(paths.ROOT / "engine" / "tests")


def addon():
    return _in_folder(paths.ROOT / "tests")


def _in_folder(folder):
    written = []
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(), str(path))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                written += _in_class(path.relative_to(folder).as_posix(), node)
    return written


def _in_class(path, node):
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef)]
    is_tour = any(
        isinstance(n, ast.Attribute) and n.attr in ("start_tour", "browser_js")
        for n in ast.walk(node)
    )
    return [
        Written(path, node.name, m.name, is_tour)
        for m in methods
        if m.name.startswith("test")
    ]
