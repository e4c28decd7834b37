"""The HTML report in a real browser: it filters, jumps, ties moved sentences together, prints, and stays fluid."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from chromium import PROGRAM, Tab, chromium
from hedui.export import ExportOptions, exporter_for
from hedui.model import Report

from .sample_report import CATALOGUE, clean, finding, hostile, sample

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not installed")

ITEMS = "[...document.querySelectorAll('.item:not([hidden])')].map(n => n.id || n.className)"
FINDINGS = "[...document.querySelectorAll('.finding')].filter(n => n.checkVisibility()).map(n => n.dataset.code)"


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as opened:
        yield opened


def _open(tab: Tab, folder: Path, report: Report, *, width: int = 1280, lang: str = "zh", fragment: str = "") -> None:
    (data,) = exporter_for("html").write([report], ExportOptions(lang=lang, catalogue=CATALOGUE)).values()
    path = folder / "report.html"
    path.write_bytes(data)
    tab.events.clear()
    tab.show(path, width, fragment=fragment)


def _click(tab: Tab, selector: str) -> None:
    tab.run(f"document.querySelector({selector!r}).click()")


def _choose(tab: Tab, field: str, value: str) -> None:
    tab.run(
        f"{{ const f = document.getElementById({field!r}); f.value = {value!r};"
        " f.dispatchEvent(new Event('input', { bubbles: true })); }"
    )


def _complaints(tab: Tab) -> list[str]:
    tab.run("1")
    said = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
    return [str(event["params"]) for event in tab.events if event["method"] in said]


@pytest.mark.parametrize("report", [sample(), hostile(), clean()], ids=["sample", "hostile", "clean"])
def test_the_page_opens_without_a_complaint_and_asks_the_network_for_nothing(
    tab: Tab, tmp_path: Path, report: Report
) -> None:
    _open(tab, tmp_path, report)
    assert _complaints(tab) == []
    asked = [
        event["params"]["request"]["url"] for event in tab.events if event["method"] == "Network.requestWillBeSent"
    ]
    assert asked == [(tmp_path / "report.html").as_uri()]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("report", [sample(), hostile()], ids=["sample", "hostile"])
def test_nothing_is_wider_than_the_window(tab: Tab, tmp_path: Path, report: Report, width: int) -> None:
    _open(tab, tmp_path, report, width=width)
    assert tab.run("document.documentElement.scrollWidth") <= width


def test_severities_filter_and_the_count_says_so(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    every = tab.run(FINDINGS)
    assert tab.run("document.getElementById('shown').textContent") == "显示 7 / 7 条"
    _click(tab, ".tile.error")
    assert set(tab.run(FINDINGS)) == {"UNT001", "DUE004", "TXT005", "MAT001", "MAT002"}
    assert "clause-cx" not in tab.run(ITEMS)
    _click(tab, ".tile.error")
    assert tab.run(FINDINGS) == every


def test_rule_unit_and_text_filter(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    _choose(tab, "rule", "TXT002")
    assert tab.run(ITEMS) == ["clause-c1"]
    assert tab.run(FINDINGS) == ["TXT002"]
    _choose(tab, "rule", "")
    _choose(tab, "unit", "市民政局")
    assert tab.run(ITEMS) == ["clause-c2"]
    _choose(tab, "unit", "")
    _choose(tab, "q", "停车")
    assert tab.run(ITEMS) == ["clause-c4"]


def test_a_kind_of_finding_in_the_head_shows_those_and_leads_to_the_first(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    _click(tab, "[data-rule=DUE004]")
    tab.run("new Promise(done => setTimeout(done, 100))")
    assert tab.run(FINDINGS) == ["DUE004"]
    assert tab.run("document.activeElement.dataset.code") == "DUE004"


def test_squares_jump_to_clause_and_row(tab: Tab, tmp_path: Path) -> None:
    for item in ("clause-c4", "row-r3"):
        _open(tab, tmp_path, _long(12))
        _click(tab, f"header .map a[href='#{item}']")
        tab.run("new Promise(done => setTimeout(done, 200))")
        top = tab.run(f"document.getElementById('{item}').getBoundingClientRect().top")
        assert 0 <= top < 450, item


def test_a_link_opens_what_is_closed_or_filtered_away(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample(), fragment="#clause-cx")
    assert tab.run("document.getElementById('clause-cx').open") is True
    _choose(tab, "q", "停车")
    tab.run("location.hash = '#clause-c1'")
    tab.run("new Promise(done => setTimeout(done, 100))")
    assert tab.run("document.getElementById('clause-c1').checkVisibility()") is True


def test_the_two_places_of_a_moved_sentence_are_tied_by_a_line(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    tab.run("document.querySelector('.moved').focus()")
    assert tab.run("document.querySelectorAll('.moved.lit').length") == 2
    assert tab.run("document.querySelector('#link path').getBoundingClientRect().height") > 20
    tab.run("document.activeElement.blur()")
    assert tab.run("document.querySelector('#link path').getAttribute('d')") == ""


def test_the_keys_go_from_finding_to_finding(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    codes = []
    for key in "jjk":
        tab.press(key)
        codes.append(tab.run("document.activeElement.dataset.code"))
    every = tab.run(FINDINGS)
    assert codes == [every[0], every[1], every[0]]
    tab.press("/")
    assert tab.run("document.activeElement.id") == "q"


def test_it_prints_on_a4_with_every_finding(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    document = pypdfium2.PdfDocument(io.BytesIO(tab.printed()))
    text = ""
    for page in document:
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842)
        words = page.get_textpage()
        text += words.get_text_bounded()
        words.close()
    document.close()
    assert [found.code for found in sample().findings if found.code not in text] == []
    assert "查找文字" not in text


def test_names_and_roles_are_there_for_a_screen_reader(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, sample())
    nodes = tab.send("Accessibility.getFullAXTree")["nodes"]
    roles = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]}
    assert {("navigation", "条款"), ("navigation", "表中"), ("searchbox", "文字"), ("combobox", "规则")} <= roles
    unnamed = {role for role, name in roles if role in ("button", "link", "combobox", "image") and not name}
    assert unnamed == set()
    assert [role for role, _ in roles if role == "main"] == ["main"]


def test_no_printed_page_but_the_last_ends_half_empty(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, _long(12))
    document = pypdfium2.PdfDocument(io.BytesIO(tab.printed()))
    assert len(document) > 5
    for page in list(document)[:-1]:
        picture = page.render(scale=0.5).to_pil().convert("L").point(lambda tone: 255 if tone < 250 else 0)
        assert picture.getbbox()[3] > 0.75 * picture.height


def _long(times: int) -> Report:
    """The sample over and over: five clauses, four rows and their findings each time."""
    base = sample()
    clauses, rows, pairs, findings = [], [], [], []
    for turn in range(times):
        tail = f"-{turn}" if turn else ""
        clauses += [replace(c, id=c.id + tail, number=c.number and f"{c.number}{tail}") for c in base.clauses]
        rows += [replace(r, id=r.id + tail, number=r.number and f"{r.number}{tail}") for r in base.rows]
        pairs += [replace(p, clause=p.clause + tail, row=p.row + tail) for p in base.pairs]
        findings += [
            replace(f, clause_id=f.clause_id and f.clause_id + tail, row_id=f.row_id and f.row_id + tail)
            for f in base.findings
            if f.clause_id or f.row_id
        ]
    return replace(base, clauses=tuple(clauses), rows=tuple(rows), pairs=tuple(pairs), findings=tuple(findings))


def test_three_hundred_clauses_stay_fluid(tab: Tab, tmp_path: Path) -> None:
    report = _long(60)
    assert len(report.clauses) == 300
    _open(tab, tmp_path, report)
    spent = tab.run(
        "(() => { const start = performance.now(); const q = document.getElementById('q');"
        " for (const text of ['绿', '绿道', '']) {"
        " q.value = text; q.dispatchEvent(new Event('input', { bubbles: true }));"
        " document.body.getBoundingClientRect(); } return performance.now() - start; })()"
    )
    assert spent / 3 < 500, "milliseconds for a key to show its effect, on a slow machine"
    assert tab.run("document.querySelectorAll('details.item:not([hidden])').length") == 360


def test_a_report_of_one_finding_in_english(tab: Tab, tmp_path: Path) -> None:
    report = replace(sample(), findings=(finding("TXT001", "info", "Other words.", clause="1", clause_id="c1"),))
    _open(tab, tmp_path, report, lang="en")
    assert tab.run("document.querySelector('.verdict').textContent") == "No errors; 0 warnings and 1 infos to look at."
