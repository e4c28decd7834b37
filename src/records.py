"""Making many records at a small price.

A frozen dataclass sets each field through `object.__setattr__`, which costs three times what an ordinary one pays; a
long document has some hundred thousand records. `maker` builds an unfrozen twin of the same layout, whose instances
become the class itself as soon as their fields are set: such a record is as frozen as any other.
"""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


def maker(record: type[T]) -> type[T]:
    """A quick constructor of a frozen, slotted dataclass without a `__post_init__`: same arguments, same records."""

    def become(self: Any) -> None:
        self.__class__ = record

    known = [
        (known.name, known.type, field(default=known.default, default_factory=known.default_factory))
        for known in fields(record)  # type: ignore[arg-type]
    ]
    return make_dataclass(record.__name__, known, namespace={"__post_init__": become}, slots=True, eq=False)
