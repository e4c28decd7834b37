"""The report in a terminal: what a head of office sees in ten seconds on top, then each clause that has a finding.

Body and table stand side by side. Without colour the characters that differ stand in 【】.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Clause, Range, Report, Row
from . import Exporter, ExportOptions
from .labels import advice, pick, rule_title, word
from .marks import quote_marks
from .naming import heading_of, item_name, opposite_of
from .sides import Words, words_of
from .terminal import Styled, beside, joined, styled, wrapped
from .views import SEVERITIES, Located, View, view_of
from .visible import screen_text

_SIGNS = {"error": "✗", "warning": "▲", "info": "○"}
_INDENT = "  "
_NARROW = 56
"""Below this many columns body and table stand one above the other."""

_LONGEST = 240
"""Characters of a quoted text that are shown; the JSON has all of it."""


def write_text(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One report as lines of at most `options.width` columns."""
    (report,) = reports
    lines = _report(view_of(report), options)
    text = "".join(line.painted(options.color).rstrip() + "\n" for line in lines)
    return {"report.txt": text.encode("utf-8", "replace")}


def _report(view: View, options: ExportOptions) -> Iterator[Styled]:
    yield from _head(view, options)
    yield from _block(styled((pick(options.lang, "全文", "The notice"), "strong")), view.at_notice(), view, options)
    for clause in view.report.clauses:
        found = view.about_clause.get(clause.id, ())
        heading = _clause_heading(view, clause, options)
        yield from _block(heading, found, view, options)
    for row in view.report.rows:
        found = tuple(found for found in view.about_row.get(row.id, ()) if found.clause is None)
        yield from _block(_row_heading(view, row, options), found, view, options)
    yield from _foot(view, options)


def _head(view: View, options: ExportOptions) -> Iterator[Styled]:
    report, notice = view.report, view.report.notice
    title = screen_text(notice.title or report.source.name)
    yield from wrapped(styled((title, "strong")), options.width)
    facts = (
        notice.document_number,
        notice.issuer,
        notice.issued_on.isoformat() if notice.issued_on else None,
        *(source.name for source in (report.source, *report.attachments)),
    )
    yield from wrapped(styled((screen_text(" · ".join(filter(None, facts))), "muted")), options.width)
    yield styled("")
    yield from wrapped(_counts(view, options), options.width)
    yield from _first_look(view, options)
    for defect in view.report.defects:
        text = pick(options.lang, "规则运行出错，结果可能不全：", "A rule failed, the result may be incomplete: ")
        yield from wrapped(styled((text, "error"), screen_text(defect)), options.width)


def _counts(view: View, options: ExportOptions) -> Styled:
    """✗ 错误 3  ▲ 警告 5  ○ 提示 1  │ 29 条对 29 项，21 条无差异."""
    words = _words(view, options)
    pieces: list[str | tuple[str, str]] = []
    for severity in SEVERITIES:
        count = view.count(severity)
        text = f"{_SIGNS[severity]} {words(severity)} {count}"
        pieces += [(text, severity if count else "muted"), "  "]
    return styled(*pieces, ("│ ", "muted"), words("scope", **view.counts()))


def _words(view: View, options: ExportOptions) -> Words:
    return words_of([view.report], options.lang)


def _first_look(view: View, options: ExportOptions) -> Iterator[Styled]:
    """Which clauses have errors, on one line; or that there is nothing."""
    if not view.report.findings:
        yield styled((_words(view, options)("agree" if view.clean_clauses() else "empty"), "strong"))
        return
    wrong = [view.number(c) for c in view.report.clauses if _has_error(view.about_clause.get(c.id, ()))]
    if wrong:
        label = _words(view, options)("look first")
        numbers = pick(options.lang, "、", ", ").join(wrong)
        yield from wrapped(styled((label, "strong"), screen_text(numbers)), options.width)


def _has_error(found: Sequence[Located]) -> bool:
    return any(located.finding.severity == "error" for located in found)


def _clause_heading(view: View, clause: Clause, options: ExportOptions) -> Styled:
    label, opposite = item_name(clause, view, options.lang), opposite_of(clause, view, options.lang)
    return styled((f"{label} ⇄ {opposite}", "strong"), "  ", screen_text(_short(heading_of(clause))))


