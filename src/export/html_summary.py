"""The head of the HTML page: what a head of office reads in ten seconds, and the overview of all clauses and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..model import Clause, Row, Severity
from .html_findings import Page, link_to, link_to_finding
from .labels import rule_title, word
from .markup import Markup, element
from .views import SEVERITIES, Located

_MANY = 120
"""Items from which on the overview is set small."""
_UNITS = 8


def worst(found: Iterable[Located]) -> Severity | None:
    """The gravest severity among the findings."""
    present = {located.finding.severity for located in found}
    return next((severity for severity in SEVERITIES if severity in present), None)


def summary(page: Page) -> Iterator[Markup]:
    """Title, counts, verdict, kinds of findings, units concerned, overview."""
    report, notice = page.view.report, page.view.report.notice
    yield element("h1", notice.title or report.source.name)
    facts = [notice.document_number, notice.issuer, notice.issued_on.isoformat() if notice.issued_on else None]
    facts += [source.name for source in (report.source, *report.attachments)]
    yield element("p", *(element("span", fact) for fact in facts if fact), class_="facts")
    yield from _defects(page)
    tiles = [_tile(page, severity) for severity in SEVERITIES]
    yield element(
        "div", element("div", tiles, class_="tiles"), element("div", _verdict(page), class_="says"), class_="top"
    )
    if page.view.located:
        yield element("ul", _kinds(page), class_="kinds", aria_label=page.pick("差异的种类", "kinds of findings"))
    yield from _units(page)
    yield from _overview(page)


def _tile(page: Page, severity: Severity) -> Markup:
    count = page.view.count(severity)
    return element(
        "button",
        element("b", str(count)),
        element("span", word(severity, page.lang)),
        type="button",
        class_=f"tile {severity}",
        data_filter=severity,
        aria_pressed="false",
        disabled=not count,
        title=page.pick(f"只看{word(severity, page.lang)}", f"only {severity}s"),
    )


def _defects(page: Page) -> Iterator[Markup]:
    if page.view.report.defects:
        text = page.pick("有规则运行出错，结果可能不全：", "A rule failed, so the result may be incomplete: ")
        yield element("p", text, "; ".join(page.view.report.defects), class_="defects", role="alert")


def _verdict(page: Page) -> list[Markup]:
    """One sentence to take along, and what was compared."""
    view = page.view
    clauses, rows = len(view.report.clauses), len(view.report.rows)
    clean = view.clean_clauses()
    zh = f"正文 {clauses} 条，表中 {rows} 项，{clean} 条无差异"
    compared = page.pick(zh, f"{clauses} clauses, {rows} rows, {clean} clean")
    says, tone = _judgement(page)
    return [element("p", says, class_=f"verdict {tone}"), element("p", compared, class_="scope")]


def _judgement(page: Page) -> tuple[str, str]:
    """What came out, and the tone it is said in."""
    view = page.view
    if not view.located and not view.report.rows:
        return page.pick("没有分解表可供核对。", "There is no breakdown table to check against."), "empty"
    if not view.located:
        return page.pick("正文与分解表一致，没有发现差异。", "Body and table agree. No differences found."), "clean"
    errors = view.count("error")
    if not errors:
        warnings, infos = view.count("warning"), view.count("info")
        zh = f"没有错误；{warnings} 处警告、{infos} 处提示，请酌情统一。"
        return page.pick(zh, f"No errors; {warnings} warnings and {infos} infos to look at."), "mild"
    wrong = sum(worst(view.around(clause)) == "error" for clause in view.report.clauses)
    zh = f"有 {errors} 处错误，涉及 {wrong} 条：责任或期限不一致，请起草单位核定。"
    en = f"{errors} errors in {wrong} clauses: duties or dates differ. Ask the drafters which side holds."
    return page.pick(zh, en), "wrong"


def _kinds(page: Page) -> Iterator[Markup]:
    """Each rule that found something with its count, gravest and most frequent first; a link to its first finding."""
    groups: dict[tuple[Severity, str], list[Located]] = {}
    for found in page.view.located:
        groups.setdefault((found.finding.severity, found.finding.code), []).append(found)
    order = sorted(groups, key=lambda key: (SEVERITIES.index(key[0]), -len(groups[key]), key[1]))
    for severity, code in order:
        first, count = groups[severity, code][0], len(groups[severity, code])
        text = (rule_title(first.finding, page.options), " ", element("b", f"× {count}"))
        yield element(
            "li",
            element("a", *text, href=link_to_finding(first), class_=f"kind {severity}", data_rule=code),
        )


def _units(page: Page) -> Iterator[Markup]:
    """The units that errors are about, those named most often first."""
    named: Counter[str] = Counter()
    for found in page.view.located:
        units = found.finding.details.get("units")
        if found.finding.severity == "error" and isinstance(units, list | tuple):
            named.update(map(str, units))
    if named:
        first = [element("span", name, class_="chip") for name, _ in named.most_common(_UNITS)]
        more = page.pick(f"等 {len(named)} 个", f"and {len(named) - _UNITS} more") if len(named) > _UNITS else None
        label = page.pick("错误涉及的单位：", "Units the errors are about: ")
        yield element("p", element("span", label), first, more, class_="units")


def _overview(page: Page) -> Iterator[Markup]:
    """One square a clause and one a row, in the colour of the gravest finding."""
    view = page.view
    clauses = [_square(page, clause, worst(view.around(clause))) for clause in view.report.clauses]
    rows = [_square(page, row, worst(view.about_row.get(row.id, ()))) for row in view.report.rows]
    small = " small" if max(len(clauses), len(rows)) > _MANY else ""
    for label, squares in ((page.pick("条款", "Clauses"), clauses), (page.pick("表中", "Rows"), rows)):
        if squares:
            heading = element("span", label, class_="label", aria_hidden="true")
            listed = element("span", squares, class_="squares")
            yield element("nav", heading, listed, class_="map" + small, aria_label=label)


def _square(page: Page, item: Clause | Row, severity: Severity | None) -> Markup:
    side = page.pick("条款", "clause") if isinstance(item, Clause) else page.pick("表中", "row")
    state = word(severity, page.lang) if severity else page.pick("无差异", "no finding")
    label = f"{side} {item.number or ''} {item.title or ''}{page.pick('：', ': ')}{state}"
    return element(
        "a", item.number or "·", href=link_to(item), class_=severity or "none", title=label, aria_label=label
    )
