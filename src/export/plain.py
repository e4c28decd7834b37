"""Report and Notice as plain dictionaries, lists and strings, and back.

The keys are the fields of the dataclasses in `hedui.model`, in their order; that is the public contract of
`schemas/*.schema.json`. Dates become ISO text, tuples become lists, box coordinates keep two decimals and every other
float keeps four. `dataclasses.asdict` is not used: it copies every leaf and is several times slower.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ..model import Notice, Report, Span

_ATOMS = frozenset({str, int, bool, type(None)})


def report_to_plain(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it."""
    return cast("dict[str, Any]", _plain(report))


def notice_to_plain(notice: Notice) -> dict[str, Any]:
    """The notice as JSON can hold it."""
    return cast("dict[str, Any]", _plain(notice))


def to_plain(value: Any) -> Any:
    """Any value of a report, such as the details of a finding, as JSON can hold it.

    Raises:
        TypeError: a value of a kind that no report has.
    """
    return _plain(value)


def report_from_plain(data: Mapping[str, Any]) -> Report:
    """Read a report back from what `report_to_plain` made of it. Keys that are not known are passed over.

    Raises:
        ValueError: a key that has no default is missing, or a value cannot stand where it does.
    """
    return cast("Report", _build(Report, data))


def notice_from_plain(data: Mapping[str, Any]) -> Notice:
    """Read a notice back from what `notice_to_plain` made of it.

    Raises:
        ValueError: as for `report_from_plain`.
    """
    return cast("Notice", _build(Notice, data))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return [_plain(item) for item in value]
    if kind is Span:
        return _span(value)
    if kind is dict:
        return {str(key): _plain(item) for key, item in value.items()}
    if kind is float:
        return round(value, 4)
    if is_dataclass(kind):
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    return _rare(value)


def _span(span: Span) -> dict[str, Any]:
    """Spans are nine in ten of all objects of a report, so their keys are spelled out."""
    return {
        "part": span.part,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "page": span.page,
        "block": span.block,
        "cell": None if span.cell is None else list(span.cell),
        "bbox": None if span.bbox is None else [round(float(edge), 2) for edge in span.bbox],
        "generated": span.generated,
    }


def _rare(value: Any) -> Any:
    """What only the details of a finding may hold."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    raise TypeError(f"a report cannot hold a {type(value).__name__}: {value!r}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _build(kind: Any, data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: an object is expected, not {type(data).__name__}")
    values = {}
    for field, read in _readers(kind):
        if field.name in data:
            values[field.name] = read(data[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__}: the key {field.name!r} is missing")
    return kind(**values)


@cache
def _readers(kind: type) -> list[tuple[Field[Any], Callable[[Any], Any]]]:
    hints = get_type_hints(kind)
    return [(field, _reader(hints[field.name])) for field in fields(kind)]


def _reader(hint: Any) -> Callable[[Any], Any]:
    """How a value of the type `hint` is read back from plain data."""
    origin = get_origin(hint)
    if origin is Union or origin is types.UnionType:
        return _optional(_reader(next(arg for arg in get_args(hint) if arg is not types.NoneType)))
    if origin is tuple:
        return _tuple(*get_args(hint))
    if hint is datetime.date:
        return datetime.date.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: _build(hint, value)
    return lambda value: value


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _tuple(first: Any, *_: Any) -> Callable[[Any], tuple[Any, ...]]:
    """All tuples of the model hold one kind of value, whatever their length."""
    read = _reader(first)
    return lambda value: tuple(read(item) for item in value)
