"""The words of one notice: its tables laid out, with the header words and labels that only this notice uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..lexicon.own_words import OwnWords
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from .breakdown import LaidOut, lay_out
from .columns import Header, role_of_word
from .document import Document, Paragraph, Table
from .word_roles import provisional_roles, settle
from .word_uses import Uses


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Labels and verbs that no table of words has, and each table of the notice with its header by `id`."""

    own: OwnWords
    laid: Mapping[int, LaidOut]


def words_of(documents: Sequence[Document]) -> NoticeWords:
    """One pass over the paragraphs and the tables of all files of a notice."""
    uses = Uses()
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Paragraph):
                uses.take(document.quote(block).text)
    role_of = provisional_roles(uses)
    laid = {
        id(block): lay_out(document, block, role_of)
        for document in documents
        for block in document.blocks
        if isinstance(block, Table)
    }
    found = settle(uses, [(each.texts, each.header) for each in laid.values() if each.header is not None])
    if found.columns:
        laid = {
            key: replace(each, header=each.header and _renamed(each.header, found.columns))
            for key, each in laid.items()
        }
    return NoticeWords(found.words, laid)


def _renamed(header: Header, columns: Mapping[str, ColumnRole]) -> Header:
    """The header with the roles of the columns whose words no table has."""
    roles = [
        columns.get(squeeze(word), role) if role_of_word(word) is None else role
        for word, role in zip(header.words, header.roles, strict=True)
    ]
    return replace(header, roles=tuple(roles))
