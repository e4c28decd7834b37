"""Records that are made quickly are the same records."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

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
