"""Which words of a notice are labels or header words though no table has them, and the role of each.

The two sides of a notice name the same units: a label and a column that hold the same names have the same role. Where
neither word tells which, one kind of units is responsible; of several the first leads, or the one that always is one
unit alone. What has nothing to stand on the other side is left as it was: no sure reading, no reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..lexicon import WordRole
from ..lexicon.labels import folded_labels, hinted_role, is_composed, tells_another_day, without_noun
from ..lexicon.own_words import OwnLabel, OwnWords
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from .column_contents import Grid, cells, due_key, is_due, is_units, listed, mostly
from .columns import Header, role_of_word
from .unnamed_columns import may_hold_duties
from .word_uses import Use, Uses

_UNITS: tuple[WordRole, ...] = ("lead", "responsible", "supporting")
_ALIKE, _SOLE, _WITHIN = 0.6, 0.3, 0.8
"""Shares of the names that two sides have in common: to be one, where nothing else is left, to be part of another."""
_ALONE, _LISTS = 0.9, 0.3
"""Shares of the uses that name one unit: of a tier that names one alone, and of one that names lists."""
_FEWEST, _FEWEST_ALONE = 2, 3
"""Uses from which a word may be a label; and without a table to confirm it."""
_LOOKED_AT = 16
"""Rows that tell whether a table has a word that no table of words has."""


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
    spoken: bool = False
    """The cells say by verbs who does what."""

    def likeness(self, other: Tier) -> tuple[float, float]:
        """How much of the smaller of two tiers stands in the other, and of both together."""
        common = sum((self.values & other.values).values())
        sizes = sum(self.values.values()), sum(other.values.values())
        return common / max(1, min(sizes)), 2 * common / max(1, sum(sizes))

    def within(self, other: Tier) -> bool:
        """Whether nearly all that this tier names stands in the other, however often."""
        held = sum(count for name, count in self.values.items() if name in other.values)
        return bool(self.values) and held >= _WITHIN * sum(self.values.values())


@dataclass(frozen=True, slots=True)
class Found:
    """The own words of a notice, and the roles of header words that no table has."""

    words: OwnWords
    columns: Mapping[str, ColumnRole]
    said: frozenset[str] = frozenset()
    """Words that stand as labels in the body."""


def provisional_roles(uses: Uses) -> Callable[[str], ColumnRole | None]:
    """Roles of header words where the body's labels count as known ones."""
    labels = [use for use in uses if use.count >= _FEWEST and use.kind in ("units", "due")]
    labels = [use for use in labels if may_hold_duties(use.word)]
    units = {stem for use in labels if use.kind == "units" for stem in (use.word, without_noun(use.word))}
    dues = {use.word for use in labels if use.kind == "due" and not tells_another_day(use.word)}

    def role(word: str) -> ColumnRole | None:
        known = role_of_word(word)
        if known is not None:
            return known
        folded = squeeze(word)
        if folded in units or without_noun(folded) in units:
            return "responsible"
        return "deadline" if folded in dues else None

    return role


def alike_words(uses: Uses, body: Grid, words: Sequence[str]) -> dict[str, ColumnRole]:
    """Header words no table has, over columns that name what the body's labels and verbs do."""
    said = _label_tiers([use for use in uses if use.count >= _FEWEST], "units")
    found: dict[str, ColumnRole] = {}
    for number, word in enumerate(words):
        tiers = _column_tiers(list(column_of(body, number, word, None)) if role_of_word(word) is None else [], "units")
        if any(tier.likeness(label)[0] >= _ALIKE for tier in tiers if tier.count >= _FEWEST for label in said):
            found[squeeze(word)] = "responsible"
    return found


def settle(uses: Uses, tables: Iterable[tuple[Grid, Header]]) -> Found:
    """What the labels of the body and the columns of the tables say of one another."""
    names = {name for use in uses for name in use.values}
    tables = list(tables)
    said = frozenset(use.word for use in uses if not use.verb)
    labels = [use for use in uses if use.count >= _FEWEST and use.word not in names]
    if all(map(_is_read, labels)) and all(map(_is_known, _columns(tables, names, _LOOKED_AT))):
        return Found(OwnWords(), {}, said)
    columns = _columns(tables, names)
    units = _Pairing(_label_tiers(labels, "units"), _column_tiers(columns, "units"))
    units.settle_units()
    accepted = units.accepted(labels)
    dues = _Pairing(_label_tiers(labels, "due"), _column_tiers(columns, "due"))
    dues.settle_dues(accepted)
    accepted |= dues.accepted(labels)
    others = _beside(labels, accepted)
    verbs = [use for tier in units.columns for use in tier.uses]
    own = [use for use in (*labels, *verbs) if use.word in accepted or use.word in others]
    found = [(use, accepted.get(use.word) or others[use.word]) for use in own]
    return Found(
        OwnWords(
            tuple(OwnLabel(u.word, role, u.blanks > 0) for u, role in found if not u.verb and not _is_read(u)),
            tuple({u.word: role for u, role in found if u.verb and u.role is None}.items()),
            tuple(use.word for use in labels if not use.verb and use.kind is use.role is None and _is_beside(use, accepted)),
        ),
        units.header_roles() | dues.header_roles(),
        said,
    )


