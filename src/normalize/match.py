"""Clauses x rows, sentence by sentence over the whole document.

First every clause sentence is compared with the row sentences that share its rare character pairs; what a clause and a
row share decides the pairs. Then the sentences of each pair are aligned; what stays over on both sides is compared
across pairs, so that a sentence filed under the neighbouring row is found as moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from ..lexicon.numerals import number_value
from ..model import MatchBasis, Pair
from ..outline import ColumnRole
from ..records import dataclass
from .aliases import UnitKey
from .alignment import Alignment, Move, align, find_moves
from .beside import with_columns_beside
from .parts import Parts
from .reading import ReadClause, Reading, ReadRow
from .sides import Sentence, Side, is_arranged, sides_of
from .similarity import COVERED, Index, alike, coverage, titles_alike

__all__ = ["Group", "Matching", "Sentence", "Side", "match"]

PAIR_FLOOR = 0.35
NUMBER_FLOOR = 0.2
_UNITS: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting")
_SAME_HEADING = 0.94
_LONG_HEADING = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses and rows that belong together: mostly one of each; a split or merged item has several on one side."""

    clauses: tuple[ReadClause, ...]
    rows: tuple[ReadRow, ...]
    pairs: tuple[Pair, ...]
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Matching:
    """The result: groups in clause order, what has no counterpart, moved sentences, and each pair's runner-up score."""

    groups: tuple[Group, ...]
    clauses_alone: tuple[ReadClause, ...]
    rows_alone: tuple[ReadRow, ...]
    moves: tuple[Move, ...]
    runners_up: Mapping[tuple[str, str], float]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(pair for group in self.groups for pair in group.pairs)


@dataclass(slots=True)
class _Scores:
    """Score of each candidate pair, with what it rests on."""

    by_pair: dict[tuple[int, int], tuple[float, MatchBasis]] = field(default_factory=dict)

    def of(self, clause: int, row: int) -> float:
        return self.by_pair.get((clause, row), (0.0, "text"))[0]


def match(reading: Reading, forced: Mapping[str, str] | None = None) -> Matching:
    """Pair clauses with rows. `forced` maps printed clause numbers to printed row numbers."""
    clauses, rows = sides_of(reading)
    scores = _score(clauses, rows)
    chosen = _forced_pairs(reading, forced or {})
    chosen |= _assign(scores, clauses, rows, chosen)
    chosen |= _extra_pairs(reading, scores, clauses, rows, chosen)
    chosen |= _by_number(reading, chosen)
    return _result(reading, clauses, rows, scores, chosen)


def _score(clauses: Sequence[Side], rows: Sequence[Side]) -> _Scores:
    candidates = _candidates(clauses, rows)
    scores = _Scores()
    once = _titles_once(clauses) & _titles_once(rows)
    for clause_number, row_number in sorted(candidates):
        clause, row = clauses[clause_number], rows[row_number]
        score, how = _pair_score(clause, row)
        if clause.title in once and clause.title == row.title and clause.number == row.number is not None:
            # Heading and number agree and stand nowhere else: the same item, whatever text was put under it.
            score = max(score, _SAME_HEADING)
        if score >= NUMBER_FLOOR:
            scores.by_pair[clause_number, row_number] = (score, how)
    return scores


def _titles_once(sides: Sequence[Side]) -> set[str]:
    counts = Counter(side.title for side in sides if side.title)
    return {title for title, times in counts.items() if times == 1}


def _candidates(clauses: Sequence[Side], rows: Sequence[Side]) -> set[tuple[int, int]]:
    """Pairs that share a rare bigram in a sentence or title, or the printed number."""
    owners, keys = [], []
    for number, row in enumerate(rows):
        for key in (row.title, *(sentence.key for sentence in row.sentences)):
            if key:
                owners.append(number)
                keys.append(key)
    index = Index(keys)
    by_number: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.number is not None:
            by_number[row.number].append(number)
    found: set[tuple[int, int]] = set()
    for number, clause in enumerate(clauses):
        for key in (clause.title, *(sentence.key for sentence in clause.sentences)):
            found.update((number, owners[hit]) for hit in index.candidates(key))
        if clause.number is not None:
            found.update((number, row) for row in by_number[clause.number])
    return found


