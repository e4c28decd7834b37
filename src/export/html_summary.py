"""The head of the HTML page: what a head of office reads in ten seconds, and the overview of all clauses and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..model import Clause, Row, Severity
from .html_findings import Page, link_to, link_to_finding
from .labels import rule_title
from .markup import Markup, element
from .views import SEVERITIES, Located, of_table

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
        element("span", page.words(severity)),
        type="button",
        class_=f"tile {severity}",
        data_filter=severity,
        aria_pressed="false",
        disabled=not count,
        title=page.pick(f"只看{page.words(severity)}", f"only {page.words(severity)}"),
    )


def _defects(page: Page) -> Iterator[Markup]:
    if page.view.report.defects:
        text = page.pick("有规则运行出错，结果可能不全：", "A rule failed, so the result may be incomplete: ")
        yield element("p", text, "; ".join(page.view.report.defects), class_="defects", role="alert")


def _verdict(page: Page) -> list[Markup]:
    """One sentence to take along, and what was compared."""
    compared = page.words("scope", **page.view.counts())
    says, tone = _judgement(page)
    return [element("p", says, class_=f"verdict {tone}"), element("p", compared, class_="scope")]


def _judgement(page: Page) -> tuple[str, str]:
    """What came out, and the tone it is said in."""
    view, words = page.view, page.words
    if not view.located:
        return (words("agree"), "clean") if view.clean_clauses() else (words("empty"), "empty")
    errors = [found for found in view.located if found.finding.severity == "error"]
    if not errors:
        return words("mild", warnings=view.count("warning"), infos=view.count("info")), "mild"
    # A sentence that moved concerns two items; a row without a clause is one of its own.
    items = {found.clause.id if found.clause else found.row.id if found.row else "" for found in errors}
    subjects = words.subjects({found.finding.code for found in errors})
    return words("wrong", errors=len(errors), items=len(items), subjects=subjects), "wrong"


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
        label = page.words("units")
        yield element("p", element("span", label), first, more, class_="units")


def _overview(page: Page) -> Iterator[Markup]:
    """One square a clause and one a row, in the colour of the gravest finding."""
    view = page.view
    clauses = [_square(page, c, worst(view.around(c)), alone=c.id not in view.rows_of) for c in view.report.clauses]
    found = view.about_row
    rows = [_square(page, r, worst(found.get(r.id, ())), alone=r.id not in view.clauses_of) for r in view.report.rows]
    small = " small" if max(len(clauses), len(rows)) > _MANY else ""
    for label, squares in ((page.words("clauses"), clauses), (page.words("rows"), rows)):
        if squares:
            heading = element("span", label, class_="label", aria_hidden="true")
            listed = element("span", squares, class_="squares")
            yield element("nav", heading, listed, class_="map" + small, aria_label=label)


def _square(page: Page, item: Clause | Row, severity: Severity | None, *, alone: bool) -> Markup:
    state = page.words(severity or ("alone" if alone else "clean"))
    label = f"{page.named(item)} {item.title or ''}{page.pick('：', ': ')}{state}"
    tone = severity or ("alone" if alone else "none")
    kind = f"{tone} tabled" if page.words.versions and of_table(item) else tone
    return element(
        "a", page.view.numbers.get(item.id, "·"), href=link_to(item), class_=kind, title=label, aria_label=label
    )
