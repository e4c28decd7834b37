"""The ledger cut for each unit: what it leads, is responsible for and supports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from .entries import Ledger, LedgerLine, Party, Role
from .making import role_order

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff/\\:*?"<>|\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 40
"""Characters of a file name's stem: 120 bytes, and every file system takes 255."""


def for_units(ledger: Ledger) -> dict[str, Ledger]:
    """File stem -> what one unit sees, in the order the units come up. Two names of one unit are one ledger."""
    seen: dict[tuple[str, str], list[tuple[LedgerLine, Party]]] = defaultdict(list)
    for line in ledger.lines:
        for party in line.parties:
            seen[party.key].append((line, party))
    names = {key: _usual_name(party for _, party in places) for key, places in seen.items()}
    stems = _stems(names)
    return {stems[key]: _cut(ledger, names[key], places) for key, places in seen.items()}


def _usual_name(parties: Iterable[Party]) -> str:
    """The name used most often; of several, the one that came first."""
    return Counter(party.unit.name for party in parties).most_common(1)[0][0]


def _cut(ledger: Ledger, name: str, places: list[tuple[LedgerLine, Party]]) -> Ledger:
    roles: dict[str, list[Role]] = defaultdict(list)
    for line, party in places:
        roles[line.id].append(party.role)
    lines = {line.id: line for line, _ in places}
    own = {party.unit.name for _, party in places}
    return Ledger(
        lines=tuple(lines.values()),
        unresolved=tuple(found for found in ledger.unresolved if found.name.removesuffix("等") in own),
        unlisted=(),
        unit=name,
        roles={ident: role_order(given) for ident, given in roles.items()},
    )


def _stems(names: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """A file name for each unit. 市教育局 of two cities are told apart by their place, then by a number."""
    shared = Counter(_safe(name).casefold() for name in names.values())
    taken: set[str] = set()
    stems = {}
    for key, name in names.items():
        stem = _safe(name)
        if shared[stem.casefold()] > 1 and key[0]:
            stem = _safe(f"{name}（{key[0]}）")
        free, turn = stem, 1
        while free.casefold() in taken:
            turn += 1
            free = f"{stem}~{turn}"
        taken.add(free.casefold())
        stems[key] = free
    return stems


def _safe(name: str) -> str:
    """The name as a file name on any system: no separators, no blanks, no dot in front."""
    return _UNSAFE.sub("_", name).strip("._")[:_LONGEST] or "_"
