"""Sentences of a matched item, laid side by side; what is left over, and where in the document it went."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from ..patterns import lazy_regex
from ..records import dataclass
from .similarity import Index, alike, titles_alike
from .text import fold, key_of

if TYPE_CHECKING:
    from .match import Group
    from .sides import Sentence, Side

SENTENCE_FLOOR = 0.5
MOVE_FLOOR = 0.75
_CONTAINED = 88.0
_GAIN = 0.8
"""Share of a sentence's characters that joining it must find in the other side."""
_MOVED_LENGTH = 5
_ALONE = 66.0
_COMMA = lazy_regex("[，,；;。]")


def _phrases(said: Sequence[Sentence]) -> list[str]:
    """The phrases of sentences, from comma to comma, in an order of their own."""
    return sorted(key for s in said for phrase in _COMMA.split(s.quote.text) if (key := key_of(phrase)))


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences that correspond: one to one, or several where one side cuts its sentences differently."""

    body: tuple[Sentence, ...]
    table: tuple[Sentence, ...]

    @property
    def same(self) -> bool:
        return "".join(s.key for s in self.body) == "".join(s.key for s in self.table) or (
            _phrases(self.body) == _phrases(self.table)
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """Links in body order, and the sentences of each side that have no counterpart in this item."""

    links: tuple[Link, ...]
    missing: tuple[Sentence, ...]
    added: tuple[Sentence, ...]
    row_has_text: bool
    beside: tuple[Link, ...] = ()
    """Sentences of the body that another column of the row takes up (工作目标)."""


@dataclass(frozen=True, slots=True)
class Move:
    """A clause sentence that stands under another row. `clause` and `row` are ids; `score` 0 to 1."""

    body: Sentence
    table: Sentence
    score: float


def align(clauses: Sequence[Side], rows: Sequence[Side]) -> Alignment:
    """Lay the sentences of matched clauses and rows side by side."""
    several = len(clauses) + len(rows) > 2
    body = [s for clause in clauses for s in _said(clause, rows, several=several)]
    table = [s for row in rows for s in _said(row, clauses, several=several)]
    body, table = _without_titles(body, clauses, rows), _without_titles(table, rows, clauses)
    partner = _one_to_one(body, table)
    links = _links(body, table, partner)
    links += _said_again(body, table, links) if several else []
    links += _with_headings(clauses, rows, links)
    linked_body = {id(s) for link in links for s in link.body}
    linked_table = {id(s) for link in links for s in link.table}
    titles = [side.title for side in (*clauses, *rows) if side.title]
    missing = [s for s in body if id(s) not in linked_body and not _says_title(s, titles)]
    added = [s for s in table if id(s) not in linked_table and not _says_title(s, titles)]
    return Alignment(tuple(links), tuple(missing), tuple(added), bool(table))


def _without_titles(said: Sequence[Sentence], own: Sequence[Side], others: Sequence[Side]) -> list[Sentence]:
    """The sentences less the title that the other side sets apart (乡村普法：培育…), where their item has none."""
    untitled = {side.ident for side in own if side.heading is None}
    titles = [side.title for side in others if len(side.title) >= _MOVED_LENGTH - 1]
    return [_behind(s, titles) if s.owner in untitled else s for s in said]


def _behind(sentence: Sentence, titles: Sequence[str]) -> Sentence:
    for title in titles:
        if sentence.key.startswith(title) and len(sentence.key) - len(title) >= _MOVED_LENGTH:
            at = fold(sentence.quote.text).offsets[len(title)]
            if not sentence.quote.text[at - 1].isalnum():
                return dataclasses.replace(sentence, quote=sentence.quote.cut(at), key=sentence.key[len(title) :])
    return sentence


def _said(side: Side, others: Sequence[Side], *, several: bool) -> tuple[Sentence, ...]:
    """The sentences of an item; its title where that is all it has, and a sentence of the other side and no title."""
    if side.sentences or side.heading is None:
        return side.sentences
    titled = max((titles_alike(side.title, other.title) for other in others), default=0.0)
    spoken = max((alike(side.title, s.key) for other in others for s in other.sentences), default=0.0)
    evident = spoken > titled if several else spoken >= MOVE_FLOOR and titled < SENTENCE_FLOOR
    headed = all(other.heading is not None for other in others)
    return (side.heading,) if evident and (several or headed) else ()


def _said_again(body: Sequence[Sentence], table: Sequence[Sentence], links: Sequence[Link]) -> list[Link]:
    """Sentences left over that another item of their side says too: a task that is repeated for another unit."""
    linked = {id(s) for link in links for s in (*link.body, *link.table)}
    found = []
    for ours, in_body in ((body, True), (table, False)):
        for sentence in (s for s in ours if id(s) not in linked):
            twins = ((link.table, link.body) if in_body else (link.body, link.table) for link in links)
            same = next(
                (
                    theirs
                    for theirs, own in twins
                    if all(s.owner != sentence.owner for s in own)
                    and alike("".join(s.key for s in theirs), sentence.key) >= MOVE_FLOOR
                ),
                None,
            )
            if same is not None:
                found.append(Link((sentence,), same) if in_body else Link(same, (sentence,)))
    return found


def _with_headings(clauses: Sequence[Side], rows: Sequence[Side], links: Sequence[Link]) -> list[Link]:
    """Sentences left over on one side that are the heading of the other, which has no heading's counterpart."""
    linked = {id(s) for link in links for s in (*link.body, *link.table)}
    found = []
    for ours, theirs, in_body in ((clauses, rows, True), (rows, clauses, False)):
        if any(side.heading for side in ours):
            continue
        left = [s for side in ours for s in side.sentences if id(s) not in linked]
        for heading in (side.heading for side in theirs if side.heading):
            same = next((s for s in left if _says_title(s, [heading.key])), None)
            if same is None and len(left) == 1 and not any(side.sentences for side in theirs):
                # The only sentence of an item without a heading, against an item that is nothing but its heading.
                same = next((s for s in left if fuzz.ratio(s.key, heading.key) >= _ALONE), None)
            if same is not None:
                left.remove(same)
                found.append(Link((same,), (heading,)) if in_body else Link((heading,), (same,)))
    return found