def _pair_score(clause: Side, row: Side) -> tuple[float, MatchBasis]:
    title = titles_alike(clause.title, row.title)
    if clause.sentences and row.sentences:
        text = max(_text_score(clause, row), _heading_score(clause, row), _heading_score(row, clause))
        if clause.title and row.title:
            score = 0.75 * text + 0.25 * title
            # A rewritten item keeps its heading, a moved heading keeps its text: either alone is evidence.
            score = max(score, 0.8 * title if title > 0.85 else 0.0, 0.9 * text)
        else:
            score = max(text, 0.9 * alike(clause.whole, row.whole))
        how: MatchBasis = "text" if text >= 0.5 or text >= title else "title"
    else:
        cross = alike(clause.title or clause.whole, row.title or row.whole)
        score, how = max(title, cross), "title"
        # A row that is no more than one sentence of a longer clause, or the reverse.
        if (clause.sentences or row.sentences) and (part := _text_score(clause, row)) > score:
            score, how = part, "text"
    if score < PAIR_FLOOR and clause.number is not None and clause.number == row.number:
        how = "number"
    return score, how


def _heading_score(one: Side, other: Side) -> float:
    """How far the heading of one side is a sentence of the other: what one side calls title the other calls text."""
    if len(one.title) < _LONG_HEADING:
        return 0.0
    return max(alike(one.title, sentence.key) for sentence in other.sentences)


def _text_score(clause: Side, row: Side) -> float:
    ours, theirs = clause.said, row.said
    if not ours or not theirs:
        return 0.0
    scores = [[alike(s.key, t.key, COVERED) for t in theirs] for s in ours]
    best_ours, best_theirs = [max(line) for line in scores], [max(column) for column in zip(*scores, strict=True)]
    lengths_ours, lengths_theirs = [len(s.key) for s in ours], [len(t.key) for t in theirs]
    total = sum(lengths_ours) + sum(lengths_theirs)
    if not total:
        return 0.0
    weight = sum(lengths_ours) / total
    return weight * coverage(lengths_ours, best_ours) + (1 - weight) * coverage(lengths_theirs, best_theirs)


def _forced_pairs(reading: Reading, forced: Mapping[str, str]) -> dict[tuple[int, int], MatchBasis]:
    clauses = {item.clause.number: n for n, item in enumerate(reading.clauses) if item.clause.number}
    rows = {item.row.number: n for n, item in enumerate(reading.rows) if item.row.number}
    wanted = ((clauses.get(clause), rows.get(row)) for clause, row in forced.items())
    return {(c, r): "forced" for c, r in wanted if c is not None and r is not None}


def _assign(
    scores: _Scores, clauses: Sequence[Side], rows: Sequence[Side], taken: Mapping[tuple[int, int], MatchBasis]
) -> dict[tuple[int, int], MatchBasis]:
    """One to one, best first; the printed number and the place in the document decide between equals."""
    used_clauses, used_rows = {c for c, _ in taken}, {r for _, r in taken}
    ranked = []
    for (clause, row), (score, how) in scores.by_pair.items():
        same = clauses[clause].number is not None and clauses[clause].number == rows[row].number
        if score < (NUMBER_FLOOR if same else PAIR_FLOOR):
            continue
        near = 1 - abs(clauses[clause].position - rows[row].position)
        ranked.append((-(score + 0.03 * same + 0.015 * near), clause, row, how))
    chosen: dict[tuple[int, int], MatchBasis] = {}
    for _, clause, row, how in sorted(ranked):
        if clause not in used_clauses and row not in used_rows:
            chosen[clause, row] = how
            used_clauses.add(clause)
            used_rows.add(row)
    return chosen


def _extra_pairs(
    reading: Reading,
    scores: _Scores,
    clauses: Sequence[Side],
    rows: Sequence[Side],
    chosen: Mapping[tuple[int, int], MatchBasis],
) -> dict[tuple[int, int], MatchBasis]:
    """An item left over that is part of another one, or repeats one for other units."""

    def apart(items: Sequence[ReadClause] | Sequence[ReadRow]) -> Callable[[int, int], bool]:
        return lambda one, other: _unit_keys(reading, items[one]) != _unit_keys(reading, items[other])

    ranked = [pair for pair, _ in sorted(scores.by_pair.items(), key=lambda item: -item[1][0])]
    other_units = apart(reading.clauses), apart(reading.rows)
    return Parts(clauses, rows, ranked, other_units, by_unit=is_arranged(reading, _UNITS)).join(chosen)


