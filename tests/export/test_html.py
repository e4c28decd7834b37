"""The HTML page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from hedui.export import ExportOptions, exporter_for
from hedui.export.markup import Markup, element, fragment, marked
from hedui.export.visible import screen_text
from hedui.model import FindingSpans, Report, Section, Span

from .sample_report import CATALOGUE, HOSTILE_TEXTS, clean, finding, hostile, sample

REPORTS = [sample, hostile, clean]
VOID = {"meta", "input", "br", "img"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "footer", "section", "nav"),
    *("h1", "h2", "h3", "p", "div", "span", "a", "b", "ul", "li", "details", "summary", "dl", "dt", "dd"),
    *("mark", "code", "q", "table", "tr", "th", "td", "img", "svg", "path"),
    *("button", "form", "label", "input", "select", "option", "output"),
}


class Page(HTMLParser):
    """Elements with their attributes, and the text of each element by its class."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.content: dict[str, str] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script", "title"):
            self.content[self.open[-1]] = self.content.get(self.open[-1], "") + data
        else:
            self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]

    def classed(self, name: str) -> int:
        return sum(name in (attributes.get("class") or "").split() for _, attributes in self.elements)


def _source(report: Report, lang: str = "zh") -> str:
    (data,) = exporter_for("html").write([report], ExportOptions(lang=lang, catalogue=CATALOGUE)).values()
    return data.decode()


@pytest.mark.parametrize("build", REPORTS)
def test_every_element_is_closed_and_nothing_from_the_notice_is_markup(build: Callable[[], Report]) -> None:
    page = Page(_source(build()))
    assert page.open == []
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("script"), tags.count("style"), tags.count("title")) == (1, 1, 1)
    assert set(tags) <= TAGS
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"
    ]


