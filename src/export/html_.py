"""HTML: one self-contained page, body left and table right, with filters. It loads nothing and works without scripts.

The content security policy allows exactly the one style sheet and the one script of this page, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from ..model import Clause, Report, Row
from . import Exporter, ExportOptions
from .html_items import article, finding_item, link_to, units_of, worst
from .labels import advice, pick, rule_title, word
from .legend import legend
from .markup import Markup, element
from .views import SEVERITIES, View, view_of


def write_html(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One report as a page."""
    (report,) = reports
    return {"report.html": _page(view_of(report), options).encode("utf-8", "replace")}


def _page(view: View, options: ExportOptions) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    title = view.report.notice.title or view.report.source.name
    head = element(
        "head",
        element("meta", charset="utf-8"),
        _policy(style, script),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", pick(options.lang, "核对报告：", "hedui report: ") + title),
        element("style", Markup(style)),
    )
    body = element("body", *_body(view, options), element("script", Markup(script)))
    lang = pick(options.lang, "zh-CN", "en")
    return f"<!doctype html>\n{element('html', head, body, lang=lang)}\n"


def _policy(style: str, script: str) -> Markup:
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    # NOTE: the hashes are base64, so the policy needs no escaping; escaping would turn its quotes into entities, which
    # browsers read back.
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">')


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _body(view: View, options: ExportOptions) -> Iterator[Markup]:
    lang = options.lang
    yield element("a", pick(lang, "跳到内容", "Skip to content"), class_="skip", href="#items")
    yield element("header", *_head(view, options))
    yield _filters(view, options)
    yield element("main", *_items(view, options), id="items")
    yield element("footer", *_foot(view, options))


def _head(view: View, options: ExportOptions) -> Iterator[Markup]:
    report, notice = view.report, view.report.notice
    yield element("h1", notice.title or report.source.name)
    facts = [notice.document_number, notice.issuer, notice.issued_on.isoformat() if notice.issued_on else None]
    facts += [source.name for source in (report.source, *report.attachments)]
    yield element("p", *(element("span", fact) for fact in facts if fact), class_="facts")
    yield element(
        "div",
        *(_tile(view, severity, options.lang) for severity in SEVERITIES),
        _scope(view, options.lang),
        class_="tiles",
    )
    yield from _defects(view, options.lang)
    yield _verdict(view, options.lang)
    yield _map(view, options.lang)


def _tile(view: View, severity: str, lang: str) -> Markup:
    count = sum(found.finding.severity == severity for found in view.located)
    return element(
        "button",
        element("b", str(count)),
        element("span", word(severity, lang)),
        type="button",
        class_=f"tile {severity}",
        data_filter=severity,
        aria_pressed="false",
        disabled=not count,
        title=pick(lang, f"只看{word(severity, lang)}", f"only {severity}s"),
    )


def _scope(view: View, lang: str) -> Markup:
    clauses, rows = len(view.report.clauses), len(view.report.rows)
    clean = view.clean_clauses()
    zh = f"正文 {clauses} 条，表中 {rows} 项，{clean} 条无差异"
    return element("p", pick(lang, zh, f"{clauses} clauses, {rows} rows, {clean} clean"), class_="scope")


def _defects(view: View, lang: str) -> Iterator[Markup]:
    if view.report.defects:
        text = pick(lang, "有规则运行出错，结果可能不全：", "A rule failed, so the result may be incomplete: ")
        yield element("p", text, "; ".join(view.report.defects), class_="defects", role="alert")


def _verdict(view: View, lang: str) -> Markup:
    """What to look at first, in one line."""
    if not view.report.findings:
        return element("p", pick(lang, "没有发现差异。", "No differences found."), class_="verdict clean")
    wrong = [
        element("a", clause.number or "—", href=link_to(clause))
        for clause in view.report.clauses
        if worst(view.about_clause.get(clause.id, ())) == "error"
    ]
    if not wrong:
        return element(
            "p", pick(lang, "没有错误，只有文字上的差异。", "No errors; only wording differs."), class_="verdict"
        )
    return element("p", element("b", pick(lang, "先看条款", "Look first at clauses")), " ", *wrong, class_="verdict")


