"""A ZIP or a folder with one notice: the body is told by content, and nothing is unpacked beyond bounds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import hedui
from hedui.bundles import Bundle, is_bundle, open_bundle, open_folder
from hedui.cli.commands import hedui as command
from hedui.errors import InputError
from hedui.pipeline import bundle_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TOURISM = SAMPLES / "culture-tourism"
BODY, TABLE = ((TOURISM / f"culture-tourism{end}.docx").read_bytes() for end in ("", "-attachment"))
OTHER = (SAMPLES / "elder-care" / "elder-care.txt").read_bytes()
COVER = (
    "云川市人民政府办公室关于印发云川市绿化工作要点的通知\n云政办发〔2024〕7号\n各县（市、区）人民政府：\n"
    "现将《云川市绿化工作要点》印发给你们，请认真执行。\n云川市人民政府办公室\n2024年3月2日\n"
).encode()
POINTS = (
    "云川市绿化工作要点\n一、增绿\n1. 新建公园。建设三处口袋公园。（责任单位：市城管局）\n"
    "2. 修剪行道树。对主干道行道树修剪一遍。（责任单位：市林业局）\n"
).encode()


def zipped(**files: bytes) -> bytes:
    return packed({name.replace("__", "/").replace("_dot_", "."): data for name, data in files.items()})


def packed(files: dict[str, bytes], encoding: str | None = None) -> bytes:
    """A ZIP; with an encoding the names are stored as Chinese Windows does, without the flag for UTF-8."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files.items()):
            archive.writestr(_placeholder(number, name, encoding) if encoding else name, data)
    data = raw.getvalue()
    for number, name in enumerate(files):
        if encoding:
            data = _renamed(data, _placeholder(number, name, encoding).encode(), name.encode(encoding))
    return data


def _placeholder(number: int, name: str, encoding: str) -> str:
    return f"@{number:02}".ljust(len(name.encode(encoding)), "x")


