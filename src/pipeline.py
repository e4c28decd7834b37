"""read -> normalize -> match -> check -> Report. What the commands, the batch and the tests call.

Every function here is pure: bytes and settings in, values out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from . import inspection
from ._version import VERSION
from .bundles import Bundle, is_bundle, open_bundle, open_folder
from .config import Settings
from .errors import UsageError
from .inputs import MAX_BYTES as MAX_BYTES
from .inputs import Input as Input
from .inputs import Readable as Readable
from .inputs import load as load
from .inspection import DOCUMENT_STAGES, READING_STAGES, blocks_stage, page_image, page_stage
from .model import SCHEMA_VERSION, Head, Notice, Report, RuleInfo
from .normalize.aliases import AliasTable, default_table
from .normalize.checking import check_reading
from .normalize.pages import page_of
from .normalize.reading import Reading, read_notice
from .normalize.rules import all_rules
from .outline import Outline
from .parser.document import Document
from .parser.readers import Blob, PageWatch, ReadOptions, read_document
from .parser.structure import read_outline

STAGES = (*DOCUMENT_STAGES, *READING_STAGES)
"""Stages of reading that `inspect` can show, in order."""

PAGE_STAGES = inspection.PAGE_STAGES
"""Stages of reading a page of a PDF."""


def bundle_of(body: Readable, attachments: Sequence[Readable] = ()) -> Bundle:
    """The files of a notice. A folder or a ZIP is opened; attachments that are given count instead of those in it.

    Raises:
        InputError: a file cannot be opened, or a folder or ZIP holds no notice, several, or what must not be unpacked.
    """
    given = tuple(load(attachment) for attachment in attachments)
    if isinstance(body, str | Path) and Path(body).is_dir():
        bundle = open_folder(Path(body))
    else:
        file = load(body)
        bundle = open_bundle(file.data, file.name) if is_bundle(file.data) else Bundle(file)
    return replace(bundle, attachments=given) if given else bundle


def originals_of(body: Input, attachments: Sequence[Input] = ()) -> dict[str, bytes]:
    """The bytes of each file by the name of its part, for the formats that show or annotate the file itself."""
    files = [body, *attachments]
    return {part: file.data for part, file in zip(_part_names(len(files)), files, strict=True)}


def _part_names(count: int) -> list[str]:
    return ["body", *(f"attachment-{number}" for number in range(1, count))]


def documents_of(
    body: Readable,
    attachments: Sequence[Readable] = (),
    settings: Settings | None = None,
    watch: PageWatch | None = None,
) -> list[Document]:
    """Each file as its reader sees it, the body file first. `watch` hears of each page.

    Raises:
        InputError: an input cannot be read at all.
    """
    settings = settings or Settings()
    options = ReadOptions(
        revisions=settings.revisions,
        engine=settings.engine,
        watch=watch,
        conversion_seconds=settings.conversion_seconds,
    )
    files = bundle_of(body, attachments).files
    blobs = [Blob(file.data, file.name, part) for file, part in zip(files, _part_names(len(files)), strict=True)]
    return [read_document(blob, options) for blob in blobs]


def outline_of(
    body: Readable,
    attachments: Sequence[Readable] = (),
    settings: Settings | None = None,
    watch: PageWatch | None = None,
) -> Outline:
    """The structure of a notice before any value is read.

    Raises:
        InputError: an input cannot be read at all.
    """
    return read_outline(documents_of(body, attachments, settings, watch))


def reading_of(
    body: Readable,
    attachments: Sequence[Readable] = (),
    settings: Settings | None = None,
    watch: PageWatch | None = None,
) -> Reading:
    """A notice read and normalised, with the quotes its values rest on."""
    settings = settings or Settings()
    return read_notice(outline_of(body, attachments, settings, watch), alias_table(settings))


def alias_table(settings: Settings) -> AliasTable:
    """The built-in table with the names the settings add."""
    return _alias_table(tuple(settings.aliases.items()))


@lru_cache(maxsize=4)
def _alias_table(pairs: tuple[tuple[str, str], ...]) -> AliasTable:
    """Kept: making its index costs as much as reading a short notice. `pairs` are (alias, name)."""
    added: dict[str, list[str]] = {}
    for alias, name in pairs:
        added.setdefault(name, []).append(alias)
    return AliasTable.load(added) if added else default_table()


def read(body: Readable, attachments: Sequence[Readable] = (), settings: Settings | None = None) -> Notice:
    """Read a notice with its attachments: head, sections, clauses, rows, accounting.

    Raises:
        InputError: an input cannot be read at all. Trouble inside a readable file is a finding of `check`.
    """
    return reading_of(body, attachments, settings).notice


def check(
    body: Readable,
    attachments: Sequence[Readable] = (),
    settings: Settings | None = None,
    watch: PageWatch | None = None,
) -> Report:
    """Read a notice and compare its body with its breakdown table. `watch` hears of each page.

    Raises:
        InputError: an input cannot be read at all.
    """
    settings = settings or Settings()
    reading = reading_of(body, attachments, settings, watch)
    checked = check_reading(reading, settings)
    notice = reading.notice
    return Report(
        schema_version=SCHEMA_VERSION,
        tool_version=VERSION,
        source=notice.source,
        attachments=notice.attached,
        notice=Head(**{name: getattr(notice, name) for name in Head.__dataclass_fields__}),
        sections=notice.sections,
        clauses=notice.clauses,
        table_sections=notice.table_sections,
        rows=notice.rows,
        pairs=checked.pairs,
        findings=checked.findings,
        accounting=notice.accounting,
        defects=checked.defects,
    )


def rule_catalogue(lang: str = "zh") -> tuple[RuleInfo, ...]:
    """Every rule, by code. `lang` is accepted for symmetry: a RuleInfo carries both languages."""
    del lang
    return tuple(rule.info for rule in all_rules())


def rule_page(code: str, lang: str = "zh") -> str:
    """The page of a rule as Markdown.

    Raises:
        UsageError: there is no such rule; the message names the nearest one.
    """
    wanted = code.strip()
    for rule in all_rules():
        if wanted.upper() == rule.code or wanted.lower() == rule.slug:
            return page_of(rule, lang)
    import difflib

    names = [name for rule in all_rules() for name in (rule.code, rule.slug)]
    near = difflib.get_close_matches(wanted.upper(), names, 1) or difflib.get_close_matches(wanted.lower(), names, 1)
    hint = f" Did you mean {near[0]}?" if near else " `hedui rules` lists them."
    raise UsageError(f"there is no rule {code!r}.{hint}")


def inspect(body: Readable, stage: str, attachments: Sequence[Readable] = (), page: int | None = None) -> str:
    """One stage of reading as text; PAGE_STAGES and blocks also of a single page (1-based).

    Raises:
        UsageError: there is no such stage or page.
        InputError: the input cannot be read at all.
    """
    if stage in PAGE_STAGES:
        return page_stage(_blob(body), stage, page)
    if page is not None:
        if stage != "blocks":
            raise UsageError(f"--page goes with {', '.join((*PAGE_STAGES, 'blocks'))}, not with {stage}.")
        return blocks_stage(documents_of(body, attachments), page)
    if stage in DOCUMENT_STAGES:
        return DOCUMENT_STAGES[stage](documents_of(body, attachments))
    if stage in READING_STAGES:
        return READING_STAGES[stage](reading_of(body, attachments))
    raise UsageError(f"there is no stage {stage!r}; the stages are: {', '.join((*STAGES, *PAGE_STAGES))}")


def inspect_picture(body: Readable, stage: str | None, page: int) -> bytes:
    """A page of a PDF as PNG, with the boxes of a page stage (else of the blocks) drawn on it.

    Raises:
        UsageError: the file is no PDF, or there is no such page.
        InputError: the input cannot be read at all.
    """
    return page_image(_blob(body), documents_of(body)[0], stage, page)


def _blob(body: Readable) -> Blob:
    file = load(body)
    return Blob(file.data, file.name, "body")
