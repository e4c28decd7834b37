"""The task ledger: what stands in a line, what a unit sees, and what is not handed over silently."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import hedui
from export.sample_report import hostile, sample
from hedui.cli.commands import hedui as command
from hedui.cli.running import run
from hedui.ledger import WRITERS, Ledger, LedgerLine, for_units, ledger_of
from hedui.normalize.aliases import AliasTable

NOTICE = """云川市人民政府办公室关于印发云川市2024年水务工作要点的通知
云政办发〔2024〕31号
各县（市、区）人民政府，市政府各部门：
1.清理河道淤积。疏浚城区内河八公里。（牵头单位：市水利局；责任单位：市发展改革委；完成时限：2024年6月底，长期坚持）
2.完善用水计量。居民小区更换智能水表。（牵头单位：市住房城乡建设局；完成时限：2024年9月底）
3.公开水质信息。每季度公布监测结果。（责任单位：临溪湾渡槽处、市发改委；完成时限：每季度末）
云川市人民政府办公室
2024年3月5日
"""
ALIASES = AliasTable.load()


def _ledger(tmp_path: Path, text: str = NOTICE) -> Ledger:
    path = tmp_path / "水务.txt"
    path.write_text(text, "utf-8")
    return ledger_of([hedui.check(path)], ALIASES)


def _sample() -> Path:
    return Path(__file__).resolve().parents[2] / "samples/business-climate/business-climate.docx"


def _line(ledger: Ledger, number: str) -> LedgerLine:
    (found,) = [line for line in ledger.lines if line.number == number]
    return found


def test_a_notice_without_a_table_gives_one_line_a_clause(tmp_path: Path) -> None:
    lines = _ledger(tmp_path).lines
    assert [(line.number, line.task) for line in lines] == [
        ("1", "清理河道淤积"),
        ("2", "完善用水计量"),
        ("3", "公开水质信息"),
    ]
    assert {line.document_number for line in lines} == {"云政办发〔2024〕31号"}


def test_a_table_gives_one_line_a_measure_with_units_deadline_and_place() -> None:
    report = hedui.check(_sample())
    ledger = ledger_of([report], ALIASES)
    assert len(ledger.lines) == sum(max(len(row.measures), 1) for row in report.rows)
    first = ledger.lines[0]
    assert [unit.name for unit in first.units("lead")] == ["市行政审批局"]
    assert (str(first.due), first.place) == ("2024-06-30", "表1第3行第3列")
    assert first.raw["responsible"] == "市市场监管局、市消防救援支队"


def test_ongoing_and_recurrence_stand_beside_the_date(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    first, third = _line(ledger, "1"), _line(ledger, "3")
    assert (str(first.due), first.ongoing, first.recurrences) == ("2024-06-30", True, ())
    assert (third.due, third.ongoing) == (None, False)
    assert third.recurrences == ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",)


def test_an_id_survives_another_date_but_not_another_task(tmp_path: Path) -> None:
    ids = [line.id for line in _ledger(tmp_path).lines]
    later = [line.id for line in _ledger(tmp_path, NOTICE.replace("2024年9月底", "2024年11月底")).lines]
    other = [line.id for line in _ledger(tmp_path, NOTICE.replace("八公里", "九公里")).lines]
    assert ids == later
    assert [a == b for a, b in zip(ids, other, strict=True)] == [False, True, True]
    assert len(set(ids)) == 3


def test_ids_are_one_a_line_over_all_samples() -> None:
    folder = Path(__file__).resolve().parents[2] / "samples"
    paths = sorted(folder.glob("*/*.txt"))
    assert len(paths) >= 10
    bodies = [path for path in paths if "-attachment" not in path.name]
    lines = ledger_of([hedui.check(path) for path in bodies], ALIASES).lines
    assert len({line.id for line in lines}) == len(lines) > 30


def test_the_same_notice_in_two_formats_is_one_notice() -> None:
    reports = [hedui.check(_sample()), hedui.check(_sample().with_suffix(".txt"))]
    ledger = ledger_of(reports, ALIASES)
    assert {line.file for line in ledger.lines} == {"business-climate.docx"}
    assert ledger.left_out == ("business-climate.txt",)


def test_a_name_that_is_not_known_is_listed_until_it_is_signed_off(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    assert [(name.name, name.reason) for name in ledger.open_names] == [("临溪湾渡槽处", "unknown")]
    report = hedui.check(tmp_path / "水务.txt")
    signed = ledger_of([report], ALIASES, {"临溪湾渡槽处"})
    assert [name.confirmed for name in signed.unresolved] == [True]
    assert signed.open_names == ()


def test_a_unit_sees_what_it_leads_and_takes_part_in_under_either_of_its_names(tmp_path: Path) -> None:
    units = for_units(_ledger(tmp_path))
    both = units["市发展改革委"]
    assert [line.number for line in both.lines] == ["1", "3"]
    assert set(both.roles.values()) == {("responsible",)}
    assert "市发改委" not in units
    assert [line.number for line in units["市水利局"].lines] == ["1"]


def test_units_of_two_places_are_two_units_though_their_names_are_alike(tmp_path: Path) -> None:
    here = hedui.check(_written(tmp_path / "a.txt", NOTICE))
    there = hedui.check(_written(tmp_path / "b.txt", NOTICE.replace("云川市", "岚溪市").replace("云政", "岚政")))
    stems = set(for_units(ledger_of([here, there], ALIASES)))
    assert {"市水利局（云川市）", "市水利局（岚溪市）"} <= stems


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_no_unit_name_leads_out_of_the_folder() -> None:
    ledger = ledger_of([sample()], ALIASES)
    (line, *_) = ledger.lines
    party = line.parties[0]
    names = ("../../逃逸", "a/b", "CON:", ".隐藏", "\x00", "长" * 300)
    parties = tuple(replace(party, unit=replace(party.unit, name=name), body=name) for name in names)
    stems = list(for_units(replace(ledger, lines=(replace(line, parties=parties),))))
    assert stems == ["逃逸", "a_b", "CON", "隐藏", "_", "长" * 40]


def test_a_table_that_names_no_units_at_all_takes_them_from_the_body(tmp_path: Path) -> None:
    table = (
        "\n附件\n任务分解表\n序号\t重点任务\t工作措施\n"
        "1\t清理河道淤积\t疏浚城区内河八公里。\n2\t完善用水计量\t居民小区更换智能水表。\n"
    )
    line = _line(_ledger(tmp_path, NOTICE + table), "1")
    assert [unit.name for unit in line.units("lead")] == ["市水利局"]
    assert (line.units_from, line.deadline_from, str(line.due)) == ("body", "body", "2024-06-30")


def test_clauses_without_a_row_are_listed() -> None:
    report = sample()
    alone = [clause for clause in report.clauses if clause.id not in {pair.clause for pair in report.pairs}]
    assert alone
    assert [entry.number for entry in ledger_of([report], ALIASES).unlisted] == [clause.number for clause in alone]


@pytest.mark.parametrize("format_", sorted(WRITERS))
def test_the_same_ledger_gives_the_same_bytes(format_: str) -> None:
    for report in (sample(), hostile()):
        once, again = (WRITERS[format_](ledger_of([report], ALIASES), "zh") for _ in range(2))
        assert once == again
        assert once or (format_ == "ics" and report == hostile())


def test_no_cell_of_the_workbook_or_the_tables_is_a_formula() -> None:
    ledger = ledger_of([hostile()], ALIASES)
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](ledger, "zh")[".xlsx"]))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert len(cells) > 50
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    for data in WRITERS["csv"](ledger, "zh").values():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert not [cell for row in rows for cell in row if cell.lstrip("\u3000 ")[:1] in tuple("=+-@|%＝\t\r")]


def test_the_workbook_has_a_sheet_of_names_that_must_be_empty(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"](_ledger(tmp_path), "zh")[".xlsx"]))
    assert book.sheetnames == ["台账", "原文", "未识别单位", "未列入台账"]
    assert [cell.value for cell in book["未识别单位"][2]][:4] == ["临溪湾渡槽处", "临溪湾渡槽处", "不在名录中", "责任"]
    headings = [cell.value for cell in book["台账"][1]]
    line = dict(zip(headings, [cell.value for cell in book["台账"][2]], strict=True))
    assert (line["完成时限"], line["长期"], line["牵头单位"]) == ("2024-06-30", "是", "市水利局")
    assert [cell.value for cell in book["台账"][4]][headings.index("周期")] == "每季度末"
    raw = dict(zip([c.value for c in book["原文"][1]], [c.value for c in book["原文"][4]], strict=True))
    assert raw["周期规则"] == "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    assert raw["责任单位原文"].startswith("（责任单位：临溪湾渡槽处、市发改委")


def test_the_json_has_units_one_by_one(tmp_path: Path) -> None:
    plain = json.loads(WRITERS["json"](_ledger(tmp_path), "zh")[".json"])
    line = plain["lines"][0]
    assert [(unit["role"], unit["name"], unit["resolved"]) for unit in line["units"]] == [
        ("lead", "市水利局", True),
        ("responsible", "市发展改革委", True),
    ]
    assert (line["due"], line["dates"], line["ongoing"]) == ("2024-06-30", ["2024-06-30"], True)


def test_the_command_ends_with_1_until_every_name_is_signed_off(tmp_path: Path) -> None:
    notice = _written(tmp_path / "水务.txt", NOTICE)
    names = _written(tmp_path / "names.txt", "# 已与水利局确认\n临溪湾渡槽处\n")
    output = tmp_path / "台账.xlsx"
    assert run(command, ["ledger", str(notice), "--output", str(output), "--jobs", "1"]) == 1
    assert output.is_file()
    signed = ["ledger", str(notice), "--output", str(tmp_path / "out"), "--confirmed", str(names), "--jobs", "1"]
    assert run(command, [*signed, "--by-unit", "--format", "csv,ics"]) == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert {"ledger.csv", "ledger.ics", "ledger-unresolved.csv", "units/市水利局.csv"} <= set(written)


def test_a_file_for_two_formats_is_refused(tmp_path: Path) -> None:
    notice = _written(tmp_path / "水务.txt", NOTICE)
    assert run(command, ["ledger", str(notice), "--output", str(tmp_path / "x.xlsx"), "--format", "xlsx,csv"]) == 2


def test_an_input_that_cannot_be_read_ends_with_3_and_the_others_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _written(folder / "水务.txt", NOTICE)
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run(command, ["ledger", str(folder), "--output", str(tmp_path / "out"), "--jobs", "1"]) == 3
    assert (tmp_path / "out" / "ledger.xlsx").is_file()


def test_an_attachment_is_read_under_the_settings_beside_its_notice(tmp_path: Path) -> None:
    table = "任务分解表\n序号\t重点任务\t工作措施\t牵头单位\n1\t清理河道淤积\t疏浚城区内河八公里。\t临溪湾渡槽处\n"
    notice, attached = _written(tmp_path / "水务.txt", NOTICE), _written(tmp_path / "分解表.txt", table)
    arguments = ["ledger", str(notice), "--attachment", str(attached), "--output", str(tmp_path / "台账.json")]
    assert run(command, [*arguments, "--format", "json"]) == 1
    _written(tmp_path / "hedui.toml", '[aliases]\n"临溪湾渡槽处" = "市水利局"\n')
    assert run(command, [*arguments, "--format", "json"]) == 0
    (line,) = json.loads((tmp_path / "台账.json").read_bytes())["lines"]
    assert (line["lead"], line["place"]) == ("临溪湾渡槽处", "附件文件1表1第2行第3列")


@pytest.mark.parametrize(
    ("name", "begins"), [("台账.xlsx", b"PK"), ("台账.ics", b"BEGIN:VCALENDAR"), ("台账.json", b"")]
)
def test_the_name_of_the_output_says_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    notice = Path(__file__).parents[2] / "samples" / "business-climate" / "business-climate.docx"
    assert run(command, ["ledger", str(notice), "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
