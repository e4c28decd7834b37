"""Which files are read, which belong together, and what their outputs are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hedui.batch.inputs import find_inputs
from hedui.batch.pairing import in_bundles, one_per_folder
from hedui.errors import UsageError


def place(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text")


def bundles(folder: Path) -> dict[str, list[str]]:
    """Body -> attachments, by name."""
    found = find_inputs([folder], folder / "out")
    return {bundle.body.path.name: [file.path.name for file in bundle.attachments] for bundle in in_bundles(found)}


def keys(*paths: Path) -> list[str]:
    return [candidate.key.as_posix() for candidate in find_inputs(paths, Path("out"))]


def test_a_folder_is_walked_in_order_without_hidden_files_and_the_output(tmp_path: Path) -> None:
    place(tmp_path, "b.txt", "a.pdf", "sub/c.docx", ".hidden.txt", ".git/x.txt", "out/a.pdf.json", "out/old.txt")
    found = find_inputs([tmp_path], tmp_path / "out")
    assert [(c.key.as_posix(), c.refused) for c in found] == [("a.pdf", None), ("b.txt", None), ("sub/c.docx", None)]


@pytest.mark.parametrize(("given", "output"), [(["in"], "in"), (["in", "more"], "."), (["."], "in/..")])
def test_outputs_never_stand_among_the_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], output: str
) -> None:
    place(tmp_path, "in/a.txt", "more/b.txt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="the outputs would stand among the inputs"):
        find_inputs([Path(path) for path in given], Path(output))


def test_an_output_folder_above_or_inside_the_inputs_is_none_of_them(tmp_path: Path) -> None:
    place(tmp_path, "in/a.txt", "in/out/a.txt.html")
    assert [c.path.name for c in find_inputs([tmp_path / "in"], tmp_path)] == ["a.txt", "a.txt.html"]
    assert [c.path.name for c in find_inputs([tmp_path / "in"], tmp_path / "in" / "out")] == ["a.txt"]


def test_a_file_of_a_foreign_suffix_is_skipped_unless_its_content_is_a_document(tmp_path: Path) -> None:
    place(tmp_path, "readme.md", "picture.png")
    (tmp_path / "notice").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    assert [(c.path.name, c.refused is None) for c in find_inputs([tmp_path], tmp_path / "out")] == [
        ("notice", True),
        ("picture.png", False),
        ("readme.md", False),
    ]


def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    place(tmp_path, "notice.md")
    (candidate,) = find_inputs([tmp_path / "notice.md"], tmp_path / "out")
    assert candidate.refused is None


def test_links_and_pipes_in_a_folder_are_not_opened(tmp_path: Path) -> None:
    place(tmp_path, "in/a.txt", "secret.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    found = find_inputs([tmp_path / "in"], tmp_path / "out")
    assert {c.path.name: c.refused.reason for c in found if c.refused} == {
        "link.txt": "link",
        "loop": "link",
        "pipe.txt": "not-regular",
    }


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_inputs([tmp_path], tmp_path / "out")
    assert [(c.path.name, c.refused and c.refused.message) for c in found] == [
        ("a.txt", None),
        ("closed", "a folder that cannot be opened (Permission denied)"),
    ]


def test_an_input_given_twice_is_read_once(tmp_path: Path) -> None:
    place(tmp_path, "a.txt")
    assert len(find_inputs([tmp_path, tmp_path / "a.txt", tmp_path], tmp_path / "out")) == 1


def test_outputs_keep_the_folders_and_the_whole_name(tmp_path: Path) -> None:
    place(tmp_path, "x.docx", "x.pdf", "sub/x.docx")
    assert keys(tmp_path) == ["x.docx", "x.pdf", "sub/x.docx"]


def test_several_folders_keep_their_names_apart(tmp_path: Path) -> None:
    place(tmp_path, "one/x.txt", "two/x.txt")
    assert keys(tmp_path / "one", tmp_path / "two") == ["one/x.txt", "two/x.txt"]


def test_names_that_would_be_one_get_a_number(tmp_path: Path) -> None:
    place(tmp_path, "one/x.txt", "two/X.TXT", "three/batch")
    assert keys(tmp_path / "one" / "x.txt", tmp_path / "two" / "X.TXT", tmp_path / "three" / "batch") == [
        "x.txt",
        "X.TXT~2",
        "batch~2",
    ]


def test_a_very_long_name_is_cut_and_stays_unique(tmp_path: Path) -> None:
    names = ["关于" * 40 + "通知" + end + ".txt" for end in "甲乙"]
    place(tmp_path, *names)
    found = keys(tmp_path)
    assert len(set(found)) == 2
    assert all(len(os.fsencode(name)) < 220 for name in found)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x.docx", "x.附件1.docx"], {"x.docx": ["x.附件1.docx"]}),
        (["x.docx", "x.附件.pdf"], {"x.docx": ["x.附件.pdf"]}),
        (["x.docx", "x-attachment.docx"], {"x.docx": ["x-attachment.docx"]}),
        (["x.docx", "x_附件二.docx", "x 附件一.docx"], {"x.docx": ["x 附件一.docx", "x_附件二.docx"]}),
        (["x.docx", *(f"x.附件{n}.docx" for n in (10, 2, 1))], {"x.docx": [f"x.附件{n}.docx" for n in (1, 2, 10)]}),
        (["x.附件1.docx"], {"x.附件1.docx": []}),
        (["x.docx", "y.附件1.docx"], {"x.docx": [], "y.附件1.docx": []}),
        (["x.docx", "xx.docx", "x附件说明.docx"], {"x.docx": [], "x附件说明.docx": [], "xx.docx": []}),
        (["x.docx", "sub/x.附件1.docx"], {"x.docx": [], "x.附件1.docx": []}),
        (
            ["x.docx", "x.pdf", "x-attachment.docx", "x-attachment.pdf"],
            {"x.docx": ["x-attachment.docx"], "x.pdf": ["x-attachment.pdf"]},
        ),
        (["x.docx", "x.pdf", "x.附件1.xlsx"], {"x.docx": ["x.附件1.xlsx"], "x.pdf": ["x.附件1.xlsx"]}),
        (["x.docx", "x.附件1.docx", "x.附件1.pdf"], {"x.docx": ["x.附件1.docx"]}),
        (["x.docx", "x.附件1.docx", "x.附件1.附件2.docx"], {"x.docx": ["x.附件1.docx"], "x.附件1.附件2.docx": []}),
    ],
)
def test_attachments_belong_to_the_notice_of_their_name(
    tmp_path: Path, names: list[str], expected: dict[str, list[str]]
) -> None:
    place(tmp_path, *names)
    assert bundles(tmp_path) == expected


def test_a_pattern_is_expanded_and_one_that_finds_nothing_is_an_input(tmp_path: Path) -> None:
    place(tmp_path, "a.txt", "sub/b.txt", "sub/deep/c.txt", "c.md")
    assert keys(tmp_path / "**" / "*.txt") == ["a.txt", "b.txt", "c.txt"]
    assert [c.path.name for c in find_inputs([tmp_path / "*.pdf"], tmp_path / "out")] == ["*.pdf"]


def test_a_pattern_goes_through_no_links(tmp_path: Path) -> None:
    place(tmp_path, "in/a.txt", "in/sub/b.txt", "in/c.md", "elsewhere/d.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "elsewhere" / "d.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "way").symlink_to(tmp_path / "in")

    def found(pattern: str) -> dict[str, str | None]:
        candidates = find_inputs([tmp_path / pattern], tmp_path / "out")
        return {c.path.relative_to(tmp_path).as_posix(): c.refused and c.refused.reason for c in candidates}

    everything = {"in/a.txt": None, "in/link.txt": "link", "in/pipe.txt": "not-regular", "in/sub/b.txt": None}
    assert found("in/**/*.txt") == everything
    assert found("way/*.txt") == {"way/a.txt": None, "way/link.txt": "link", "way/pipe.txt": "not-regular"}
    assert found("in/*.md") == {"in/c.md": None}
    assert found("in/l*p") == {"in/loop": "link"}


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    place(tmp_path, "a[1].txt", "a1.txt")
    assert keys(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x/通知.docx", "x/附件1.docx"], {"通知.docx": ["附件1.docx"]}),
        (["x/任务分解表.docx", "x/关于防汛的通知.docx"], {"关于防汛的通知.docx": ["任务分解表.docx"]}),
        (["x/a.xlsx", "x/notice.txt"], {"notice.txt": ["a.xlsx"]}),
        (["x/n.txt", "x/附件10.txt", "x/附件2.txt"], {"n.txt": ["附件2.txt", "附件10.txt"]}),
        (["x/n.txt", "y/m.txt", "y/附件.pdf"], {"n.txt": [], "m.txt": ["附件.pdf"]}),
    ],
)
def test_a_folder_can_be_one_notice(tmp_path: Path, names: list[str], expected: dict[str, list[str]]) -> None:
    place(tmp_path, *names)
    found = one_per_folder(find_inputs([tmp_path], tmp_path / "out"))
    assert {bundle.body.path.name: [file.path.name for file in bundle.attachments] for bundle in found} == expected
