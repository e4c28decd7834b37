"""Automatic list numbers become the text Word prints."""

from __future__ import annotations

import pytest

from hedui.parser.readers.docx.formats import format_custom, format_number
from parser.docx.word_xml import abstract, cell, grid, item, level, num, para, read_body, row, table, texts

_ONE = level(0, "chineseCounting", "%1、")
_TWO = level(1, "chineseCounting", "（%2）")
_THREE = level(2, "decimal", "%3.")


def _labels(body: str, numbering: str, styles: str | None = None) -> list[str]:
    """The generated text of each place that is generated."""
    document = read_body(body, numbering=numbering, **({"styles": styles} if styles else {}))
    return [document.source.text[p.start : p.end].rstrip() for p in document.source.places if p.generated]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一〇〇"}),
        (
            "chineseCountingThousand",
            {10: "十", 15: "十五", 100: "一百", 101: "一百零一", 110: "一百一十", 1010: "一千零一十"},
        ),
        ("taiwaneseCounting", {10: "十", 101: "一○一"}),
        ("taiwaneseCountingThousand", {12: "十二", 10001: "一萬零一"}),
        ("japaneseCounting", {10: "十", 101: "百一", 1111: "千百十一", 10000: "一万"}),
        ("ideographDigital", {9: "九", 10: "一〇", 12: "一二", 105: "一〇五"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 105: "壹佰零伍", 10001: "壹万零壹"}),
        ("ideographLegalTraditional", {2: "貳", 16: "壹拾陸"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {0: "00", 1: "01", 12: "12"}),
        ("decimal", {0: "0", 7: "7"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c", 27: "aa"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerRoman", {9: "ix"}),
        ("numberInDash", {3: "- 3 -"}),
        ("hex", {9: "9", 10: "A", 255: "FF"}),
        ("decimalFullWidth2", {12: "１２"}),
        ("taiwaneseDigital", {9: "九", 105: "一○五"}),
        ("japaneseDigitalTenThousand", {1: "一", 12: "一二", 20: "二〇"}),
        ("japaneseLegal", {1: "壱", 2: "弐", 10: "壱拾", 105: "壱百伍"}),
        ("koreanLegal", {100: "100"}),
        ("cardinalText", {100: "100"}),
        ("hebrew1", {15: "טו", 16: "טז", 500: "500"}),
        ("hebrew2", {22: "ת", 23: "אא"}),
        ("none", {3: ""}),
        ("no such format", {3: "3"}),
    ],
)
def test_a_number_is_printed_in_its_format(style: str, expected: dict[int, str]) -> None:
    assert {number: format_number(number, style) for number in expected} == expected


def test_a_custom_format_pads_with_zeros() -> None:
    assert [format_custom(n, "001, 002, 003, ...") for n in (1, 42, 1000)] == ["001", "042", "1000"]


def test_levels_count_each_for_itself_and_restart_below_a_higher_one() -> None:
    body = "".join(item(1, lvl) for lvl in (0, 1, 2, 2, 1, 2, 0, 1, 2))
    expected = ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）", "1."]
    assert _labels(body, abstract(0, _ONE, _TWO, _THREE) + num(1, 0)) == expected


def test_a_level_may_print_the_numbers_above_it() -> None:
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    body = "".join(item(1, lvl) for lvl in (0, 1, 2, 2, 1, 0, 1))
    assert _labels(body, abstract(0, *levels) + num(1, 0)) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"]


