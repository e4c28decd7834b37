"""Names of one unit are told from names of another; the tables behind that are sound."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.errors import SettingsError
from hedui.normalize.aliases import AliasTable, default_table, relation, unit_key
from hedui.normalize.unit_table import Group, bodies, branches, mistakes, words
from hedui.normalize.units import Scope
from normalize.unit_text import CITY

RELATIONS = [
    line.split()
    for line in Path(__file__).with_name("unit_relations.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


CLOSE = ["财政局", "民政局", "商务局", "审计局", "统计局", "司法局", "体育局", "教育局", "林业局", "医保局"]


def test_the_table_of_relations_is_there() -> None:
    assert len(RELATIONS) > 70
    assert {row[2] for row in RELATIONS} == {"same", "renamed", "combined", "scope", "suggests", "different"}


@pytest.mark.parametrize("row", RELATIONS, ids=[" ".join(row[:2]) for row in RELATIONS])
def test_two_names_are_related(row: list[str]) -> None:
    one, other, expected, *_ = row
    assert relation(one, other, CITY) == relation(other, one, CITY) == expected


@pytest.mark.parametrize("row", [row for row in RELATIONS if len(row) > 3], ids=lambda row: " ".join(row[:2]))
def test_a_rename_has_its_year(row: list[str]) -> None:
    assert default_table().rename_year(row[0], row[1], CITY) == int(row[3])


@pytest.mark.parametrize("pair", list(combinations(CLOSE, 2)), ids="-".join)
def test_known_bodies_that_are_close_in_spelling_stay_different(pair: tuple[str, str]) -> None:
    assert relation(*pair, CITY) == "different"


def test_the_prefix_of_the_own_place_is_the_own_level() -> None:
    keys = {unit_key(name, CITY) for name in ("云川市教育局", "市教育局", "教育局", "市教委")}
    assert len(keys) == 1


def test_the_same_name_under_another_prefix_is_another_unit() -> None:
    names = ("市教育局", "区教育局", "省教育厅", "青岚县教育局")
    assert len({unit_key(name, CITY) for name in names}) == len(names)


def test_without_a_known_level_a_missing_prefix_is_no_difference() -> None:
    assert relation("国家发展改革委", "发展改革委", Scope(None, None)) == "same"
    assert relation("市教育局", "教育局", Scope(None, None)) == "same"
    assert relation("市教育局", "云川市教育局", Scope(None, None)) == "same"


@pytest.mark.parametrize(
    "names",
    [
        "人民银行云川市分行 中国人民银行云川市中心支行 人行云川分行 人行市分行 市人民银行",
        "国网云川供电公司 国网云川市供电公司 市供电公司 供电公司",
        "中国移动云川分公司 云川移动公司 市移动公司 中国移动通信集团云川分公司",
        "市税务局 国家税务总局云川市税务局 税务局",
        "团市委 共青团云川市委 共青团市委",
        "市政府办公室 市人民政府办公室 市政府办 市府办 云川市人民政府办公室",
    ],
)
def test_a_place_inside_a_name_is_its_prefix(names: str) -> None:
    assert len({unit_key(name, CITY) for name in names.split()}) == 1


def test_extra_names_of_a_mapping_are_known() -> None:
    own = AliasTable.load({"云端服务局": ["云服局"], "教育局": ["文教卫体局"]})
    assert own.relation("市云服局", "云端服务局", CITY) == "same"
    assert own.relation("市文教卫体局", "市教育局", CITY) == "same"
    assert relation("市文教卫体局", "市教育局", CITY) != "same"


def test_extra_names_of_a_file_are_known(tmp_path: Path) -> None:
    path = tmp_path / "aliases.txt"
    path.write_text("# 本地单位\n云端服务局，云服局\n", encoding="utf-8")
    assert AliasTable.load(path).known("市云服局", CITY)


def test_an_alias_file_that_cannot_be_read_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        AliasTable.load(tmp_path / "missing.txt")


def test_every_group_of_the_table_is_known_to_the_code() -> None:
    assert {body.group for body in bodies().values()} == set(get_args(Group))


def test_every_lineage_points_at_a_body_of_the_table() -> None:
    table = bodies()
    linked = {name for body in table.values() for name in body.became | body.contains | body.near}
    assert linked <= set(table)


def test_no_name_belongs_to_two_bodies_of_one_side() -> None:
    seen: dict[tuple[str, str], str] = {}
    for body in bodies().values():
        for form in body.forms:
            assert seen.setdefault((body.side, form), body.name) == body.name, form


def test_every_mistake_leads_to_a_known_name_and_is_none_itself() -> None:
    for wrong, right in mistakes().items():
        assert default_table().known(right, CITY)
        assert not default_table().known(wrong, CITY)


def test_every_branch_is_of_a_body_or_a_bank() -> None:
    for branch in branches():
        assert branch.body in bodies() or branch.body.endswith("银行")


def test_words_come_longest_first() -> None:
    for kind in ("ending", "common", "prefix", "person", "lookalike", "bare", "noplace", "surname"):
        sizes = [len(word) for word in words(kind)]
        assert sizes
        assert sizes == sorted(sizes, reverse=True)


def test_every_alias_of_the_field_guide_that_is_one_unit_is_one_here(shared: Path) -> None:
    """abbr rows of the guide; names with brackets, with their own prefix or of the centre are tested elsewhere."""
    import csv

    rows = list(csv.DictReader((shared / "field-guide" / "unit_aliases.csv").open(encoding="utf-8")))
    checked = 0
    for row in rows:
        name, alias = row["canonical_suffix"], row["alias"]
        plain = (
            not set("（省市县区国") & set(alias + name) and row["level"] != "国" and not row["level"].startswith("中央")
        )
        if (
            row["relation"] == "abbr"
            and row["ambiguous"] != "Y"
            and plain
            and not alias.startswith(("委", "国", "党委"))
        ):
            assert relation("市" + name, "市" + alias, CITY) == "same", (name, alias)
            checked += 1
    assert checked > 100


def test_every_look_alike_of_the_field_guide_is_different(shared: Path) -> None:
    import csv

    rows = list(csv.DictReader((shared / "field-guide" / "unit_aliases.csv").open(encoding="utf-8")))
    distinct = [(row["canonical_suffix"], row["alias"]) for row in rows if row["relation"] == "distinct"]
    assert len(distinct) > 10
    wrong = [
        pair for pair in distinct if relation("市" + pair[0], "市" + pair[1], CITY) in ("same", "renamed", "combined")
    ]
    assert not wrong


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_have_one_relation_both_ways(one: str, other: str) -> None:
    assert relation(one, other, CITY) == relation(other, one, CITY)


@given(st.text(max_size=40))
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert relation(text, text, CITY) == "same"
