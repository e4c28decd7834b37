"""Two versions of a notice: read both, and report what changed from the old one to the new one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from . import pipeline
from ._version import VERSION
from .config import Settings
from .export import parts_of
from .model import SCHEMA_VERSION, Accounting, Head, Report, RuleInfo, SourceText
from .normalize.reading import Reading, read_notice
from .normalize.version_words import version_catalogue
from .normalize.versions import compare_readings
from .parser.document import Document
from .parser.structure import read_outline
from .pipeline import Input, Readable


def compare(
    old: Readable,
    new: Readable,
    *,
    old_attachments: Sequence[Readable] = (),
    new_attachments: Sequence[Readable] = (),
    settings: Settings | None = None,
) -> Report:
    """Compare two versions of a notice.

    The report has the shape of a check: the clauses and rows of the old version stand as `clauses` (ids `old-`), those
    of the new one as `rows` (ids `new-`), and `compares` is "versions". Its source is the old body file; `attachments`
    are the old attachments, the new body file and its attachments, which is how spans name their parts.

    Raises:
        InputError: an input cannot be read at all.
    """
    settings = settings or Settings()
    before = pipeline.documents_of(old, old_attachments, settings)
    after = pipeline.documents_of(new, new_attachments, settings)
    after = [_as_part(document, f"attachment-{n}") for n, document in enumerate(after, start=len(before))]
    aliases = pipeline.alias_table(settings)
    first, second = (read_notice(read_outline(documents), aliases) for documents in (before, after))
    found = compare_readings(first, second, settings)
    return Report(
        schema_version=SCHEMA_VERSION,
        tool_version=VERSION,
        source=first.notice.source,
        attachments=(*first.notice.attached, second.notice.source, *second.notice.attached),
        notice=Head(**{name: getattr(second.notice, name) for name in Head.__dataclass_fields__}),
        sections=found.sections,
        clauses=found.clauses,
        table_sections=found.table_sections,
        rows=found.rows,
        pairs=found.pairs,
        findings=found.findings,
        accounting=_both(first, second),
        defects=found.defects,
        compares="versions",
    )


def originals_of(report: Report, files: Sequence[Input]) -> dict[str, bytes]:
    """The bytes of each file by the name of its part in the report, for formats that give the file itself back."""
    by_hash = {hashlib.sha256(file.data).hexdigest(): file.data for file in files}
    return {part: by_hash[source.sha256] for part, source in parts_of(report).items() if source.sha256 in by_hash}


def catalogue() -> tuple[RuleInfo, ...]:
    """The rules that compare versions, for formats that explain the codes."""
    return version_catalogue(pipeline.rule_catalogue())


def _as_part(document: Document, part: str) -> Document:
    """The document under another name of its part: the new version comes after all files of the old one."""
    source = document.source
    named = SourceText(part, source.text, source.places, source.box_of)
    notes = tuple(replace(note, span=note.span and replace(note.span, part=part)) for note in document.notes)
    return replace(document, source=named, notes=notes)


def _both(first: Reading, second: Reading) -> Accounting:
    """Characters of both versions together."""
    one, other = first.notice.accounting, second.notice.accounting
    roles = dict.fromkeys([*one.by_role, *other.by_role])
    return Accounting(
        one.characters + other.characters,
        {role: one.by_role.get(role, 0) + other.by_role.get(role, 0) for role in roles},
        one.unaccounted + other.unaccounted,
    )