def _by_number(reading: Reading, chosen: Mapping[tuple[int, int], MatchBasis]) -> dict[tuple[int, int], MatchBasis]:
    """What is left over on both sides under one number, used once, with a unit in common: rewritten, not lost."""
    used_clauses, used_rows = {c for c, _ in chosen}, {r for _, r in chosen}
    clauses = _once([number_value(item.clause.number) for item in reading.clauses])
    rows = _once([number_value(item.row.number) for item in reading.rows])
    found: dict[tuple[int, int], MatchBasis] = {}
    for number, clause in clauses.items():
        row = rows.get(number)
        if row is None or clause in used_clauses or row in used_rows:
            continue
        ours, theirs = _unit_keys(reading, reading.clauses[clause]), _unit_keys(reading, reading.rows[row])
        if ours & theirs:
            found[clause, row] = "number"
    return found


def _once(numbers: Sequence[int | None]) -> dict[int, int]:
    """Number -> position, for the numbers that occur once."""
    return {n: position for position, n in enumerate(numbers) if n is not None and numbers.count(n) == 1}


def _unit_keys(reading: Reading, item: ReadClause | ReadRow) -> set[UnitKey]:
    duties = item.duties
    units = (*duties.lead, *duties.responsible, *duties.supporting)
    return {reading.aliases.key(unit.name, reading.scope) for unit in units if unit.kind == "unit"}


def _result(
    reading: Reading,
    clauses: Sequence[Side],
    rows: Sequence[Side],
    scores: _Scores,
    chosen: Mapping[tuple[int, int], MatchBasis],
) -> Matching:
    groups = []
    for clause_numbers, row_numbers in _components(chosen):
        pairs = tuple(
            Pair(clauses[c].ident, rows[r].ident, chosen[c, r], round(scores.of(c, r), 4))
            for c in clause_numbers
            for r in row_numbers
            if (c, r) in chosen
        )
        read_clauses = tuple(reading.clauses[c] for c in clause_numbers)
        read_rows = tuple(reading.rows[r] for r in row_numbers)
        alignment = align([clauses[c] for c in clause_numbers], [rows[r] for r in row_numbers])
        groups.append(Group(read_clauses, read_rows, pairs, with_columns_beside(alignment, read_rows)))
    used_clauses, used_rows = {c for c, _ in chosen}, {r for _, r in chosen}
    alone = [n for n in range(len(rows)) if n not in used_rows]
    moves, groups = find_moves(groups, [rows[n] for n in alone])
    return Matching(
        groups=tuple(groups),
        clauses_alone=tuple(item for n, item in enumerate(reading.clauses) if n not in used_clauses),
        rows_alone=tuple(reading.rows[n] for n in alone),
        moves=tuple(moves),
        runners_up=_runners_up(scores, clauses, rows, chosen),
    )


def _components(chosen: Mapping[tuple[int, int], MatchBasis]) -> list[tuple[list[int], list[int]]]:
    """Connected clauses and rows, in order of the first clause."""
    group_of_clause: dict[int, int] = {}
    group_of_row: dict[int, int] = {}
    groups: list[tuple[list[int], list[int]]] = []
    for clause, row in sorted(chosen):
        number = group_of_clause.get(clause, group_of_row.get(row))
        if number is None:
            number = len(groups)
            groups.append(([], []))
        for key, of, place in ((clause, group_of_clause, 0), (row, group_of_row, 1)):
            if key not in of:
                of[key] = number
                groups[number][place].append(key)
    return groups


def _runners_up(
    scores: _Scores, clauses: Sequence[Side], rows: Sequence[Side], chosen: Mapping[tuple[int, int], MatchBasis]
) -> dict[tuple[str, str], float]:
    """For each pair, the best score either of its two sides reaches with somebody else."""
    best: dict[tuple[str, str], float] = {}
    by_clause: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (clause, row), (score, _) in scores.by_pair.items():
        by_clause[clause].append((score, row))
        by_row[row].append((score, clause))
    for clause, row in chosen:
        others = [s for s, r in by_clause[clause] if r != row and (clause, r) not in chosen]
        others += [s for s, c in by_row[row] if c != clause and (c, row) not in chosen]
        best[clauses[clause].ident, rows[row].ident] = max(others, default=0.0)
    return best
