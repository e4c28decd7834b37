"""Which words of a notice are labels or header words though no table has them, and the role of each.

The two sides of a notice name the same units: a label and a column that hold the same names have the same role. Where
neither word tells which, one kind of units is responsible; of several the first leads, or the one that always is one
unit alone. What has nothing to stand on the other side is left as it was: no sure reading, no reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..lexicon import WordRole, role_verbs
from ..lexicon.labels import hinted_role, tells_another_day, without_noun
from ..lexicon.own_words import OwnLabel, OwnWords
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from ..records import dataclass
from .column_contents import Grid, unit_names
from .columns import Header, role_of_word
from .unnamed_columns import may_hold_duties
from .word_tiers import FEWEST, UNIT_ROLES, Column, Tier, column_of, column_tiers, columns_of, label_tiers
from .word_uses import Use, Uses

_ALIKE, _SOLE, _ALL = 0.6, 0.3, 0.85
"""Shares of the names that two sides have in common: to be one, to be one where nothing else is left, and to leave
nothing over."""
_ALONE, _LISTS = 0.9, 0.3
"""Shares of the uses that name one unit: of a tier that names one alone, and of one that names lists."""
_FEWEST_ALONE = 3
"""Uses from which a word may be a label without a table to confirm it."""
_LOOKED_AT = 16
"""Rows that tell whether a table has a word that no table of words has."""


@dataclass(frozen=True, slots=True)
class Found:
    """The own words of a notice, and the roles of header words that no table has."""

    words: OwnWords
    columns: Mapping[str, ColumnRole]
    said: frozenset[str] = frozenset()
    """Words that stand as labels in the body."""


def provisional_roles(uses: Uses) -> Callable[[str], ColumnRole | None]:
    """Roles of header words where the body's labels count as known ones."""
    labels = [use for use in uses if use.count >= FEWEST and not use.listed and use.kind in ("units", "due")]
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
    said = label_tiers([use for use in uses if use.count >= FEWEST], "units")
    found: dict[str, ColumnRole] = {}
    for number, word in enumerate(words):
        tiers = column_tiers(list(column_of(body, number, word, None)) if role_of_word(word) is None else [], "units")
        if any(tier.likeness(label)[0] >= _ALIKE for tier in tiers if tier.count >= FEWEST for label in said):
            found[squeeze(word)] = "responsible"
    return found


def settle(uses: Uses, tables: Iterable[tuple[Grid, Header]]) -> Found:
    """What the labels of the body and the columns of the tables say of one another."""
    names = {name for use in uses if use.word for value in use.raw[:_LOOKED_AT] for name in unit_names(value)}
    tables = list(tables)
    said = frozenset(use.word for use in uses if not use.verb)
    labels = [use for use in uses if use.count >= FEWEST and use.word not in names]
    if all(map(_is_read, labels)) and all(map(_is_known, columns_of(tables, names, _LOOKED_AT))):
        return Found(OwnWords(), {}, said)
    columns = columns_of(tables, {name for use in uses if use.word for name in use.values})
    units = _Pairing(label_tiers(labels, "units"), column_tiers(columns, "units"))
    units.settle_units()
    accepted = units.accepted(labels)
    dues = _Pairing(label_tiers(labels, "due"), column_tiers(columns, "due"))
    dues.settle_dues(accepted)
    accepted |= dues.accepted(labels)
    accepted |= {use.word: use.role for use in labels if use.role and not use.verb and _is_beside(use, accepted)}
    others = _beside(labels, accepted)
    verbs = [use for tier in units.columns for use in tier.uses]
    own = [use for use in (*labels, *verbs) if use.word in accepted or use.word in others]
    found = [(use, accepted.get(use.word) or others[use.word]) for use in own]
    return Found(
        OwnWords(
            tuple(OwnLabel(u.word, role, u.blanks > 0) for u, role in found if not u.verb and not _is_read(u)),
            tuple({u.word: role for u, role in found if u.verb and u.role is None}.items()),
            tuple(
                use.word
                for use in labels
                if not use.verb and use.kind is use.role is None and _is_beside(use, accepted)
            ),
        ),
        units.header_roles() | dues.header_roles(),
        said,
    )


def _is_known(column: Column) -> bool:
    return column.role is not None and all(use.role is not None or use.count < FEWEST for use in column.verbs)


def _is_read(use: Use) -> bool:
    """Whether the tables of words already give what this use says."""
    if use.verb:
        return use.listed or use.kind is None
    if use.listed and not use.blanks and not use.dashes:
        return True
    return use.kind is None or (use.listed and use.kind not in ("units", "due", "person"))


def _is_text(use: Use) -> bool:
    return not use.verb and use.kind is None and use.role is None


def _is_beside(use: Use, accepted: Mapping[str, WordRole]) -> bool:
    """Whether a label mostly stands in the runs of accepted ones."""
    return 2 * sum(count for word, count in use.near.items() if word in accepted) >= use.count


def _beside(labels: Sequence[Use], accepted: Mapping[str, WordRole]) -> dict[str, WordRole]:
    """Labels of persons, and of units that no column has, in the runs of the accepted ones: they are read past."""
    found: dict[str, WordRole] = {}
    for use in labels:
        if use.word in accepted or use.verb or use.kind not in ("units", "person"):
            continue
        if use.role not in UNIT_ROLES and _is_beside(use, accepted):
            found[use.word] = "person" if use.kind == "person" else "other"
    return found


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
        # 责任单位 of the body over 主抓 | 协抓: the column it was paired with does not hold all its names.
        full = {id(label) for label, column in self.pairs if label.likeness(column)[1] >= _ALL}
        split = [label for label in self.labels if id(label) not in full]
        for tier in columns:
            if tier.role is None and self._say_duties(tier.verbs):
                tier.role = "responsible"
            elif tier.role is None and self.labels and not tier.uses:
                tier.role = next((label.role for label in split if tier.within(label)), None) or "other"

    def _say_duties(self, verbs: set[str]) -> bool:
        """Whether some verbs of cells are known ones, or are those of the body."""
        paired = {use.word for pair in self.pairs for tier in pair for use in tier.uses if use.verb}
        return any(verb in paired or verb in role_verbs() for verb in verbs)

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
        """The roles of labels and verbs that are sure, those of listed words included."""
        known = {use.word: use.role for use in labels if use.listed}
        tiers = [(use, tier.role) for tier in (*self.columns, *self.labels) for use in tier.uses]
        settled = {use.word: role for use, role in tiers if use.role is None or self._is_confirmed(use)}
        return {word: role for word, role in (known | settled).items() if role is not None}

    def _is_confirmed(self, use: Use) -> bool:
        """Whether a label that only its words suggest (时间：6月3日) heads a column, or a column says the same."""
        own = Tier(use.role, use.order, values=use.values)
        stem = without_noun(use.word)
        return any(
            stem in map(without_noun, column.words) or own.likeness(column)[0] >= _ALIKE for column in self.columns
        )

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
    if len(unknown) == 1 and not taken & {*UNIT_ROLES}:
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