def _renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The ZIP with an entry of an equally long name: the stored names are replaced in both places."""
    assert len(old) == len(new)
    return data.replace(old, new)


def names(bundle: Bundle) -> tuple[str, list[str]]:
    return bundle.body.name, [file.name for file in bundle.attachments]


def test_the_body_is_the_file_with_head_and_clauses_whatever_it_is_called() -> None:
    assert names(open_bundle(packed({"1.docx": TABLE, "2.docx": BODY}))) == ("2.docx", ["1.docx"])
    assert names(open_bundle(packed({"附件.docx": BODY, "正文.docx": TABLE}))) == ("附件.docx", ["正文.docx"])


def test_a_covering_letter_is_the_body_and_the_plan_its_attachment() -> None:
    bundle = open_bundle(packed({"附件1.txt": POINTS, "通知.txt": COVER}))
    assert names(bundle) == ("通知.txt", ["附件1.txt"])


def test_attachments_are_ordered_by_their_numbers() -> None:
    files = {"通知.txt": COVER, "附件10.txt": POINTS + b"10", "附件2.txt": POINTS + b"2", "附件一.txt": POINTS + b"1"}
    assert names(open_bundle(packed(files)))[1] == ["附件一.txt", "附件2.txt", "附件10.txt"]


def test_a_bundle_gives_the_report_of_its_files() -> None:
    apart = hedui.check(BODY, [TABLE])
    together = hedui.check(packed({"通知/正文.docx": BODY, "通知/附件.docx": TABLE}))
    assert [f.fingerprint for f in together.findings] == [f.fingerprint for f in apart.findings]
    assert (together.source.name, [s.name for s in together.attachments]) == ("正文.docx", ["附件.docx"])


def test_a_folder_is_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "表.docx").write_bytes(TABLE)
    (tmp_path / "正文.docx").write_bytes(BODY)
    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / ".隐藏.docx").write_bytes(OTHER)
    (tmp_path / "外.docx").symlink_to(SAMPLES / "elder-care" / "elder-care.docx")
    bundle = open_folder(tmp_path)
    assert names(bundle) == ("正文.docx", ["表.docx"])
    assert [name for name, _ in bundle.left_out] == ["图.png"]
    assert len(hedui.check(tmp_path).pairs) == 8


def test_attachments_that_are_given_count_instead_of_those_in_the_bundle() -> None:
    bundle = bundle_of(
        packed({"正文.docx": BODY, "附件.docx": OTHER[:0] + TABLE}), [TOURISM / "culture-tourism-attachment.txt"]
    )
    assert names(bundle) == ("正文.docx", ["culture-tourism-attachment.txt"])


@pytest.mark.parametrize("data", [BODY, OTHER, b"PK\x03\x04", b""])
def test_a_document_is_no_bundle(data: bytes) -> None:
    assert is_bundle(data) == (data == b"PK\x03\x04")


@pytest.mark.parametrize("name", ["甲a", "通知", "关于", "任务分解表（终稿）"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_mark_of_their_encoding_are_read(encoding: str, name: str) -> None:
    data = packed({name: COVER}, encoding)
    assert open_bundle(data).body.name == name


def test_what_systems_and_browsers_add_is_no_file_of_the_notice() -> None:
    noise = {"__MACOSX/._正文.txt": b"x", "正文_files/a.css": b"body{}", "desktop.ini": b"[a]", "~$正文.docx": b"x"}
    assert names(open_bundle(packed({"正文.txt": COVER, **noise}))) == ("正文.txt", [])


def test_the_same_notice_in_another_form_is_left_out() -> None:
    bundle = open_bundle(packed({"通知.docx": BODY, "通知.txt": (TOURISM / "culture-tourism.txt").read_bytes()}))
    assert bundle.attachments == ()
    assert [reason for _, reason in bundle.left_out] == ["the same notice in another form"]


def test_a_table_that_comes_twice_counts_once() -> None:
    pdf = (TOURISM / "culture-tourism-attachment.pdf").read_bytes()
    bundle = open_bundle(packed({"正文.docx": BODY, "附件1.docx": TABLE, "附件1.pdf": pdf, "附件1 (1).docx": TABLE}))
    assert names(bundle) == ("正文.docx", ["附件1 (1).docx"])
    assert [name for name, _ in bundle.left_out] == ["附件1.docx", "附件1.pdf"]
    assert {reason for _, reason in bundle.left_out} == {"what it says stands in another file as well"}


def _overlapping() -> bytes:
    data = bytearray(packed({"a.txt": COVER, "b.txt": COVER}))
    first, second = (at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02")
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def _protected() -> bytes:
    data = bytearray(packed({"a.txt": COVER}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


REFUSED = {
    "several notices": (packed({"a.docx": BODY, "b.txt": OTHER}), "several notices", "over-limits"),
    "a ZIP inside": (packed({"a.txt": COVER, "b.zip": packed({"c.txt": COVER})}), "another ZIP, b.zip", "over-limits"),
    "a name that leads out": (packed({"../a.txt": COVER}), "leads out of the ZIP", "forbidden"),
    "an absolute name": (packed({"/a.txt": COVER}), "leads out of the ZIP", "forbidden"),
    "a drive": (packed({"C:\\a.txt": COVER}), "leads out of the ZIP", "forbidden"),
    "too many files": (packed({f"{n}.txt": b"" for n in range(501)}), "501 files", "over-limits"),
    "a bomb": (packed({"a.txt": bytes(64 << 20)}), "inflates to more than", "over-limits"),
    "entries that overlap": (_overlapping(), "overlap", "forbidden"),
    "a password": (_protected(), "password", "encrypted"),
    "cut off": (packed({"a.txt": COVER})[:-30], "damaged or incomplete", "damaged"),
    "nothing to read": (packed({"a.png": b"\x89PNG\r\n\x1a\n\x00"}), "no file in it can be read", "unknown-type"),
    "empty": (packed({}), "no file in it can be read", "unknown-type"),
    "a file that is damaged": (packed({"a.txt": COVER, "b.docx": TABLE[:900]}), "bundle.zip/b.docx", "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_safely_is_refused_in_one_sentence(name: str) -> None:
    data, says, reason = REFUSED[name]
    with pytest.raises(InputError, match=says) as error:
        open_bundle(data)
    assert str(error.value).startswith("bundle.zip")
    assert "\n" not in str(error.value)
    assert error.value.reason == reason


def test_the_command_takes_a_bundle_and_names_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "通知.zip"
    path.write_bytes(packed({"正文.docx": BODY, "附件.docx": TABLE, "图.png": b"\x89PNG\r\n\x1a\n\x00\x00"}))
    result = CliRunner().invoke(command, ["check", str(path), "--format", "json"], standalone_mode=False)
    assert result.return_value == 1
    assert "图.png is left out: this is a PNG picture" in result.stderr
