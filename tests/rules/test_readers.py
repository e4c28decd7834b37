"""Rules on what a reader noted: pages without text, damage, empty tables. The notes are set by hand here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hedui.config import Settings
from hedui.model import Finding
from hedui.normalize.checking import check_reading
from hedui.outline import Note
from hedui.pipeline import reading_of

from .notice import notice_text

BODY = "1. 清淤疏浚河道。汛前完成东西两条干渠清淤。（牵头单位：市水务局；完成时限：2023年5月底）"
TABLE = """序号 | 事项名称 | 主要任务 | 牵头单位 | 完成时限
1 | 清淤疏浚河道 | 汛前完成东西两条干渠清淤。 | 市水务局 | 2023年5月"""


def findings_with(*notes: Note, table: str | None = TABLE, lang: str = "zh") -> list[Finding]:
    reading = reading_of(notice_text(BODY, table).encode())
    reading = replace(reading, outline=replace(reading.outline, notes=notes))
    return list(check_reading(reading, replace(Settings(), lang=lang)).findings)


@pytest.mark.parametrize(
    ("page", "zh", "en"),
    [
        (
            3,
            "第3页没有可读取的文字（可能是扫描件），该页内容未参与核对。",
            "Page 3 gives no text (a scan?): what stands on it was not compared.",
        ),
        (
            12,
            "第12页没有可读取的文字（可能是扫描件），该页内容未参与核对。",
            "Page 12 gives no text (a scan?): what stands on it was not compared.",
        ),
    ],
)
def test_a_page_without_text_is_an_error(page: int, zh: str, en: str) -> None:
    note = Note("page-unreadable", "no text layer", page=page)
    (finding,) = findings_with(note)
    assert (finding.code, finding.severity, finding.message, finding.details["page"]) == ("RDR006", "error", zh, page)
    assert findings_with(note, lang="en")[0].message == en


@pytest.mark.parametrize(
    "notes",
    [
        (),
        (Note("text-damaged", "lost characters", original="20235月", repaired="2023年5月"),),
        (Note("all-cells-empty", "every cell is empty"),),
    ],
    ids=["nothing noted", "damage", "empty cells"],
)
def test_other_notes_are_no_unreadable_page(notes: tuple[Note, ...]) -> None:
    assert "RDR006" not in [finding.code for finding in findings_with(*notes)]


def test_damage_is_shown_with_what_it_was_read_as() -> None:
    (finding,) = findings_with(Note("text-damaged", "lost characters", original="20235月", repaired="2023年5月"))
    assert (finding.code, finding.message) == (
        "RDR004",
        "文字有缺损：“20235月”按“2023年5月”处理，请核对原件。",
    )


def test_a_table_of_empty_cells_is_not_found() -> None:
    findings = findings_with(Note("all-cells-empty", "every cell is empty"), table=None)
    assert [finding.code for finding in findings] == ["RDR002"]


@pytest.mark.parametrize(
    ("note", "zh"),
    [
        (
            Note("revisions-open", "文件中有2处未接受的修订"),
            "文件中有2处未接受的修订。核对以定稿文字为准，发文前请清理。",
        ),
        (Note("hidden-text", "文件中有隐藏文字。"), "文件中有隐藏文字。核对以定稿文字为准，发文前请清理。"),
        (Note("converted", "由旧格式转换后读取"), "由旧格式转换后读取。文中位置以转换后的文件为准。"),
    ],
    ids=["revisions", "hidden", "converted"],
)
def test_a_source_that_is_no_final_original_is_worth_a_look(note: Note, zh: str) -> None:
    (finding,) = findings_with(note)
    assert (finding.code, finding.severity, finding.message) == ("RDR007", "info", zh)


def test_a_final_original_is_not_mentioned() -> None:
    assert "RDR007" not in [finding.code for finding in findings_with(Note("page-unreadable", "no text", page=1))]