def test_a_legal_level_prints_every_number_in_digits() -> None:
    levels = (_ONE, level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert _labels(item(1, 0) + item(1, 1), abstract(0, *levels) + num(1, 0)) == ["一、", "1.1"]


def test_a_level_above_that_was_not_used_prints_its_start() -> None:
    levels = (level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2"))
    assert _labels(item(1, 1) + item(1, 0), abstract(0, *levels) + num(1, 0)) == ["3.1", "3"]


def test_a_level_that_never_restarts_counts_on() -> None:
    levels = (_ONE, level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = "".join(item(1, lvl) for lvl in (0, 1, 1, 0, 1))
    assert _labels(body, abstract(0, *levels) + num(1, 0)) == ["一、", "1.", "2.", "二、", "3."]


def test_a_level_may_restart_after_a_certain_level_only() -> None:
    levels = (_ONE, _TWO, level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'))
    body = "".join(item(1, lvl) for lvl in (0, 1, 2, 1, 2, 0, 2))
    assert _labels(body, abstract(0, *levels) + num(1, 0)) == ["一、", "（一）", "1.", "（二）", "2.", "二、", "1."]


def test_lists_of_one_abstract_list_share_its_count() -> None:
    body = item(1) + item(2) + item(1)
    assert _labels(body, abstract(0, _ONE) + num(1, 0) + num(2, 0)) == ["一、", "二、", "三、"]


def test_a_start_override_restarts_where_its_list_is_used_first() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item(1) + item(1) + item(2) + item(2)
    assert _labels(body, abstract(0, _ONE) + num(1, 0) + num(2, 0, override)) == ["一、", "二、", "五、", "六、"]


def test_a_level_may_be_overridden_whole() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1项")}</w:lvlOverride>'
    assert _labels(item(1) + item(2), abstract(0, _ONE) + num(1, 0) + num(2, 0, override)) == ["一、", "第2项"]


def test_a_list_may_come_from_the_style_and_its_level_from_the_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H0"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    levels = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    body = "".join(para("题", f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H0", "H2", "H1"))
    assert _labels(body, abstract(0, *levels) + num(1, 0), styles) == ["一、", "（一）", "（二）", "二、"]


def test_a_numbering_style_lends_its_list() -> None:
    numbering = (
        abstract(0, _ONE, head='<w:styleLink w:val="公文"/>')
        + abstract(1, head='<w:numStyleLink w:val="公文"/>')
        + num(1, 0)
        + num(2, 1)
    )
    assert _labels(item(2) + item(2), numbering) == ["一、", "二、"]


def test_a_numbering_style_lends_the_list_it_names() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="公文"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(0, _ONE) + abstract(1, head='<w:numStyleLink w:val="公文"/>') + num(1, 0) + num(2, 1)
    assert _labels(item(2) + item(1), numbering, styles) == ["一、", "二、"]


def test_another_list_keeps_the_level_of_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = abstract(0, _ONE, _TWO) + abstract(1, level(0, "decimal", "%1#"), level(1, "decimal", "%2@"))
    body = para("甲", '<w:pStyle w:val="Sub"/>')
    body += para("乙", '<w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="2"/></w:numPr>')
    assert _labels(body, numbering + num(1, 0) + num(2, 1), styles) == ["（一）", "1@"]


def test_list_number_zero_takes_the_number_away() -> None:
    assert _labels(item(1) + item(0) + item(1), abstract(0, _ONE) + num(1, 0)) == ["一、", "二、"]


def test_an_unknown_list_gives_no_number() -> None:
    assert _labels(item(7) + item(1), abstract(0, _ONE) + num(1, 0)) == ["一、"]


def test_a_level_beyond_the_ninth_is_the_ninth() -> None:
    assert _labels(item(1, 40), abstract(0, level(8, "decimal", "%9.")) + num(1, 0)) == ["1."]


def test_an_empty_numbered_cell_holds_its_number() -> None:
    numbered = cell(item(1, 0, ""))
    body = table(row(numbered, "甲"), row(numbered, "乙"))
    document = read_body(body, numbering=abstract(0, level(0, "decimal", "%1")) + num(1, 0))
    assert [entry[4] for entry in grid(document)] == ["1", "甲", "2", "乙"]


@pytest.mark.parametrize(
    ("style", "text", "suffix", "typed", "expected"),
    [
        ("chineseCounting", "%1、", "", "总体要求", "一、总体要求"),
        ("chineseCounting", "（%1）", '<w:suff w:val="tab"/>', "目标", "（一）目标"),
        ("decimal", "%1.", "", "任务", "1. 任务"),
        ("decimal", "%1.", '<w:suff w:val="nothing"/>', "任务", "1.任务"),
        ("chineseCounting", "第%1条", '<w:suff w:val="space"/>', "为了", "第一条 为了"),
        ("decimal", "%1.", "", "　任务", "1.　任务"),
        ("bullet", "\uf06c", "", "任务", "● 任务"),
        ("bullet", "l", '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>', "任务", "● 任务"),
        ("bullet", "\uf020", "", "任务", "• 任务"),
        ("bullet", "-", "", "任务", "- 任务"),
    ],
)
def test_the_label_is_printed_before_the_text(style: str, text: str, suffix: str, typed: str, expected: str) -> None:
    numbering = abstract(0, level(0, style, text, suffix)) + num(1, 0)
    assert texts(read_body(item(1, 0, typed), numbering=numbering)) == [expected]


def test_only_the_label_is_marked_as_generated() -> None:
    document = read_body(item(1, 0, "总体要求"), numbering=abstract(0, _ONE) + num(1, 0))
    assert [(document.source.text[p.start : p.end], p.generated, p.block) for p in document.source.places] == [
        ("一、", True, 1),
        ("总体要求", False, 1),
    ]


def test_only_the_first_line_of_a_paragraph_has_the_number() -> None:
    numbered = item(1, 0, "甲").replace("</w:t>", "</w:t><w:br/><w:t>乙</w:t>")
    assert texts(read_body(numbered, numbering=abstract(0, _ONE) + num(1, 0))) == ["一、甲", "乙"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
    )
    body = item(1, 0, "甲") + deleted + item(1, 0, "乙")
    document = read_body(body, numbering=abstract(0, _ONE) + num(1, 0))
    assert texts(document) == ["一、甲", "二、乙"]
