"""Checks plain JSON against types: typed dicts, pydantic models, unions, literals.

It runs in the SDK's own environment, so it imports the standard library only. Unlike
the SDKs' own validation it refuses unknown fields everywhere.
"""

import enum
import inspect
import types
import typing

PLAIN = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (int, float),
    type(None): (type(None),),
}
MARKS = ("Required", "NotRequired", "ReadOnly", "Annotated")
EMPTY = inspect.Parameter.empty


def problems(value, kind, path=""):
    """What the type refuses, a line each."""
    kind = _bare(kind)
    if kind in (typing.Any, object, EMPTY) or isinstance(kind, typing.TypeVar):
        return []
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _of_union(value, typing.get_args(kind), path)
    if _name(origin) == "Literal":
        return _unless(value in typing.get_args(kind), value, kind, path)
    shape = fields_of(kind)
    if shape is not None:
        return _of_object(value, shape, kind, path)
    if origin is not None or kind in (dict, list):
        return _of_container(value, origin or kind, typing.get_args(kind), path)
    return _of_class(value, kind, path)


def fields_of(kind):
    """{field: (type, required)} of an object or of a function's arguments, or None."""
    if isinstance(kind, dict):
        return kind
    if hasattr(kind, "model_fields"):
        return {
            field.alias or name: (field.annotation, field.is_required())
            for name, field in kind.model_fields.items()
        }
    if hasattr(kind, "__total__"):
        return {
            name: (hint, _is_required(kind, name, hint))
            for name, hint in typing.get_type_hints(kind, include_extras=True).items()
        }
    if inspect.isfunction(kind):
        hints = typing.get_type_hints(kind, include_extras=True)
        arguments = inspect.signature(kind).parameters.items()
        return {
            name: (hints.get(name, typing.Any), argument.default is EMPTY)
            for name, argument in arguments
            if name != "self"
        }
    return None


def _is_required(kind, name, hint):
    """Marks first: __required_keys__ misses those in postponed annotations."""
    mark = _name(typing.get_origin(hint))
    return mark == "Required" or (
        mark != "NotRequired" and name in kind.__required_keys__
    )


def _bare(kind):
    """The type inside marks, aliases and new types."""
    while True:
        if _name(typing.get_origin(kind)) in MARKS or hasattr(kind, "__metadata__"):
            kind = typing.get_args(kind)[0]
        elif hasattr(kind, "__supertype__"):
            kind = kind.__supertype__
        elif _is_alias(typing.get_origin(kind)):
            kind = typing.get_origin(kind).__value__[typing.get_args(kind)]
        elif _is_alias(kind):
            kind = kind.__value__
        else:
            return kind


def _is_alias(kind):
    return _name(type(kind)) == "TypeAliasType"


def _name(kind):
    return getattr(kind, "__name__", None) or getattr(kind, "_name", "")


def _of_union(value, kinds, path):
    """The complaint of the alternative that comes nearest."""
    found = [problems(value, kind, path) for kind in kinds]
    return min(found, key=lambda lines: (len(lines), _is_about_kind(lines, path)))


def _is_about_kind(lines, path):
    return any(line.startswith(f"{path or 'body'}: ") for line in lines)


def _of_object(value, shape, kind, path):
    if not isinstance(value, dict):
        return _unless(False, value, kind, path)
    here = f"{path}." if path else ""
    lines = [f"{here}{key}: unknown field" for key in value if key not in shape]
    for key, (hint, required) in shape.items():
        if key in value:
            lines += problems(value[key], hint, f"{here}{key}")
        elif required:
            lines.append(f"{here}{key}: missing")
    return lines


def _of_container(value, origin, arguments, path):
    if isinstance(value, dict) and _takes_objects(origin):
        inner = arguments[1] if len(arguments) == 2 else typing.Any
        found = (problems(v, inner, f"{path}.{key}") for key, v in value.items())
    elif isinstance(value, list) and not _takes_objects(origin):
        inner = arguments[0] if arguments else typing.Any
        found = (problems(v, inner, f"{path}[]") for v in value)
    else:
        return _unless(False, value, origin, path)
    return [line for lines in found for line in lines]


def _takes_objects(origin):
    return _name(origin).lower().endswith(("dict", "mapping"))


def _of_class(value, kind, path):
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _unless(value in [member.value for member in kind], value, kind, path)
    for plain, allowed in PLAIN.items():
        if isinstance(kind, type) and issubclass(kind, plain):
            odd = isinstance(value, bool) and kind is not bool
            return _unless(isinstance(value, allowed) and not odd, value, kind, path)
    if kind is None:
        return _unless(value is None, value, kind, path)
    return _unless(False, value, kind, path)


def _unless(fits, value, kind, path):
    wanted = _name(kind) if isinstance(kind, type) else str(kind)
    return [] if fits else [f"{path or 'body'}: {value!r:.60} is no {wanted:.90}"]