def _row_heading(view: View, row: Row, options: ExportOptions) -> Styled:
    return styled((item_name(row, view, options.lang), "strong"), "  ", screen_text(_short(heading_of(row))))


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _block(heading: Styled, found: Sequence[Located], view: View, options: ExportOptions) -> Iterator[Styled]:
    if not found:
        return
    yield styled("")
    yield styled(("─" * options.width, "muted"))
    yield from wrapped(heading, options.width)
    for located in sorted(found, key=lambda located: SEVERITIES.index(located.finding.severity)):
        yield from _finding(located, view, options)


def _finding(located: Located, view: View, options: ExportOptions) -> Iterator[Styled]:
    finding, severity = located.finding, located.finding.severity
    sign = f"{_SIGNS[severity]} {_words(view, options)(severity)}"
    yield styled("")
    yield styled((f"{sign} {finding.code}", severity), " ", (rule_title(finding, options), "strong"))
    yield from _indented(wrapped(styled(screen_text(_short(finding.message, 400))), options.width - len(_INDENT)))
    if finding.body is not None or finding.table is not None:
        body = _side(finding.body, quote_marks(finding.body or "", finding, located.clause), options)
        table = _side(finding.table, quote_marks(finding.table or "", finding, located.row), options)
        yield from _indented(_sides(body, table, view, options))


def _sides(body: Styled, table: Styled, view: View, options: ExportOptions) -> list[Styled]:
    colon = pick(options.lang, "：", ": ")
    words = _words(view, options)
    left = joined((styled((words("body") + colon, "muted")), body))
    right = joined((styled((words("table") + colon, "muted")), table))
    width = options.width - len(_INDENT)
    return beside(left, right, width) if options.width >= _NARROW else [*wrapped(left, width), *wrapped(right, width)]


def _indented(lines: Sequence[Styled]) -> Iterator[Styled]:
    for line in lines:
        yield joined((styled(_INDENT), line))


def _side(quote: str | None, ranges: Sequence[Range], options: ExportOptions) -> Styled:
    """What one side says, the differing characters in colour or in 【】, long texts cut round the first of them."""
    if not quote:
        return styled((word("nothing", options.lang), "muted"))
    start, end = _window(len(quote), ranges)
    pieces: list[str | tuple[str, str]] = ["…" if start else ""]
    offset = start
    for low, high in ranges:
        if start <= low and high <= end:
            pieces += [screen_text(quote[offset:low]), _marked(screen_text(quote[low:high]), options)]
            offset = high
    pieces += [screen_text(quote[offset:end]), word("cut", options.lang) if end < len(quote) else ""]
    return styled(*pieces)


def _window(size: int, ranges: Sequence[Range]) -> Range:
    if size <= _LONGEST:
        return (0, size)
    start = max(min(ranges[0][0] - 30, size - _LONGEST), 0) if ranges else 0
    return (start, start + _LONGEST)


def _marked(text: str, options: ExportOptions) -> tuple[str, str]:
    return (text if options.color else f"【{text}】", "mark")


def _foot(view: View, options: ExportOptions) -> Iterator[Styled]:
    """What to do next."""
    if not view.report.findings:
        return
    lang = options.lang
    yield styled("")
    yield styled(("═" * options.width, "muted"))
    yield styled((pick(lang, "怎么办", "What to do"), "strong"))
    hints = advice(view.report, lang)
    first = min(view.report.findings, key=lambda finding: SEVERITIES.index(finding.severity)).code
    hints.append(
        pick(
            lang,
            f"看不懂某个编号：hedui explain {first}；要左右对照、可筛选的表：--format xlsx --output 核对.xlsx",
            f"A code explained: hedui explain {first}; a sheet to filter: --format xlsx --output report.xlsx",
        )
    )
    for hint in hints:
        first_line, *rest = wrapped(styled(hint), options.width - 4)
        yield joined((styled("  • "), first_line))
        yield from (joined((styled("    "), line)) for line in rest)
    if not options.color and any(finding.details.get("edits") for finding in view.report.findings):
        yield styled((pick(lang, "  【】内是两边不同的文字。", "  What differs stands in 【】."), "muted"))


EXPORTER = Exporter("text", ".txt", "a report to read in the terminal", write_text)
