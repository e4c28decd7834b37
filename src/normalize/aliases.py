"""Which names are one unit. Exact tables decide; closeness of spelling only ever suggests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

from ..errors import SettingsError
from ..lexicon.width import squeeze
from ..patterns import lazy_re
from ..records import dataclass
from .collectives import Collective, parse_collective
from .scope import NOWHERE, Scope
from .unit_parse import NATION, NameParser, Parsed
from .unit_table import Body, FormIndex, bodies, index_forms, skeleton, words

Relation = Literal["same", "renamed", "combined", "scope", "suggests", "different"]

_PLATES = lazy_re(r"\([^()]*\)$")
# 杭州市 among units is its government; so is 青山镇, and 云湖新区 its 管委会.
_PLACE = lazy_re(r"[\u4e00-\u9fff]{1,7}[^\W副正级各委局厅办部院会][省市区县州盟旗]")
_SEAT = lazy_re(r"(?<=[镇乡区园道])(?:政府|办事处|管委会?)$")
_CLOSE_ENOUGH = 80.0
_REMEMBERED = 20000
"""Names whose parts are kept: a notice prints the same few names over and over."""
_LETTERS = frozenset("省市区县州旗盟")


@dataclass(frozen=True, slots=True)
class UnitKey:
    """Canonical identity: equal keys are one unit. `prefix` is a level letter, a place or 国; `body` names the organ.

    `body` is the table's name, 'all places:mixed' for a collective, or the skeleton of a name the table does not have.
    """

    prefix: str | None
    body: str
    known: bool


class AliasTable:
    """Bodies and their names: the product's own table with what a user's file adds to it."""

    def __init__(self, table: Mapping[str, Body]) -> None:
        self.bodies = dict(table)
        self.index: FormIndex = index_forms(self.bodies.values())
        self.parser = NameParser(self.index, self.bodies)
        self._keys: dict[tuple[str, Scope], UnitKey] = {}
        self._parsed: dict[tuple[str, Scope], Parsed] = {}

    @classmethod
    def load(cls, extra: Mapping[str, Iterable[str]] | Path | str | None = None) -> AliasTable:
        """The built-in table, with more names from `extra`: a mapping name -> other names, or a file.

        In the file each line is one unit: its names, without place prefix, separated by commas. A unit that the
        built-in table has gets the names added; others are new. Raises SettingsError where the file cannot be read.
        """
        table = dict(bodies())
        added = _read_extra(extra) if isinstance(extra, Path | str) else extra
        if not added:
            return cls(table)
        forms = {form: body.name for body in table.values() for form in body.forms}
        for name, others in added.items():
            names = tuple(squeeze(form) for form in (name, *others))
            known = next((forms[form] for form in names if form in forms), names[0])
            body = table.get(known) or Body(known, "gov", ())
            table[known] = replace(body, forms=tuple(dict.fromkeys([*body.forms, *names])))
        return cls(table)

    def key(self, name: str, scope: Scope) -> UnitKey:
        found = self._keys.get((name, scope))
        if found is None:
            if len(self._keys) > _REMEMBERED:
                self._keys.clear()
            found = self._keys[name, scope] = self._key(_plain(name, scope), scope)
        return found

    def _key(self, name: str, scope: Scope) -> UnitKey:
        collective = parse_collective(name, scope)
        if collective is not None:
            body = f"{collective.quantity} {collective.set_name}"
            return UnitKey(collective.level or scope.level, body, known=True)
        parsed = self.parse(name, scope)
        if parsed.level is None and scope.place is None and scope.level in (None, NATION):
            parsed = self._national(name, scope) or parsed
        prefix = parsed.level or scope.level
        if parsed.body is not None:
            return UnitKey(NATION if parsed.body.group == "national" else prefix, parsed.body.name, known=True)
        if parsed.level is None and _PLACE.fullmatch(name) and not name.endswith(words("noplace")):
            return UnitKey(scope.level if name == scope.place else name, "人民政府", known=True)
        return UnitKey(prefix, _office(parsed.stem), known=False)

    def _national(self, name: str, scope: Scope) -> Parsed | None:
        """邮政局 in a notice of a ministry is 国家邮政局."""
        whole = (self.parse(nation + name, scope) for nation in ("国家", "中国"))
        return next((found for found in whole if found.body is not None and found.body.group == "national"), None)

    def parse(self, name: str, scope: Scope) -> Parsed:
        found = self._parsed.get((name, scope))
        if found is None:
            if len(self._parsed) > _REMEMBERED:
                self._parsed.clear()
            found = self._parsed[name, scope] = self.parser.parse(name, scope)
        return found

    def known(self, name: str, scope: Scope) -> bool:
        """The name, whatever its prefix, stands in the table or is a collective."""
        return 1 < len(name) <= 60 and self.key(name, scope).known

    def rename_year(self, a: str, b: str, scope: Scope = NOWHERE) -> int | None:
        """Year in which one of two names followed the other, nationally; local dates differ by up to two years."""
        one, other = (self.bodies.get(self.key(name, scope).body) for name in (a, b))
        if one is None or other is None:
            return None
        older = one if other.name in one.became else other if one.name in other.became else None
        return older.year if older else None

    def relation(self, a: str, b: str, scope: Scope) -> Relation:
        one, other = _plain(a, scope), _plain(b, scope)
        if skeleton(one.removeprefix("各")) == skeleton(other.removeprefix("各")):
            return "same"
        sets = parse_collective(one, scope), parse_collective(other, scope)
        if sets[0] is not None and sets[1] is not None:
            return _relate_sets(sets[0], sets[1], scope)
        if sets[0] is not None or sets[1] is not None:
            return "different"
        found = self._relate(self._key(one, scope), self._key(other, scope), scope)
        bare = _OWN_BUREAU.sub("", one), _OWN_BUREAU.sub("", other)
        if found != "same" and (bare[0] == one) != (bare[1] == other):
            return self._relate(self._key(bare[0], scope), self._key(bare[1], scope), scope)
        return found

    def _relate(self, one: UnitKey, other: UnitKey, scope: Scope) -> Relation:
        if not _same_prefix(one.prefix, other.prefix, scope):
            return "different"
        if one.body == other.body:
            return "same"
        if one.known and other.known:
            return _lineage(self.bodies[one.body], self.bodies[other.body])
        return _by_spelling(one.body, other.body)


@cache
def default_table() -> AliasTable:
    return AliasTable.load()


def unit_key(name: str, scope: Scope, table: AliasTable | None = None) -> UnitKey:
    """Canonical identity of a name: 云川市教育局 and 教育局 are 市教育局 in a notice of 云川市."""
    return (table or default_table()).key(name, scope)


def relation(a: str, b: str, scope: Scope, table: AliasTable | None = None) -> Relation:
    """How two names stand to each other.

    - same: one unit, or one collective in other words
    - renamed: one followed the other (扶贫办, 乡村振兴局)
    - combined: one office merges the other's function (教育体育局, 教育局)
    - scope: the same kind of collective, another set (各部门, 有关部门)
    - suggests: close in spelling only, or one extends the other, or functions overlap by place
    - different: everything else, look-alikes such as 疾控局 and 疾控中心 included
    """
    return (table or default_table()).relation(a, b, scope)


def _office(stem: str) -> str:
    """What an unknown name is compared by: 党建工作办公室 is 党建办."""
    return _SEAT.sub("", skeleton(stem)).replace("工作办", "办")


_OWN_BUREAU = lazy_re(r"^[局厅](?=[^各机属直有相领长]\S*[股科处室馆站队办所]$|[^各机属直有相领长]\S*中心$)")
"""局安全股, 局电教馆 in the papers of a bureau are 安全股, 电教馆."""


def _plain(name: str, scope: Scope) -> str:
    """One width, no white space, the plates in a closing bracket left off (市委宣传部（市新闻出版局）)."""
    text = squeeze(name).rstrip("。.;,、")
    bare = _PLATES.sub("", text)
    return bare if len(bare) > 1 and bare != text and parse_collective(text, scope) is None else text


def _same_prefix(one: str | None, other: str | None, scope: Scope) -> bool:
    if one == other:
        return True
    if one is None or other is None:
        return scope.level is None or (one or other) == scope.level
    if min(len(one), len(other)) > 1 and _bare(one) == _bare(other):
        return True  # 青岚分局, 青岚县分局
    if scope.place is None:
        letter, place = sorted((one, other), key=len)
        return letter in _LETTERS and place.endswith(letter)
    return False


def _bare(place: str) -> str:
    return place.rstrip("".join(_LETTERS))


def _lineage(one: Body, other: Body) -> Relation:
    if other.name in one.became or one.name in other.became:
        return "renamed"
    if other.name in one.contains or one.name in other.contains:
        return "combined"
    if other.name in one.near or one.name in other.near:
        return "suggests"
    return "different"


def _by_spelling(one: str, other: str) -> Relation:
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    extends = len(short) >= 3 and (long.startswith(short) or long.endswith(short))
    return "suggests" if extends or fuzz.ratio(one, other) >= _CLOSE_ENOUGH else "different"


def _relate_sets(one: Collective, other: Collective, scope: Scope) -> Relation:
    same_level = _same_prefix(one.level or scope.level, other.level or scope.level, scope)
    same_set = one.set_name == other.set_name or _covers_anywhere(one, other)
    if same_level and same_set:
        return "same" if one.quantity == other.quantity else "scope"
    sort = one.set_name.split(":")[0], other.set_name.split(":")[0]
    return "scope" if sort[0] == sort[1] else "different"


def _covers_anywhere(one: Collective, other: Collective) -> bool:
    """各地 is whatever lower governments the other side spells out."""
    names = {one.set_name, other.set_name}
    return "places:any" in names and all(name.startswith("places:") and name.count(":") == 1 for name in names)


def _read_extra(path: Path | str) -> dict[str, list[str]]:
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"别名文件 {Path(path).name} 无法读取：请给出 UTF-8 文本，每行一个单位，各名称以逗号分隔"
        ) from error
    rows = [re.split(r"[,，、\t]+", line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}
