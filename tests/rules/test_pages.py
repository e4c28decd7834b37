"""Every rule has a page with four sections in Chinese and English, and docs/rules/ holds what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from hedui.normalize.pages import HEADINGS, document_of, documents, page_of, read_page
from hedui.normalize.rules import Rule, all_rules
from hedui.pipeline import rule_catalogue

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"
HAN = regex.compile(r"\p{Han}")

each_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


def test_there_are_rules() -> None:
    assert len(all_rules()) >= 35


@each_rule
def test_the_page_has_its_four_sections(rule: Rule) -> None:
    assert len(read_page(rule.page).sections) == 4


@each_rule
def test_chinese_comes_first_in_every_section(rule: Rule) -> None:
    page = read_page(rule.page)
    for said in (page.summary, *page.sections):
        assert HAN.match(said.zh.lstrip("“（1234567890")) or said.zh.startswith("“")
        assert len(HAN.findall(said.zh)) * 2 >= len(said.zh) - len(regex.findall(r"[A-Za-z0-9`]", said.zh))


@each_rule
def test_summary_reasons_and_limits_in_english_hold_few_chinese_words(rule: Rule) -> None:
    page = read_page(rule.page)
    for said in (page.summary, page.sections[0], page.sections[1]):
        assert len(HAN.findall(said.en)) * 3 < len(said.en)


@each_rule
def test_the_summary_is_one_sentence_in_each_language(rule: Rule) -> None:
    summary = read_page(rule.page).summary
    assert summary.zh.endswith("。")
    assert summary.zh.count("。") == 1
    assert summary.en.endswith(".")


@each_rule
def test_no_line_break_is_left_inside_a_sentence(rule: Rule) -> None:
    page = read_page(rule.page)
    assert [said for said in (page.summary, *page.sections) if "\n" in said.zh + said.en] == []


@each_rule
def test_the_page_is_printed_in_one_language(rule: Rule) -> None:
    page = read_page(rule.page)
    zh, en = page_of(rule, "zh"), page_of(rule, "en")
    assert [heading for heading in HEADINGS.values() if f"## {heading}\n" not in zh] == []
    assert [heading for heading in HEADINGS if f"## {heading}\n" not in en] == []
    assert page.summary.zh in zh
    assert page.summary.en not in zh
    assert page.summary.en in en
    assert page.summary.zh not in en


@each_rule
def test_the_document_holds_both_languages(rule: Rule) -> None:
    page, document = read_page(rule.page), document_of(rule)
    said = [text for part in (page.summary, *page.sections) for text in (part.zh, part.en)]
    assert [text for text in said if text not in document] == []


def test_the_catalogue_says_what_the_pages_say() -> None:
    summaries = {rule.code: read_page(rule.page).summary for rule in all_rules()}
    said = {info.code: (info.says_zh, info.says) for info in rule_catalogue()}
    assert said == {code: (summary.zh, summary.en) for code, summary in summaries.items()}


def test_the_folder_of_documents_is_what_the_code_makes() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert len(files) > 30
    assert files == documents()


@pytest.mark.parametrize(
    "docstring",
    [
        "只有摘要。\n\nOnly a summary.",
        "少一种语言。\n\nOne is missing.\n\n" + "\n\n".join(f"## {heading}\n内容。" for heading in HEADINGS),
        "次序。\n\nOrder.\n\n## Why it matters\n一。\n\nOne.\n\n## What it says\n二。\n\nTwo.",
    ],
)
def test_an_incomplete_page_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match=r"expected|sections"):
        read_page(docstring)
