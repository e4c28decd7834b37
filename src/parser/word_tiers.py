"""The two sides of a notice as tiers: words that name the same units or times, with what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import field

from ..lexicon import WordRole
from ..lexicon.labels import tells_another_day, without_noun
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from ..records import dataclass
from .column_contents import Grid, cells, due_key, is_due, is_units, listed, mostly
from .columns import Header, role_of_word
from .unnamed_columns import may_hold_duties
from .word_uses import Use, Uses

UNIT_ROLES: tuple[WordRole, ...] = ("lead", "responsible", "supporting")
FEWEST = 2
"""Uses from which a word may be a label."""
_WITHIN = 0.8
"""Share of the names of one tier from which it is part of another."""


@dataclass(slots=True)
class Tier:
    """Words of one side that name the same kind of units or times. `role` None: no word tells."""

    role: WordRole | None
    order: int
    words: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    values: Counter[str] = field(default_factory=Counter)
    count: int = 0
    single: int = 0
    known: bool = False
    verbs: set[str] = field(default_factory=set)
    """Verbs by which the cells say who does what."""

    def likeness(self, other: Tier) -> tuple[float, float]:
        """How much of the smaller of two tiers stands in the other, and of both together."""
        common = sum((self.values & other.values).values())
        sizes = sum(self.values.values()), sum(other.values.values())
        return common / max(1, min(sizes)), 2 * common / max(1, sum(sizes))

    def within(self, other: Tier) -> bool:
        """Whether nearly all that this tier names stands in the other, however often."""
        held = sum(count for name, count in self.values.items() if name in other.values)
        return bool(self.values) and held >= _WITHIN * sum(self.values.values())


def label_tiers(labels: Sequence[Use], kind: str) -> list[Tier]:
    tiers: dict[str, Tier] = {}
    for use in labels:
        if use.kind != kind or use.role in ("leader", "person", "other"):
            continue
        if use.role is None and not may_hold_duties(use.word):
            continue
        if kind == "due" and (use.role not in (None, "deadline") or tells_another_day(use.word)):
            continue
        key = use.role or without_noun(use.word)
        tier = tiers.setdefault(key, Tier(use.role, use.order, known=use.role is not None))
        tier.words.append(use.word)
        tier.uses.append(use)
        tier.values.update(use.values)
        tier.count += use.count
        tier.single += use.single
    return list(tiers.values())


@dataclass(slots=True)
class Column:
    """The columns under one header word: what they hold (units, due), and what their cells name."""

    word: str
    role: ColumnRole | None
    kind: str
    names: list[list[str]] = field(default_factory=list)
    verbs: Uses = field(default_factory=Uses)


def columns_of(tables: Iterable[tuple[Grid, Header]], names: Container[str], rows: int | None = None) -> list[Column]:
    """The columns of units and of times, by their first `rows`."""
    found: list[Column] = []
    for grid, header in tables:
        for number, word in enumerate(header.words):
            role = role_of_word(word)
            if squeeze(word) and role in (None, *UNIT_ROLES, "deadline", "start"):
                body = grid[header.last :][:rows]
                found.extend(column_of(body, number, word, role, names))
    return found


def column_of(
    body: Grid, number: int, word: str, role: ColumnRole | None, names: Container[str] = ()
) -> Iterator[Column]:
    """The column, where it holds units or times. `names` are those of the body."""
    texts = [listed(text) for text in cells(body, number)]
    if role in ("deadline", "start") or (role is None and may_be_times(word, texts)):
        yield Column(squeeze(word), role, "due", [[due_key(text)] for text in texts])
    elif role is not None or may_hold_duties(word):
        column = Column(squeeze(word), role, "units")
        column.names.extend(column.verbs.take_duties(text, names) for text in texts)
        if role is not None or mostly(["、".join(one) for one in column.names], is_units):
            yield column


def may_be_times(word: str, texts: list[str]) -> bool:
    return may_hold_duties(word) and mostly(texts, is_due) and not tells_another_day(squeeze(word))


def column_tiers(columns: Sequence[Column], kind: str) -> list[Tier]:
    tiers: dict[str, Tier] = {}
    for order, column in enumerate(columns):
        if column.kind != kind:
            continue
        duty: WordRole | None = "other" if column.role == "start" else column.role  # type: ignore[assignment]
        tier = tiers.setdefault(column.role or column.word, Tier(duty, order, known=column.role is not None))
        tier.words.append(column.word)
        tier.verbs.update(use.word for use in column.verbs if use.word and len(use.values) >= FEWEST)
        tier.values.update(name for names in column.names for name in names)
        tier.count += len(column.names)
        tier.single += sum(len(names) == 1 for names in column.names)
    said = [use for column in columns for use in column.verbs if column.kind == kind and use.word]
    said = [use for use in said if use.count >= FEWEST and len(use.values) >= FEWEST]
    return [*tiers.values(), *label_tiers(said, kind)]
