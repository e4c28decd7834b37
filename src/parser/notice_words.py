"""The words of one notice: its tables laid out, with the header words and labels that only this notice uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..lexicon.labels import is_listed_header
from ..lexicon.own_words import OwnWords
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from ..records import dataclass
from .breakdown import LaidOut, lay_out
from .column_contents import share_said
from .columns import HEADER_SEARCH_ROWS, Header, find_header, role_of_word
from .document import Document, Paragraph, Table
from .word_roles import Found, alike_words, provisional_roles, settle
from .word_uses import Uses

_FEWEST_COLUMNS, _LONGEST_WORD = 3, 12
_MOST_SAID, _LEAST_SAID = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Labels and verbs that no table of words has, and each table of the notice with its header by `id`."""

    own: OwnWords
    laid: Mapping[int, LaidOut]


def words_of(documents: Sequence[Document]) -> NoticeWords:
    """One pass over the paragraphs and the tables of all files of a notice."""
    uses = Uses()
    texts = [doc.quote(block).text for doc in documents for block in doc.blocks if isinstance(block, Paragraph)]
    for text in texts:
        uses.take(text)
    role_of = provisional_roles(uses)
    laid = {
        id(block): lay_out(document, block, role_of)
        for document in documents
        for block in document.blocks
        if isinstance(block, Table)
    }
    if laid and not any(each.header for each in laid.values()):
        laid = {key: _laid_by_cells(each, uses) for key, each in laid.items()}
    found = settle(uses, [(each.texts, each.header) for each in laid.values() if each.header is not None])
    laid = {
        key: replace(each, header=_with_own_roles(each, each.header, found, texts)) if each.header else each
        for key, each in laid.items()
    }
    return NoticeWords(found.words, laid)


def _laid_by_cells(laid: LaidOut, uses: Uses) -> LaidOut:
    """A table without a known header word, by the columns that name the units of the body: 排头兵 | 同行者."""
    for number, row in enumerate(laid.texts[:HEADER_SEARCH_ROWS]):
        words = [squeeze(word) for word in row]
        if len(set(words)) < _FEWEST_COLUMNS or max(map(len, words)) > _LONGEST_WORD:
            continue
        alike = alike_words(uses, laid.texts[number + 1 :], words)
        if alike:
            return replace(laid, header=find_header(laid.texts, 0, partial(_role_with, alike)))
    return laid


def _role_with(more: Mapping[str, ColumnRole], word: str) -> ColumnRole | None:
    return role_of_word(word) or more.get(squeeze(word))


def _with_own_roles(laid: LaidOut, header: Header, found: Found, texts: Sequence[str]) -> Header:
    """The header with the roles of the columns whose words no table has.

    A column of texts under such a word, of which the body says nothing though it says the tasks, is no measure.
    """
    roles = list(header.roles)
    unsure = {n for n, role in enumerate(roles) if role == "measure" and not is_listed_header(header.words[n])}
    body = laid.texts[header.last :]
    if unsure and "task" in roles:
        said = squeeze("".join(texts))
        if share_said(body, roles.index("task"), said) > _MOST_SAID:
            unsaid = [column for column in unsure if share_said(body, column, said) < _LEAST_SAID]
            roles = ["other" if column in unsaid else role for column, role in enumerate(roles)]
    for column, word in enumerate(header.words):
        if role_of_word(word) is None:
            roles[column] = found.columns.get(squeeze(word), roles[column])
    dues = [column for column, role in enumerate(roles) if role == "deadline"]
    if any(is_listed_header(header.words[column]) for column in dues):
        for column in dues:
            # 完成时限 | 启用日期: a time that no table lists and the body does not give, beside the deadline.
            if not is_listed_header(header.words[column]) and squeeze(header.words[column]) not in found.said:
                roles[column] = "other"
    return replace(header, roles=tuple(roles))
