"""The tables of facts about units: bodies with their names and lineage, branches named over a place, words of names.

Sources: the institutional reforms of 2003, 2008, 2013, 2018 and 2023, the official short names of the State Council,
and the names printed in notices. Local names differ from place to place; the tables say what names mean, never what a
notice should have written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from ..lexicon.tables import read_rows
from ..lexicon.width import fold_width, squeeze
from ..records import dataclass

Group = Literal[
    "gov", "party", "partyoffice", "partyhead", "office", "people", "branch", "central", "national", "enterprise",
    "zone", "institution",
]  # fmt: skip
Side = Literal["party", "gov"]

_SKELETON = (
    ("人民政府", "政府"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("监督管理", "监管"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
)
_JOINTS = "和与及、"


def skeleton(name: str) -> str:
    """What two spellings of one name share: 和 dropped, 委员会 as 委, 办公室 as 办, 监督管理 as 监管."""
    for long, short in _SKELETON:
        name = name.replace(long, short)
    for joint in _JOINTS:  # quicker than a table of characters, in names as short as these
        name = name.replace(joint, "")
    return name


@dataclass(frozen=True, slots=True)
class Body:
    """One organ: `forms` are its names under one prefix, `became` its successors, `contains` what it merges or hosts.

    `near` are bodies whose functions overlap by place. `year` is when it became its successor, nationally.
    """

    name: str
    group: Group
    forms: tuple[str, ...]
    became: frozenset[str] = frozenset()
    year: int | None = None
    contains: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @property
    def side(self) -> Side:
        return "party" if self.group.startswith("party") else "gov"


@dataclass(frozen=True, slots=True)
class Branch:
    """A body whose name carries the place in its middle: 国网 + 云川 + 供电公司."""

    body: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]


def read_csv(name: str) -> list[dict[str, str]]:
    return read_rows(f"{__package__}.data", name)


@cache
def bodies() -> Mapping[str, Body]:
    return {body.name: body for body in map(_body, read_csv("unit_bodies.csv"))}


def _body(row: dict[str, str]) -> Body:
    return Body(
        name=row["name"],
        group=row["group"],  # type: ignore[arg-type]  # checked by a test over the whole table
        forms=tuple(dict.fromkeys([squeeze(row["name"]), *fold_width(row["forms"]).split()])),
        became=frozenset(row["became"].split()),
        year=int(row["year"]) if row["year"] else None,
        contains=frozenset(row["contains"].split()),
        near=frozenset(row["near"].split()),
    )


@cache
def branches() -> tuple[Branch, ...]:
    """Longest heads first, so that 中国人民银行 is not read as another name."""
    rows = read_csv("unit_branches.csv")
    return tuple(Branch(row["body"], _longest(row["heads"]), _longest(row["tails"])) for row in rows)


def _longest(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split(), key=lambda word: -len(word)))


@cache
def mistakes() -> Mapping[str, str]:
    """Wrong names seen in print -> the name that was meant."""
    return {row["wrong"]: row["right"] for row in read_csv("unit_mistakes.csv")}


def words(kind: str) -> tuple[str, ...]:
    """Words of names of one kind (ending, common, prefix, person, ...), longest first."""
    return _words_by_kind().get(kind, ())


@cache
def _words_by_kind() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_csv("unit_words.csv"):
        found.setdefault(row["kind"], []).append(row["word"])
    return {kind: tuple(sorted(names, key=lambda word: -len(word))) for kind, names in found.items()}


@dataclass(frozen=True, slots=True)
class FormIndex:
    """Names -> bodies, exactly and by skeleton, each kept apart for the Party and the government side."""

    exact: Mapping[str, Mapping[Side, Body]]
    loose: Mapping[str, Mapping[Side, Body]]
    starts: frozenset[str]
    """First two characters of every name: they tell 市民政… (市 + 民政) from 市民…."""

    def find(self, stem: str, side: Side = "gov") -> Body | None:
        """The body called `stem`; where both sides have one, that of `side`."""
        sides = self.exact.get(stem)
        # 和经开区管委会 is what a list goes on with, no spelling of one name.
        if not sides and not stem.startswith(("和", "与", "及")):
            sides = self.loose.get(skeleton(stem))
        if not sides:
            return None
        return sides.get(side) or next(iter(sides.values()))


def index_forms(table: Iterable[Body]) -> FormIndex:
    exact: dict[str, Mapping[Side, Body]] = {}
    loose: dict[str, Mapping[Side, Body]] = {}
    for body in table:
        alone = {body.side: body}
        for form in body.forms:
            _file(exact, form, alone)
            _file(loose, skeleton(form), alone)
    return FormIndex(exact, loose, frozenset(form[:2] for form in exact))


def _file(index: dict[str, Mapping[Side, Body]], form: str, alone: Mapping[Side, Body]) -> None:
    """The first body of a side keeps the name; nearly all names are those of one body, which share its mapping."""
    known = index.setdefault(form, alone)
    if not alone.keys() <= known.keys():
        index[form] = {**known, **alone}
