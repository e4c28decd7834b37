"""Records that are made quickly are the same records."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field

import pytest

from hedui import records
from hedui.model import Place
from hedui.parser.document import Cell, Paragraph
from hedui.records import maker


@pytest.mark.parametrize(
    ("record", "arguments"),
    [
        (Place, (1, 2)),
        (Place, (1, 2, None, 3, (1, 2, 3), None, True)),
        (Paragraph, (((0, 3),), "center")),
        (Cell, (0, 1)),
    ],
)
def test_a_quickly_made_record_is_the_record(record: type, arguments: tuple[object, ...]) -> None:
    made = maker(record)(*arguments)
    assert type(made) is record
    assert made == record(*arguments)
    assert hash(made) == hash(record(*arguments))


def test_a_quickly_made_record_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        maker(Place)(1, 2).start = 0  # type: ignore[misc]


def _both(decorate: Callable[..., Callable[[type], type]]) -> tuple[type, type, type]:
    """The same three classes by one decorator."""

    @decorate(frozen=True, slots=True)
    class Frozen:
        first: int
        many: list[int] = field(default_factory=list, compare=False)
        word: str = field(default="word", repr=False)
        made: str = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "made", f"{self.word} {self.first}")

    @decorate(slots=True)
    class Plain:
        """Said by itself."""

        self_: int
        last: tuple[int, ...] = ()

        def __repr__(self) -> str:
            return "mine"

    @decorate(frozen=True, slots=True, kw_only=True)
    class Derived(Frozen):
        more: int
        kept: bool = False

    return Frozen, Plain, Derived


OURS, STANDARD = _both(records.dataclass), _both(dataclasses.dataclass)
CALLS: list[tuple[int, tuple[object, ...], dict[str, object]]] = [
    (0, (1,), {}),
    (0, (1, [2]), {"word": "x"}),
    (0, (), {}),
    (0, (1,), {"made": "given"}),
    (1, (1, (2,)), {}),
    (1, (), {"last": ()}),
    (2, (1,), {"more": 2}),
    (2, (1, [], "x"), {"more": 2, "kept": True}),
    (2, (1, [], "x", 2), {}),
]


def _facts(kind: type, given: tuple[object, ...], named: dict[str, object]) -> dict[str, object]:
    """What can be seen of an instance made so."""
    try:
        made = kind(*given, **named)
    except TypeError as error:
        return {"error": str(error)}
    facts = {
        "repr": repr(made),
        "fields": dataclasses.asdict(made),
        "equal": made == kind(*given, **named),
        "other": made == object(),
        "changed": made == dataclasses.replace(made, **{next(iter(kind.__dataclass_fields__)): 7}),
        "copied": copy.copy(made) == made,
        "match": kind.__match_args__,
        "hash": hash(made) if kind.__hash__ else None,
        "signature": str(inspect.signature(kind)),
        "slots": kind.__slots__,
        "qualified": kind.__init__.__qualname__,
    }
    for name in kind.__dataclass_fields__:
        for change in (lambda: setattr(made, name, 1), lambda: delattr(made, name)):  # noqa: B023
            try:
                change()
                facts[name] = getattr(made, name, "gone")
            except AttributeError as error:
                facts[name] = type(error).__name__
    return facts


@pytest.mark.parametrize(("number", "given", "named"), CALLS)
def test_a_record_behaves_as_a_dataclass(number: int, given: tuple[object, ...], named: dict[str, object]) -> None:
    assert _facts(OURS[number], given, named) == _facts(STANDARD[number], given, named)


def test_a_frozen_record_survives_pickling() -> None:
    place = Place(1, 2, cell=(1, 2, 3))
    assert pickle.loads(pickle.dumps(place)) == place


def test_the_classes_of_a_check_are_made_at_a_small_price() -> None:
    """The decorator of the standard library compiles up to eight functions for each of 150 classes."""
    code = "import dataclasses; made = []; create = dataclasses._create_fn\n"
    code += "dataclasses._create_fn = lambda *a, **k: made.append(a) or create(*a, **k)\n"
    code += "import hedui.pipeline, hedui.cli; print(len(made))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if "_create_fn" in done.stderr:
        pytest.skip("this Python makes dataclasses in another way")
    assert int(done.stdout) < 10, done.stderr