def _is_known(column: Column) -> bool:
    return column.role is not None and all(use.role is not None or use.count < _FEWEST for use in column.verbs)


def _is_read(use: Use) -> bool:
    """Whether the tables of words already give what this use says."""
    if use.verb or use.kind not in ("units", "due", "person"):
        return use.role is not None or use.kind is None
    return (use.word in folded_labels() or is_composed(use.word)) and not use.blanks and not use.dashes


def _is_beside(use: Use, accepted: Mapping[str, WordRole]) -> bool:
    """Whether a label mostly stands in the runs of accepted ones."""
    return 2 * sum(count for word, count in use.near.items() if word in accepted) >= use.count


def _beside(labels: Sequence[Use], accepted: Mapping[str, WordRole]) -> dict[str, WordRole]:
    """Labels of persons, and of units that no column has, in the runs of the accepted ones: they are read past."""
    found: dict[str, WordRole] = {}
    for use in labels:
        if use.word in accepted or use.verb or use.kind not in ("units", "person"):
            continue
        if use.role not in _UNITS and _is_beside(use, accepted):
            found[use.word] = "person" if use.kind == "person" else "other"
    return found


def _label_tiers(labels: Sequence[Use], kind: str) -> list[Tier]:
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


def _columns(tables: Iterable[tuple[Grid, Header]], names: Container[str], rows: int | None = None) -> list[Column]:
    """The columns of units and of times, by their first `rows`."""
    found: list[Column] = []
    for grid, header in tables:
        for number, word in enumerate(header.words):
            role = role_of_word(word)
            if squeeze(word) and role in (None, *_UNITS, "deadline", "start"):
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


def _column_tiers(columns: Sequence[Column], kind: str) -> list[Tier]:
    tiers: dict[str, Tier] = {}
    for order, column in enumerate(columns):
        if column.kind != kind:
            continue
        duty: WordRole | None = "other" if column.role == "start" else column.role  # type: ignore[assignment]
        tier = tiers.setdefault(column.role or column.word, Tier(duty, order, known=column.role is not None))
        tier.words.append(column.word)
        tier.spoken = tier.spoken or sum(use.count for use in column.verbs if use.word) >= _FEWEST
        tier.values.update(name for names in column.names for name in names)
        tier.count += len(column.names)
        tier.single += sum(len(names) == 1 for names in column.names)
    said = [use for column in columns for use in column.verbs if column.kind == kind and use.word]
    said = [use for use in said if use.count >= _FEWEST and len(use.values) >= _FEWEST]
    return [*tiers.values(), *_label_tiers(said, kind)]


