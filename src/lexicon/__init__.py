"""Words of the field that both sides need: role words of annotations and header words of tables.

Facts, not code: the CSV files beside this module are the only place where these words stand. Widths are folded when the
tables are read, so that a word is listed once.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from .tables import read_rows

WordRole = Literal["lead", "responsible", "supporting", "leader", "person", "deadline", "other"]


@cache
def _rows(name: str) -> list[dict[str, str]]:
    return read_rows(__name__, name)


@cache
def role_labels() -> dict[str, WordRole]:
    """Label words that open a field of an annotation (牵头单位：), longest first."""
    return _by_length("label")


@cache
def role_verbs() -> dict[str, WordRole]:
    """Verbs that close a list of units (市发展改革委牵头), longest first."""
    return _by_length("verb")


@cache
def role_adverbs() -> tuple[str, ...]:
    """Words that may stand around a duty verb and carry no role (按职责分工, 共同), longest first."""
    return tuple(_by_length("adverb"))


@cache
def role_connectors() -> tuple[str, ...]:
    """Words between a leading unit and the units that share its task (会同), longest first."""
    return tuple(_by_length("connector"))


def _by_length(form: str) -> dict[str, WordRole]:
    rows = [row for row in _rows("role_words.csv") if row["form"] == form]
    rows.sort(key=lambda row: -len(row["word"]))
    return {row["word"]: cast(WordRole, row["role"]) for row in rows}


@cache
def document_words() -> tuple[str, ...]:
    """Kinds of official documents, with which a title ends: 通知, 意见, 方案 ..."""
    return tuple(row["word"] for row in _rows("document_words.csv"))


@cache
def index_labels() -> tuple[str, ...]:
    """Labels of the index block that websites print above a notice: 索引号, 发文字号 ..."""
    return tuple(index_kinds())


@cache
def index_kinds() -> dict[str, str]:
    """Label of an index block -> what its value is: the number, the title, a day, a tool of the page ..."""
    return {row["word"]: row["kind"] for row in _rows("index_labels.csv")}


@cache
def organ_endings() -> tuple[str, ...]:
    """Words that names of offices end with: 局, 办, 中心 ..."""
    return _of_kind("ending")


@cache
def organ_lookalikes() -> tuple[str, ...]:
    """Common words that end like an office and are none: 社会, 网办 ..."""
    return _of_kind("common")


def _of_kind(kind: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in _rows("organ_words.csv") if row["kind"] == kind)


@cache
def header_words() -> dict[str, str]:
    """Header word of a breakdown table -> column role."""
    return {row["word"]: row["role"] for row in _rows("header_words.csv")}