def _says_title(sentence: Sentence, titles: Sequence[str]) -> bool:
    return any(alike(sentence.key, title) >= 0.85 and len(sentence.key) <= 1.3 * len(title) for title in titles)


def _one_to_one(body: Sequence[Sentence], table: Sequence[Sentence]) -> dict[int, int]:
    """Best pairs first; between equals the pair that keeps the order."""
    ranked = []
    for i, ours in enumerate(body):
        for j, theirs in enumerate(table):
            score = alike(ours.key, theirs.key, SENTENCE_FLOOR)
            if score >= SENTENCE_FLOOR:
                drift = abs(i / len(body) - j / len(table))
                ranked.append((-score + 0.02 * drift, i, j))
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    return partner


def _links(body: Sequence[Sentence], table: Sequence[Sentence], partner: dict[int, int]) -> list[Link]:
    """Join the leftovers that a linked sentence of the other side contains: cut differently, not lost."""
    groups = {i: ([i], [j]) for i, j in partner.items()}
    owner = {j: i for i, j in partner.items()}
    for j, theirs in enumerate(table):
        if j not in owner:
            host = next((i for i in groups if _room(body, table, groups[i], theirs, of_table=True)), None)
            if host is not None:
                groups[host][1].append(j)
    for i, ours in enumerate(body):
        if i not in partner:
            host = next((g for g in groups if _room(body, table, groups[g], ours, of_table=False)), None)
            if host is not None:
                groups[host][0].append(i)
    return [
        Link(tuple(body[i] for i in sorted(ours)), tuple(table[j] for j in sorted(theirs)))
        for _, (ours, theirs) in sorted(groups.items())
    ]


def _room(
    body: Sequence[Sentence],
    table: Sequence[Sentence],
    group: tuple[list[int], list[int]],
    extra: Sentence,
    *,
    of_table: bool,
) -> bool:
    """Whether `extra` belongs to the group: the other side contains it, and joining it makes the two more alike."""
    ours = "".join(body[i].key for i in group[0])
    theirs = "".join(table[j].key for j in group[1])
    host, own = (ours, theirs) if of_table else (theirs, ours)
    if _takes_a_phrase(host, extra, own):
        return True
    if len(extra.key) >= len(host) or len(extra.key) < 2:
        return False
    if fuzz.partial_ratio(extra.key, host) < _CONTAINED and _gain(own, extra.key, host) < _GAIN * len(extra.key):
        return False
    return max(fuzz.ratio(own + extra.key, host), fuzz.ratio(extra.key + own, host)) > fuzz.ratio(own, host)


def _gain(own: str, extra: str, host: str) -> int:
    """How many more characters of `host`, in their order, the two have together than `own` has alone."""
    joined = max(LCSseq.similarity(own + extra, host), LCSseq.similarity(extra + own, host))
    return joined - LCSseq.similarity(own, host)