class _Pairing:
    """The tiers of both sides, and which of them are one."""

    def __init__(self, labels: list[Tier], columns: list[Tier]) -> None:
        self.labels, self.columns = labels, columns
        self.pairs: list[tuple[Tier, Tier]] = []
        self._pair(lambda one, other: bool({*map(without_noun, one.words)} & {*map(without_noun, other.words)}))
        self._pair(lambda one, other: one.role is not None and one.role == other.role)
        self._pair_alike()
        rest = self._rest()
        if len(rest[0]) == len(rest[1]) == 1 and rest[0][0].likeness(rest[1][0])[0] >= _SOLE:
            self.pairs.append((rest[0][0], rest[1][0]))

    def _rest(self) -> tuple[list[Tier], list[Tier]]:
        """The tiers of each side that have no partner."""
        taken = {id(tier) for pair in self.pairs for tier in pair}
        return [t for t in self.labels if id(t) not in taken], [t for t in self.columns if id(t) not in taken]

    def _pair(self, fits: Callable[[Tier, Tier], bool]) -> None:
        for label in self._rest()[0]:
            partner = next((column for column in self._rest()[1] if fits(label, column)), None)
            if partner is not None:
                self.pairs.append((label, partner))

    def _pair_alike(self) -> None:
        """The most alike first."""
        labels, columns = self._rest()
        found = [(label.likeness(column), label, column) for label in labels for column in columns]
        found = [item for item in found if item[0][0] >= _ALIKE]
        for _, label, column in sorted(found, key=lambda item: (-item[0][1], item[1].order, item[2].order)):
            rest = self._rest()
            if any(label is tier for tier in rest[0]) and any(column is tier for tier in rest[1]):
                self.pairs.append((label, column))

    def settle_units(self) -> None:
        for label, column in self.pairs:
            label.role = column.role = label.role or column.role
        labels, columns = self._rest()
        parts = [tier for tier in labels if tier.role is None and any(map(tier.within, self.columns))]
        lone = [tier for tier in labels if not self.columns and tier.role is None and _stands_alone(tier)]
        _rank([*(label for label, _ in self.pairs), *parts, *lone], {t.role for t in self.labels if t.known})
        for label, column in self.pairs:
            column.role = column.role or label.role
        for tier in columns:
            if tier.role is None and tier.spoken:
                tier.role = "responsible"
            elif tier.role is None and self.labels:
                tier.role = next((label.role for label in self.labels if tier.within(label)), None) or "other"

    def settle_dues(self, accepted: Mapping[str, WordRole]) -> None:
        """Of several unknown times on both sides the last is the deadline."""
        for label, column in self.pairs:
            label.role = column.role = label.role or column.role
        unknown = sorted((pair for pair in self.pairs if pair[0].role is None), key=lambda pair: pair[0].order)
        given = any(tier.role == "deadline" for tier in (*self.labels, *self.columns))
        for pair in unknown:
            role: WordRole = "deadline" if pair is unknown[-1] and not given else "other"
            pair[0].role = pair[1].role = role
        for tier in self._rest()[0]:
            if tier.role is None and any(_is_beside(use, accepted) for use in tier.uses):
                tier.role = "other" if given or unknown else "deadline"

    def accepted(self, labels: Sequence[Use]) -> dict[str, WordRole]:
        """The roles of labels and verbs that are sure, those of known words included."""
        known = {use.word: use.role for use in labels if use.role is not None}
        settled = {use.word: tier.role for tier in (*self.columns, *self.labels) for use in tier.uses}
        return {word: role for word, role in (known | settled).items() if role is not None}

    def header_roles(self) -> dict[str, ColumnRole]:
        unknown = [tier for tier in self.columns if not (tier.known or tier.uses)]
        return {word: tier.role for tier in unknown for word in tier.words if tier.role is not None}


def _stands_alone(tier: Tier) -> bool:
    """Whether a label without any table is plainly one of units: it ends in a noun of units and recurs."""
    return tier.count >= _FEWEST_ALONE and any(without_noun(word) != word for word in tier.words)


def _rank(tiers: Sequence[Tier], known: set[WordRole | None]) -> None:
    """Give the tiers without a role theirs, by hints in their words, by who is one unit alone, and by order."""
    unknown = sorted((tier for tier in tiers if tier.role is None), key=lambda tier: tier.order)
    taken = set(known) | {tier.role for tier in tiers if tier.role is not None}
    if len(unknown) == 1 and not taken & {*_UNITS}:
        unknown[0].role = "responsible"
        return
    if unknown and "lead" not in taken:
        leader = _leader(unknown, tiers)
        if leader is not None:
            leader.role = "lead"
            unknown = [tier for tier in unknown if tier is not leader]
    for number, tier in enumerate(unknown):
        more = number + 1 < len(unknown)
        tier.role = "responsible" if more and number == 0 and "responsible" not in taken else "supporting"


def _leader(unknown: Sequence[Tier], tiers: Sequence[Tier]) -> Tier | None:
    """The tier that leads: the one whose word says so, the one that is always one unit, else the first."""
    hinted = [tier for tier in unknown if any(hinted_role(word) == "lead" for word in tier.words)]
    if hinted:
        return hinted[0]
    free = [tier for tier in unknown if not any(hinted_role(word) == "supporting" for word in tier.words)]
    alone = [tier for tier in free if tier.count > _FEWEST_ALONE and tier.single >= _ALONE * tier.count]
    first = min((tier.order for tier in tiers), default=0)
    if len(alone) == 1 and all(tier is alone[0] or tier.single <= _LISTS * tier.count for tier in free):
        return alone[0]
    return free[0] if free and (free[0].order == first or len(unknown) > 1) else None
