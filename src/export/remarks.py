"""What is written beside the differing places of an annotated original: one remark a finding and a side.

A remark stands where its finding does (see `placing`); a finding about the whole notice stands at its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ..errors import UsageError
from ..model import Report, Severity, Span
from ..records import dataclass
from . import ExportOptions, parts_of
from .labels import rule_title
from .placing import place_of
from .sides import Words, words_of
from .views import Located, view_of

AUTHOR = "hedui 核对"


@dataclass(frozen=True, slots=True)
class Remark:
    """A heading and lines of text for `spans`, all of one part; without spans it concerns the whole file."""

    severity: Severity
    heading: str
    lines: tuple[str, ...]
    part: str
    spans: tuple[Span, ...]
    key: str
    """Tells the remarks of a report apart, the same on every run."""


def remarks_of(report: Report, options: ExportOptions) -> Iterator[Remark]:
    """Every remark, in the order of the findings, body before table."""
    words = words_of([report], options.lang)
    for found in view_of(report).located:
        body = place_of(found, "body")
        table = place_of(found, "table")
        if not body and not table:
            yield _remark(found, "body", (), options, words)
        if body:
            yield _remark(found, "body", body, options, words)
        if table and table != body:
            yield _remark(found, "table", table, options, words)


def _remark(found: Located, side: str, spans: tuple[Span, ...], options: ExportOptions, words: Words) -> Remark:
    finding = found.finding
    other = finding.table if side == "body" else finding.body
    label = words("table" if side == "body" else "body")
    lines = [finding.message]
    if other is not None and other.strip():
        lines.append(f"{label}{words.pick('：', ': ')}{other.strip()}")
    return Remark(
        finding.severity,
        f"{words(finding.severity)} {finding.code} {rule_title(finding, options)}",
        tuple(lines),
        spans[0].part if spans else "body",
        spans,
        f"{side}-{found.order + 1}",
    )


def files_to_annotate(report: Report, options: ExportOptions, media_type: str, kind: str) -> dict[str, bytes]:
    """The original bytes of the parts that are of this type, by part.

    Raises:
        UsageError: none is, or the caller gave no originals.
    """
    parts = {part: source for part, source in parts_of(report).items() if source.media_type == media_type}
    if not parts:
        raise UsageError(
            f"{report.source.name} is no {kind}: the format {kind.lower()} writes the {kind} itself back with remarks. "
            "Use --format html for a report of any notice."
        )
    missing = [source.name for part, source in parts.items() if part not in options.originals]
    if missing:
        raise UsageError(f"the format {kind.lower()} needs {', '.join(missing)} itself, in ExportOptions.originals")
    return {part: options.originals[part] for part in parts}


def named(report: Report, files: dict[str, bytes], suffix: str) -> dict[str, bytes]:
    """The annotated files by name: that of the original with `suffix` for its own, each name once."""
    sources, result = parts_of(report), dict[str, bytes]()
    for part, data in files.items():
        stem = PurePath(sources[part].name).stem
        name = stem + suffix
        result[name if name not in result else f"{stem}-{part}{suffix}"] = data
    return result
