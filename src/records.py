"""Records at a small price: dataclasses whose classes and instances are made in a fraction of the time.

`dataclass` is the decorator of the standard library but for its cost. That one compiles up to eight functions for each
class and sets them one after another, a third of what starting hedui takes; here a class is made with all its methods,
only `__init__` is compiled, and that is kept for the processes to come. And a frozen dataclass sets each field through
`object.__setattr__`, which costs three times what an ordinary one pays; here `__init__` fills the slots themselves. A
long document has some hundred thousand records.

`maker` builds an unfrozen twin of the same layout, whose instances become the class itself as soon as their fields are
set: such a record is as frozen as any other.
"""

from __future__ import annotations

import dataclasses as standard
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType
from typing import TYPE_CHECKING, Any, TypeVar

from .kept import recall, want

T = TypeVar("T")


class _Missing:
    """Stands for an argument whose value a factory makes, as in the signatures of the standard library."""

    def __repr__(self) -> str:
        return "<factory>"


_MISSING = _Missing()


@standard.dataclass(init=False, repr=False, eq=False)
class _Example:
    """What the standard library notes in a dataclass and its fields, for those made here."""

    one: None


_EXAMPLE: Any = fields(_Example)[0]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen=False, slots=True, eq=True, kw_only=False):
        """A dataclass, always with slots; methods that the class defines itself are kept."""
        assert slots

        def made(defined):
            space = {name: value for name, value in vars(defined).items() if name not in ("__dict__", "__weakref__")}
            own = _own_fields(space, kw_only=kw_only)
            known = {name: f for base in defined.__mro__[:0:-1] for name, f in _fields_of(base).items()} | own
            inherited = {slot for base in defined.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
            space["__slots__"] = tuple(name for name in known if name not in inherited)
            space["__dataclass_fields__"] = known
            space["__dataclass_params__"] = _Example.__dataclass_params__
            space["__match_args__"] = tuple(f.name for f in known.values() if f.init and not f.kw_only)
            space["__doc__"] = space.get("__doc__") or f"{defined.__name__}(...)"
            for name, method in _methods(tuple(known.values()), frozen=frozen, eq=eq):
                space.setdefault(name, method)
            kind = type(defined)(defined.__name__, defined.__bases__, space)
            kind.__qualname__ = defined.__qualname__
            if "__init__" not in vars(defined):
                kind.__init__ = _init(kind, tuple(known.values()), frozen=frozen)
            return kind

        return made


def _fields_of(kind: type) -> dict[str, Field[Any]]:
    return getattr(kind, "__dataclass_fields__", {})


def _own_fields(space: dict[str, Any], *, kw_only: bool) -> dict[str, Field[Any]]:
    """The fields that a class adds. Their defaults leave its name space: slots take their place."""
    own = {}
    for name, kind in space.get("__annotations__", {}).items():
        default = space.pop(name, MISSING)
        f: Any = default if isinstance(default, Field) else field(default=default)
        f.name, f.type, f._field_type = name, kind, _EXAMPLE._field_type
        if f.kw_only is MISSING:
            f.kw_only = kw_only
        own[name] = f
    return own


def _methods(known: tuple[Field[Any], ...], *, frozen: bool, eq: bool) -> Iterator[tuple[str, Any]]:
    yield "__repr__", _shown
    if eq:
        values = _values(tuple(f.name for f in known if f.compare))
        yield "__eq__", _equals(values)
        yield "__hash__", _hash(values) if frozen else None
    if frozen:
        yield "__setattr__", _refuse_setting
        yield "__delattr__", _refuse_deleting
        yield "__getstate__", _state
        yield "__setstate__", _restore


def _init(kind: type, known: tuple[Field[Any], ...], *, frozen: bool) -> Callable[..., None]:
    """The only compiled method: one parameter for each field, then one line for each."""
    names: dict[str, Any] = {"_missing": _MISSING}
    asked = [f for f in known if f.init]
    parameters = ["self", *(_parameter(f, names) for f in asked if not f.kw_only)]
    if any(f.kw_only for f in asked):
        parameters += ["*", *(_parameter(f, names) for f in asked if f.kw_only)]
    lines = [_line(kind, f, names, frozen=frozen) for f in known if f.init or f.default_factory is not MISSING]
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(_compiled(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])), names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__, init.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    init.__annotations__ = {f.name: f.type for f in asked} | {"return": None}
    return init


def _compiled(source: str) -> CodeType:
    key = ("record", source)
    code: CodeType | None = recall(key)
    if code is None:
        code = compile(source, "<record>", "exec")
        want(key, lambda: code)
    return code


def _parameter(f: Field[Any], names: dict[str, Any]) -> str:
    if f.default_factory is not MISSING:
        return f"{f.name}=_missing"
    if f.default is MISSING:
        return f.name
    names[f"_default_{f.name}"] = f.default
    return f"{f.name}=_default_{f.name}"


def _line(kind: type, f: Field[Any], names: dict[str, Any], *, frozen: bool) -> str:
    value = f.name
    if f.default_factory is not MISSING:
        names[f"_new_{f.name}"] = f.default_factory
        value = f"_new_{f.name}() if {f.name} is _missing else {f.name}" if f.init else f"_new_{f.name}()"
    if not frozen:
        return f"self.{f.name} = {value}"
    names[f"_set_{f.name}"] = getattr(kind, f.name).__set__
    return f"_set_{f.name}(self, {value})"


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])


@recursive_repr()
def _shown(self: Any) -> str:
    shown = [f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _equals(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def equals(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equals


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _refuse_setting(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


def maker(record: type[T]) -> Callable[..., T]:
    """A quick constructor of a frozen, slotted record without a `__post_init__`: same arguments, same records."""
    known = fields(record)  # type: ignore[arg-type]
    twin = type(record.__name__, (), {"__slots__": tuple(f.name for f in known)})
    names: dict[str, Any] = {"_missing": _MISSING, "_create": object.__new__, "_twin": twin, "_record": record}
    parameters = [_parameter(f, names) for f in known]
    lines = [_line(twin, f, names, frozen=False) for f in known]
    body = ["self = _create(_twin)", *lines, "self.__class__ = _record", "return self"]
    exec(_compiled(f"def make({', '.join(parameters)}):\n " + "\n ".join(body)), names)
    make: Callable[..., T] = names["make"]
    return make
