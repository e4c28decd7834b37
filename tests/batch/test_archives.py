"""ZIP files as inputs: read as folders are, and nothing in them leads out or overwhelms."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from hedui import batch
from hedui.batch import archives, engine
from hedui.batch.child import read_whole
from hedui.batch.engine import process_pool
from hedui.batch.runs import Job
from hedui.batch.work import Outcome
from hedui.bundles.unpacking import entry_name

NOTICE = "关于第{0}号事项的通知\n1. 办理第{0}号事项。（责任单位：市甲局）\n"
TABLE = "附件1\n任务分解表\n序号\t任务\t责任单位\n1\t办理第1号事项。\t市甲局\n"

convert = partial(batch.convert, formats=["json"], engine="inline")


class Here:
    """Unpacks in this process; starting a process for each test would cost more than all of them."""

    def __init__(self, *arguments: object) -> None:
        pass

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[int, Outcome]]:
        for job in jobs:
            yield job.number, archives.unpack(job.task, [read_whole(one) for one in job.files], None)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def unpacked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "process_pool", lambda: Here)


def notice(number: int) -> bytes:
    return NOTICE.format(number).encode()


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def converted(folder: Path, data: bytes, **options: bool) -> dict[str, tuple[str, str | None, str | None]]:
    """Place below the ZIP -> status, reason, output."""
    (folder / "来文.zip").write_bytes(data)
    result = convert(folder / "来文.zip", folder / "out", **options)
    places = {Path(file.path).relative_to(folder / "来文.zip").as_posix(): file for file in result.files}
    return {place: (file.status, file.reason, file.output) for place, file in places.items()}


def test_files_in_a_zip_are_read_and_their_outputs_stand_in_its_folders(tmp_path: Path) -> None:
    entries = {
        "甲/一.txt": notice(1),
        "二.txt": notice(2),
        "readme.md": b"x",
        ".DS_Store": b"x",
        "__MACOSX/二.txt": b"x",
    }
    assert converted(tmp_path, zipped(entries)) == {
        "readme.md": ("skipped", "no-document", None),
        "二.txt": ("ok", None, "来文/二.txt.json"),
        "甲/一.txt": ("ok", None, "来文/甲/一.txt.json"),
    }
    assert (tmp_path / "out" / "来文" / "甲" / "一.txt.json").is_file()
    assert not (tmp_path / "out" / ".hedui" / "unpacked").exists()


def test_all_zips_of_a_batch_are_unpacked_by_processes_of_one_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class Counted(Here):
        def __enter__(self) -> Here:
            started.append(1)
            return self

    monkeypatch.setattr(engine, "process_pool", lambda: Counted)
    for number in range(3):
        (tmp_path / f"{number}.zip").write_bytes(zipped({"a.txt": notice(number)}))
    assert convert(sorted(tmp_path.glob("*.zip")), tmp_path / "out").counts["ok"] == 3
    assert started == [1]


def test_a_zip_gives_the_outputs_that_its_files_give_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "process_pool", process_pool)
    entries = {"通知.txt": notice(1), "通知.附件1.txt": TABLE.encode()}
    converted(tmp_path, zipped(entries))
    for name, data in entries.items():
        (tmp_path / "来文").mkdir(exist_ok=True)
        (tmp_path / "来文" / name).write_bytes(data)
    convert(tmp_path / "来文", tmp_path / "plain")
    inside, plain = tmp_path / "out" / "来文" / "通知.txt.json", tmp_path / "plain" / "通知.txt.json"
    assert inside.read_bytes() == plain.read_bytes()


def test_with_bundle_each_folder_of_a_zip_is_one_notice(tmp_path: Path) -> None:
    entries = {"甲/通知.txt": notice(1), "甲/附件1.txt": TABLE.encode(), "乙/通知.txt": notice(2)}
    assert converted(tmp_path, zipped(entries), bundle=True) == {
        "乙/通知.txt": ("ok", None, "来文/乙/通知.txt.json"),
        "甲/通知.txt": ("ok", None, "来文/甲/通知.txt.json"),
        "甲/附件1.txt": ("ok", None, "来文/甲/通知.txt.json"),
    }


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt"])
def test_a_name_that_leads_out_is_not_unpacked(tmp_path: Path, name: str) -> None:
    found = converted(tmp_path, zipped({name: notice(1), "good.txt": notice(2)}))
    assert found.pop("good.txt") == ("ok", None, "来文/good.txt.json")
    assert list(found.values()) == [("skipped", "unsafe-name", None)]
    assert not list(tmp_path.rglob("out.txt*"))


def test_a_link_in_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert converted(tmp_path, out.getvalue()) == {"link.txt": ("skipped", "unsafe-name", None)}


def test_two_names_that_differ_in_case_only_are_not_both_unpacked(tmp_path: Path) -> None:
    found = converted(tmp_path, zipped({"a.txt": notice(1), "A.TXT": notice(2)}))
    assert sorted(reason or "" for _, reason, _ in found.values()) == ["", "unsafe-name"]


def test_a_zip_in_a_zip_is_named_and_not_opened(tmp_path: Path) -> None:
    found = converted(tmp_path, zipped({"inner.zip": zipped({"deep.txt": notice(1)}), "a.txt": notice(2)}))
    assert found == {
        "a.txt": ("ok", None, "来文/a.txt.json"),
        "inner.zip": ("skipped", "no-document", None),
    }


def test_what_inflates_beyond_the_bounds_is_refused(tmp_path: Path) -> None:
    found = converted(tmp_path, zipped({"big.txt": bytes(archives.ENTRY_SIZE + 1)}))
    assert found == {".": ("failed", "over-limits", None)}


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    found = converted(tmp_path, zipped({f"{number}.md": b"" for number in range(archives.ENTRIES + 1)}))
    assert found == {".": ("failed", "over-limits", None)}


def test_entries_that_share_bytes_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": notice(1), "b.txt": notice(1)}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # the second entry now begins where the first does
    assert converted(tmp_path, bytes(data)) == {".": ("failed", "forbidden", None)}


@pytest.mark.parametrize("end", [60, -30])
def test_a_zip_that_is_cut_off_is_damaged(tmp_path: Path, end: int) -> None:
    assert converted(tmp_path, zipped({"a.txt": notice(1)})[:end]) == {".": ("failed", "damaged", None)}


def test_a_zip_with_a_password_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": notice(1)}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    assert converted(tmp_path, bytes(data)) == {".": ("failed", "encrypted", None)}


def test_an_empty_zip_and_no_zip_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(zipped({}))
    (tmp_path / "text.zip").write_bytes("关于某事的通知\n1. 办理。\n".encode())
    result = convert([tmp_path / "empty.zip", tmp_path / "text.zip"], tmp_path / "out")
    assert [(file.status, file.reason) for file in result.files] == [("skipped", "no-document"), ("ok", None)]


@pytest.mark.parametrize(
    ("name", "flag", "read"),
    [
        ("通知.txt".encode("gb18030"), 0, "通知.txt"),
        ("通知.txt".encode(), 0, "通知.txt"),
        (b"notice.txt", 0, "notice.txt"),
        ("关于防汛的“通知”—〔2031〕1号.docx".encode(), 0, "关于防汛的“通知”—〔2031〕1号.docx"),
        ("联通.txt".encode("gb18030"), 0, "联通.txt"),
        ("Übersicht.txt".encode(), 0x800, "Übersicht.txt"),
    ],
)
def test_names_are_read_as_chinese_windows_writes_them(name: bytes, flag: int, read: str) -> None:
    info = zipfile.ZipInfo(name.decode("utf-8" if flag else "cp437"))
    info.flag_bits = flag
    assert entry_name(info) == read
