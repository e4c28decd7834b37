"""Records at a small price: dataclasses whose classes and instances are made in a fraction of the time.

`dataclass` is the decorator of the standard library but for its cost. That one compiles up to eight functions for each
class, a third of what starting hedui takes; here only `__init__` is compiled, all other methods are shared. And a
frozen dataclass sets each field through `object.__setattr__`, which costs three times what an ordinary one pays; here
`__init__` fills the slots themselves. A long document has some hundred thousand records.

`maker` builds an unfrozen twin of the same layout, whose instances become the class itself as soon as their fields are
set: such a record is as frozen as any other.
"""

from __future__ import annotations

import dataclasses as standard
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")


class _Missing:
    """Stands for an argument whose value a factory makes, as in the signatures of the standard library."""

    def __repr__(self) -> str:
        return "<factory>"


_MISSING = _Missing()

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen=False, slots=True, eq=True, kw_only=False):
        """A dataclass, always with slots; methods that the class defines itself are kept."""
        assert slots

        def made(defined):
            own = vars(defined).keys() - {"__doc__", "__dict__", "__weakref__"}
            # A text of its own, or dataclass would put the signature there, which costs as much as all the rest.
            defined.__doc__ = defined.__doc__ or f"{defined.__name__}(...)"
            plain = standard.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
            kind = plain(defined)
            for name, method in _methods(kind, frozen=frozen, eq=eq):
                if name not in own:
                    setattr(kind, name, method)
            return kind

        return made


def _methods(kind: type, *, frozen: bool, eq: bool) -> Iterator[tuple[str, Any]]:
    known = fields(kind)
    yield "__init__", _init(kind, known, frozen=frozen)
    yield "__repr__", _repr(tuple(f.name for f in known if f.repr))
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
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__, init.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    init.__annotations__ = {f.name: f.type for f in asked} | {"return": None}
    return init


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


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    @recursive_repr()
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    return shown


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
    exec(f"def make({', '.join(parameters)}):\n " + "\n ".join(body), names)
    make: Callable[..., T] = names["make"]
    return make
