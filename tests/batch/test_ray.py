"""The same batch on a local Ray cluster: the same outputs, also when one of the workers is killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hedui import batch
from hedui.batch import pool

pytest.importorskip("ray", reason="Ray is not installed (pip install 'hedui[ray]')")
TESTS = Path(__file__).resolve().parents[1]


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.txt.json")}


def test_a_killed_worker_of_the_cluster_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *filter(None, sys.path)]))
    monkeypatch.setattr(pool, "WORKER", "batch.dying:convert")
    source = tmp_path / "in"
    source.mkdir()
    for number in range(24):
        (source / f"{number:02}.txt").write_text(f"good {number}")
    (source / "12.txt").write_text(f"killworker {tmp_path / 'killed'}")
    result = batch.convert(source, tmp_path / "ray", ["json"], 2, engine="ray")
    assert (tmp_path / "killed").is_file()
    assert result.counts["ok"] == 24
    batch.convert(source, tmp_path / "calm", ["json"], 2)
    assert outputs(tmp_path / "ray") == outputs(tmp_path / "calm")


def test_stores_are_read_and_written_through_fsspec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = fsspec.filesystem("memory")
    store.pipe_file("/in/a.txt", "关于甲事的通知\n1. 办理甲事。（责任单位：市甲局）\n".encode())
    store.pipe_file("/in/sub/b.txt", "关于乙事的通知\n1. 办理乙事。（责任单位：市乙局）\n".encode())
    result = batch.convert(["memory://in"], "memory://out", ["json"], engine="inline")
    assert [file.path for file in result.files] == ["memory:/in/a.txt", "memory:/in/sub/b.txt"]
    assert result.counts["ok"] == 2
    assert store.exists("/out/a.txt.json")
    assert store.exists("/out/sub/b.txt.json")
    assert store.exists("/out/batch.json")