@pytest.mark.parametrize("build", REPORTS)
def test_the_policy_allows_this_style_and_this_script_and_nothing_else(build: Callable[[], Report]) -> None:
    page = Page(_source(build()))
    hashes = {
        name: base64.b64encode(hashlib.sha256(page.content[name].encode()).digest()).decode()
        for name in ("style", "script")
    }
    (policy,) = (a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("build", REPORTS)
def test_the_page_loads_nothing_and_links_only_to_itself(build: Callable[[], Report]) -> None:
    page = Page(_source(build()))
    assert page.values("src") == []
    assert all(link.startswith("#") for link in page.values("href"))
    assert not re.search(r"url\(|@import|https?:", page.content["style"] + page.content["script"])


@pytest.mark.parametrize("build", REPORTS)
def test_every_link_has_one_target(build: Callable[[], Report]) -> None:
    page = Page(_source(build()))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {unquote(link[1:]) for link in page.values("href")} <= set(ids)


def test_hostile_text_is_shown_as_text() -> None:
    page = Page(_source(hostile()))
    shown = "".join(page.texts)
    missing = [text for text in HOSTILE_TEXTS if screen_text(text)[3:] not in shown]
    assert missing == []
    assert page.content["title"] == '核对报告：</title><script>alert("x")</script>'


def test_what_differs_is_marked_and_what_is_missing_leaves_a_gap() -> None:
    source = _source(sample())
    assert "12处，<mark>扎实</mark>推进" in source
    assert "12处，<mark>加快</mark>推进" in source
    assert '<span class="chip differs">市水务局</span>' in source
    assert '<span class="chip gap">缺 市水务局</span>' in source


def test_every_finding_stands_on_the_page_with_what_filters_need() -> None:
    page = Page(_source(sample()))
    found = {(a["data-code"], a["data-severity"]) for _, a in page.elements if "data-code" in a}
    assert found == {(finding.code, finding.severity) for finding in sample().findings}
    units = [json.loads(value) for value in page.values("data-units")]
    assert "市水务局" in units[0]


def test_clauses_with_findings_are_open_and_clean_ones_are_closed() -> None:
    page = Page(_source(sample()))
    items = [a for tag, a in page.elements if tag == "details" and "item" in (a.get("class") or "")]
    assert [(a.get("id"), "open" in a) for a in items] == [
        ("clause-c1", True),
        ("clause-c2", True),
        ("clause-c3", True),
        ("clause-c4", True),
        ("clause-cx", False),
        (None, True),
    ]


def test_a_moved_sentence_links_to_both_places() -> None:
    source = _source(sample())
    assert '<p class="jump"><a href="#clause-c2">条款 2</a> ⇄ <a href="#row-r3">表中 3</a></p>' in source


def test_a_moved_sentence_is_tied_to_its_other_place_in_the_text_itself() -> None:
    source = _source(sample())
    assert '</mark><a href="#row-r3" class="moved" data-pair="6">⇢ 移到表中 3</a>' in source
    assert '</mark><a href="#clause-c2" class="moved" data-pair="6">⇠ 来自条款 2</a>' in source


def test_a_deadline_that_one_side_lacks_leaves_a_gap() -> None:
    assert '<span class="chip gap">缺 2031年5月底，长期坚持</span>' in _source(sample())


def test_the_head_names_the_kinds_of_findings_and_leads_to_the_first_of_each() -> None:
    source = _source(sample())
    assert "有 5 处错误" in source
    assert '<a href="#finding-2" class="kind error" data-rule="UNT001">表中缺少牵头单位 <b>× 1</b></a>' in source
    assert '<li id="finding-2"' in source


def test_a_report_without_a_table_does_not_call_the_notice_clean() -> None:
    report = replace(clean(), rows=(), pairs=())
    assert "没有分解表可供核对" in _source(report)


def test_the_text_around_a_place_stands_below_a_shorter_wording() -> None:
    spans = FindingSpans(body=(Span("body", 100, 104, "每个街道"),))
    whole = "每个街道至少开办1家社区食堂。"
    item = replace(sample().clauses[1], spans=(Span("body", 100, 100 + len(whole), whole, block=7),))
    found = replace(sample().findings[-1], body="街道", table=None, clause_id="c2", row_id=None, row=None, spans=spans)
    clauses = tuple(item if clause.id == "c2" else clause for clause in sample().clauses)
    source = _source(replace(sample(), clauses=clauses, findings=(found,)))
    assert '<p class="context"><mark>每个街道</mark>至少开办1家社区食堂。</p>' in source


def test_a_clean_report_says_so() -> None:
    assert "没有发现差异" in _source(clean())


def test_the_english_page_speaks_english() -> None:
    source = _source(sample(), lang="en")
    assert '<html lang="en">' in source
    assert "5 clauses, 4 rows, 0 clauses without a finding" in source


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    inner = element("b", '<&"', title='"\u202e')
    assert inner == '<b title="&quot;⟦U+202E⟧">&lt;&amp;&quot;</b>'
    assert fragment([inner, None, "<"]) == f"{inner}&lt;"
    assert isinstance(element("p", hidden=True, id=None, open=False), Markup)
    assert element("p", hidden=True, id=None, open=False) == "<p hidden></p>"
    assert marked("a<b", [(1, 2)]) == "a<mark>&lt;</mark>b"


def test_numbers_that_restart_are_led_by_those_of_their_headings() -> None:
    base = sample()
    sections = [Section(f"s{n}", number, "标题", 1, None) for n, number in enumerate("一二", 1)]
    clauses = [replace(base.clauses[0], id=f"x{n}", number="3", section=f"s{n}") for n in (1, 2)]
    report = replace(base, clauses=(*clauses, base.clauses[1]), sections=tuple(sections))
    source = _source(report)
    assert ("条款 一·3<" in source, "条款 二·3<" in source, "条款 2<" in source) == (True, True, True)


def test_what_was_not_compared_is_not_called_clean() -> None:
    report = replace(sample(), pairs=(), findings=())
    source = _source(report)
    assert "0 条无差异" in source
    assert "未核对</span>" in source
    assert "无差异</span>" not in source


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("UNT001", "责任单位不一致"),
        ("DUE001", "完成时限不一致"),
        ("TXT006", "文字内容不一致"),
        ("MAT001", "任务项目不一致"),
    ],
)
def test_the_verdict_says_what_the_errors_are_about(code: str, says: str) -> None:
    report = replace(sample(), findings=(finding(code, "error", "说明", clause="1", clause_id="c1"),))
    assert f"有 1 处错误，涉及 1 条：{says}" in _source(report)


def test_the_context_marks_every_place_of_a_finding_in_its_paragraph() -> None:
    text = "建好绿道。（完成时限：5月底，长期坚持）"
    places = [
        Span("body", text.index(part), text.index(part) + len(part), part, block=3) for part in ("5月底", "长期坚持")
    ]
    base = sample()
    clause = replace(base.clauses[0], spans=(Span("body", 0, len(text), text, block=3),))
    found = finding(
        "DUE004", "error", "说明", clause="1", clause_id=clause.id, body="长期", spans=FindingSpans(body=tuple(places))
    )
    source = _source(replace(base, clauses=(clause, *base.clauses[1:]), findings=(found,)))
    assert "完成时限：<mark>5月底</mark>，<mark>长期坚持</mark>）" in source