def _takes_a_phrase(host: str, extra: Sentence, own: str) -> bool:
    """Whether `host` has a whole phrase of `extra`, from comma to comma, which its own counterpart has not."""
    phrases = (key_of(phrase) for phrase in _COMMA.split(extra.quote.text))
    return any(len(phrase) >= _MOVED_LENGTH and phrase in host and phrase not in own for phrase in phrases)


def find_moves(groups: Sequence[Group], rows_alone: Sequence[Side]) -> tuple[list[Move], list[Group]]:
    """Sentences missing in one item and added in another. The groups come back without the moved sentences."""
    groups = _unlinked(groups)
    missing = [(n, s) for n, group in enumerate(groups) for s in group.alignment.missing]
    added: list[tuple[int, Sentence]] = [(n, s) for n, group in enumerate(groups) for s in group.alignment.added]
    added += [(-1, s) for row in rows_alone for s in row.sentences]
    index = Index([s.key for _, s in added])
    ranked = []
    for m, (group, ours) in enumerate(missing):
        if len(ours.key) < _MOVED_LENGTH:
            continue
        for a in index.candidates(ours.key):
            score = alike(ours.key, added[a][1].key, MOVE_FLOOR)
            if added[a][0] != group and score >= MOVE_FLOOR:
                ranked.append((-score, m, a))
    moves, used_missing, used_added = [], set(), set()
    for score, m, a in sorted(ranked):
        if m not in used_missing and a not in used_added:
            used_missing.add(m)
            used_added.add(a)
            moves.append(Move(missing[m][1], added[a][1], -score))
    gone = {id(missing[m][1]) for m in used_missing} | {id(added[a][1]) for a in used_added}
    order = {id(s): n for n, (_, s) in enumerate(missing)}
    moves.sort(key=lambda move: order[id(move.body)])
    return moves, [_rewritten(_without(group, gone)) for group in groups]


def _unlinked(groups: Sequence[Group]) -> list[Group]:
    """Groups without the links that hold two sentences only because the true counterpart of both stands elsewhere."""
    weak = [(n, link) for n, group in enumerate(groups) for link in group.alignment.links if _is_weak(link)]
    missing = [(n, s) for n, group in enumerate(groups) for s in group.alignment.missing]
    added = [(n, s) for n, group in enumerate(groups) for s in group.alignment.added]
    ours = missing + [(n, link.body[0]) for n, link in weak]
    theirs = added + [(n, link.table[0]) for n, link in weak]
    elsewhere = _with_twin(ours, theirs) | _with_twin(theirs, ours)
    broken = {id(link) for _, link in weak if id(link.body[0]) in elsewhere or id(link.table[0]) in elsewhere}
    return [_without_links(group, broken) for group in groups]


def _is_weak(link: Link) -> bool:
    return len(link.body) == len(link.table) == 1 and alike(link.body[0].key, link.table[0].key) < MOVE_FLOOR


def _with_twin(ours: Sequence[tuple[int, Sentence]], theirs: Sequence[tuple[int, Sentence]]) -> set[int]:
    """Ids of the sentences whose words stand in another group on the other side."""
    groups: dict[str, set[int]] = {}
    for n, s in theirs:
        groups.setdefault(s.key, set()).add(n)
    return {id(s) for n, s in ours if len(s.key) >= _MOVED_LENGTH and groups.get(s.key, {n}) - {n}}


def _without_links(group: Group, broken: set[int]) -> Group:
    alignment = group.alignment
    kept = tuple(link for link in alignment.links if id(link) not in broken)
    if len(kept) == len(alignment.links):
        return group
    freed = [link for link in alignment.links if id(link) in broken]
    missing = alignment.missing + tuple(s for link in freed for s in link.body)
    added = alignment.added + tuple(s for link in freed for s in link.table)
    return dataclasses.replace(
        group, alignment=dataclasses.replace(alignment, links=kept, missing=missing, added=added)
    )


def _rewritten(group: Group) -> Group:
    """An item of which no sentence is alike on the two sides was rewritten: one change, not losses and additions."""
    alignment = group.alignment
    if alignment.links or not alignment.missing or not alignment.added:
        return group
    link = Link(alignment.missing, alignment.added)
    return dataclasses.replace(group, alignment=dataclasses.replace(alignment, links=(link,), missing=(), added=()))


def _without(group: Group, gone: set[int]) -> Group:
    alignment = group.alignment
    missing = tuple(s for s in alignment.missing if id(s) not in gone)
    added = tuple(s for s in alignment.added if id(s) not in gone)
    if len(missing) == len(alignment.missing) and len(added) == len(alignment.added):
        return group
    return dataclasses.replace(group, alignment=dataclasses.replace(alignment, missing=missing, added=added))
