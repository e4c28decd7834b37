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
from .html_findings import Page, finding_item
from .html_items import article, units_of
from .html_summary import summary
from .labels import advice, rule_title
from .legend import Totals, legend
from .markup import Markup, element
from .pictures import pictures_of
from .views import of_table, view_of


def write_html(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One report as a page."""
    (report,) = reports
    view = view_of(report)
    page = Page(view, options, pictures_of(view, options.originals))
    return {"report.html": _document(page).encode("utf-8", "replace")}


def _document(page: Page) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    title = page.view.report.notice.title or page.view.report.source.name
    head = element(
        "head",
        element("meta", charset="utf-8"),
        _policy(style, script, pictures=bool(page.pictures)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", page.words("report") + title),
        element("style", Markup(style)),
    )
    body = element("body", *_body(page), element("script", Markup(script)))
    lang = page.pick("zh-CN", "en")
    return f"<!doctype html>\n{element('html', head, body, lang=lang)}\n"


def _policy(style: str, script: str, *, pictures: bool) -> Markup:
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        *(["img-src data:"] if pictures else []),
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


def _body(page: Page) -> Iterator[Markup]:
    yield element("a", page.pick("跳到内容", "Skip to content"), class_="skip", href="#items")
    yield element("header", *summary(page))
    yield _filters(page)
    yield element("main", *_items(page), id="items", tabindex="-1")
    yield element("footer", *_foot(page))
    yield element("svg", element("path"), id="link", class_="link", aria_hidden="true")


def _filters(page: Page) -> Markup:
    pick = page.pick
    titles = {found.finding.code: rule_title(found.finding, page.options) for found in page.view.located}
    items: list[Clause | Row] = [*page.view.report.clauses, *page.view.report.rows]
    units = sorted({unit.name for item in items for unit in units_of(item)})
    search = element("input", type="search", id="q", placeholder=pick("查找文字（按 /）", "find text (press /)"))
    rules = [(code, f"{code} {titles[code]}") for code in sorted(titles)]
    counted = pick("显示 {n} / {all} 条", "{n} of {all}")
    return element(
        "form",
        _labelled(pick("文字", "text"), search),
        _labelled(pick("规则", "rule"), _select("rule", rules, page)),
        _labelled(pick("单位", "unit"), _select("unit", [(unit, unit) for unit in units], page)),
        _labelled(pick("只看有差异", "findings only"), element("input", type="checkbox", id="only")),
        element("button", pick("清除", "Clear"), type="reset"),
        element("button", pick("展开", "Expand"), type="button", id="expand"),
        element("output", "", id="shown", aria_live="polite", data_text=counted),
        element("span", pick("j k 下一处 上一处", "j k next, previous"), class_="keys"),
        id="filters",
        hidden=True,
        role="search",
    )


def _labelled(label: str, control: Markup) -> Markup:
    return element("label", element("span", label), control)


def _select(name: str, choices: list[tuple[str, str]], page: Page) -> Markup:
    every = element("option", page.pick("全部", "all"), value="")
    return element("select", every, [element("option", text, value=value) for value, text in choices], id=name)


def _items(page: Page) -> Iterator[Markup]:
    """Findings of the whole notice, then clause beside row, then the rows that have no clause."""
    view = page.view
    notice = [finding_item(found, page) for found in view.at_notice()]
    if notice:
        heading = element("h2", page.pick("全文", "The notice"))
        yield element("section", heading, element("ul", notice, class_="findings"), class_="notice item")
    sides = (page.words("left"), page.words("right"))
    yield element("div", *(element("span", side) for side in sides), class_="sides", aria_hidden="true")
    section = ""
    for clause in view.report.clauses:
        path = view.section_path(clause.section)
        if page.words.versions and of_table(clause):
            path = " / ".join(filter(None, (page.words("table items"), path)))
        if path != section:
            section = path
            yield element("h2", path or "—", class_="section")
        yield article(page, clause, view.rows_of.get(clause.id, ()))
    rows = view.unpaired_rows()
    if rows:
        yield element("h2", page.words("rows alone"), class_="section")
        yield from (article(page, None, (row,)) for row in rows)


def _foot(page: Page) -> Iterator[Markup]:
    hints = advice(page.view.report, page.lang)
    if hints:
        yield element("h2", page.pick("怎么办", "What to do"))
        yield element("ul", [element("li", hint) for hint in hints])
    lines = [
        element("tr", element("th", kind, scope="row"), element("td", name), element("td", says))
        for kind, name, says in legend(Totals().add(page.view), page.words, page.options)
    ]
    yield element("details", element("summary", page.pick("说明", "What the words mean")), element("table", lines))
    yield element("p", f"hedui {page.view.report.tool_version}", class_="tool")


EXPORTER = Exporter("html", ".html", "one page to read in a browser: body left, table right, with filters", write_html)