def _map(view: View, lang: str) -> Markup:
    """One square a clause and one a row without a clause, in the colour of its gravest finding."""
    squares = [_square(c, worst(view.around(c)), lang) for c in view.report.clauses]
    squares += [_square(row, worst(view.about_row.get(row.id, ())), lang) for row in view.unpaired_rows()]
    return element("nav", *squares, class_="map", aria_label=pick(lang, "条款一览", "overview of clauses"))


def _square(item: Clause | Row, severity: str | None, lang: str) -> Markup:
    side = pick(lang, "条款", "clause") if isinstance(item, Clause) else pick(lang, "表中", "row")
    state = word(severity, lang) if severity else pick(lang, "无差异", "no finding")
    label = f"{side} {item.number or ''} {item.title or ''}：{state}"
    kind = "" if isinstance(item, Clause) else " row"
    return element("a", item.number or "·", href=link_to(item), class_=f"{severity or 'none'}{kind}", title=label)


def _filters(view: View, options: ExportOptions) -> Markup:
    lang = options.lang
    titles = {found.finding.code: rule_title(found.finding, options) for found in view.located}
    items: list[Clause | Row] = [*view.report.clauses, *view.report.rows]
    units = sorted({unit.name for item in items for unit in units_of(item)})
    search = element("input", type="search", id="q", placeholder=pick(lang, "查找文字（按 /）", "find text (press /)"))
    return element(
        "form",
        _labelled(pick(lang, "文字", "text"), search),
        _labelled(pick(lang, "规则", "rule"), _select("rule", [(c, f"{c} {titles[c]}") for c in sorted(titles)], lang)),
        _labelled(pick(lang, "单位", "unit"), _select("unit", [(unit, unit) for unit in units], lang)),
        _labelled(pick(lang, "只看有差异", "findings only"), element("input", type="checkbox", id="only")),
        element("button", pick(lang, "清除", "Clear"), type="reset"),
        element("button", pick(lang, "展开", "Expand"), type="button", id="expand"),
        element(
            "output", "", id="shown", aria_live="polite", data_text=pick(lang, "显示 {n} / {all} 条", "{n} of {all}")
        ),
        element("span", pick(lang, "j k 下一处 上一处", "j k next, previous"), class_="keys"),
        id="filters",
        hidden=True,
        role="search",
    )


def _labelled(label: str, control: Markup) -> Markup:
    return element("label", element("span", label), control)


def _select(name: str, choices: list[tuple[str, str]], lang: str) -> Markup:
    every = element("option", pick(lang, "全部", "all"), value="")
    return element("select", every, [element("option", text, value=value) for value, text in choices], id=name)


def _items(view: View, options: ExportOptions) -> Iterator[Markup]:
    """Findings of the whole notice, then clause beside row, then the rows that have no clause."""
    notice = [finding_item(found, view, options) for found in view.at_notice()]
    if notice:
        heading = element("h2", pick(options.lang, "全文", "The notice"))
        yield element("section", heading, element("ul", notice, class_="findings"), class_="notice item")
    yield element(
        "div",
        element("span", pick(options.lang, "正文", "Body")),
        element("span", pick(options.lang, "任务分解表", "Breakdown table")),
        class_="sides",
        aria_hidden="true",
    )
    section = ""
    for clause in view.report.clauses:
        path = view.section_path(clause.section)
        if path != section:
            section = path
            yield element("h2", path or "—", class_="section")
        yield article(view, clause, view.rows_of.get(clause.id, ()), options)
    rows = view.unpaired_rows()
    if rows:
        yield element(
            "h2", pick(options.lang, "表中有、正文没有对应条款的事项", "Rows without a clause"), class_="section"
        )
        yield from (article(view, None, (row,), options) for row in rows)


def _foot(view: View, options: ExportOptions) -> Iterator[Markup]:
    lang = options.lang
    hints = advice({found.finding.code for found in view.located}, lang)
    if hints:
        yield element("h2", pick(lang, "怎么办", "What to do"))
        yield element("ul", [element("li", hint) for hint in hints])
    lines = [
        element("tr", element("th", kind, scope="row"), element("td", name), element("td", says))
        for kind, name, says in legend([view], options)
    ]
    yield element("details", element("summary", pick(lang, "说明", "What the words mean")), element("table", lines))
    yield element("p", f"hedui {view.report.tool_version}", class_="tool")


EXPORTER = Exporter("html", ".html", "one page to read in a browser: body left, table right, with filters", write_html)
