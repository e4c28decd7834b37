"""Patterns that wait for their first use behave as all others; what was compiled once is kept."""

from __future__ import annotations

import importlib
import marshal
import os
import pickle
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
import regex

import hedui
from hedui import patterns
from hedui.patterns import LazyPattern, lazy_re, lazy_regex

COUNT = """
import re, regex, sys
made = []
def counted(compile):
    def count(*given, **named):
        if sys._getframe(1).f_globals["__name__"].startswith("hedui."):
            made.append(given[0])
        return compile(*given, **named)
    return count
re.compile, regex.compile = counted(re.compile), counted(regex.compile)
import hedui.normalize.match, hedui.normalize.rules, hedui.parser.structure
print(len(made))
"""

MADE = """
import sys
from hedui import kept
made, want = [], kept.want
def count(key, plain):
    made.append(key)
    want(key, plain)
kept.want = count
try:
    import hedui.cli
    hedui.cli.main(["check", sys.argv[1], "--format", "json"])
finally:
    kinds = [key[0].split()[0] for key in made]
    sys.stderr.write(" ".join(str(kinds.count(kind)) for kind in ("re", "regex", "record")))
"""
NOTICE = """云川市人民政府办公室关于印发2025年重点工作任务的通知

一、项目建设
（一）推进云川大桥建设。年底前完成主体工程。（牵头单位：市交通局；责任单位：市财政局、市自然资源局；完成时限：2025年12月底）
（二）修缮老旧小区。6月底前开工。（牵头单位：市住建局；完成时限：2025年6月底）

序号\t工作任务\t牵头单位\t责任单位\t完成时限
1\t推进云川大桥建设\t市交通局\t市财政局、市自然资源局\t2025年12月底
2\t修缮老旧小区\t市住建局\t\t2025年7月底
"""


@pytest.mark.parametrize(("lazy", "engine"), [(lazy_re, re), (lazy_regex, regex)])
def test_a_lazy_pattern_answers_as_a_compiled_one(lazy: object, engine: object) -> None:
    made, plain = lazy(r"(?P<year>\d{4})年", re.IGNORECASE), engine.compile(r"(?P<year>\d{4})年", re.IGNORECASE)  # type: ignore
    assert made.pattern == plain.pattern
    assert made.search("到2025年底")["year"] == "2025"
    assert made.sub("X", "2024年、2025年") == plain.sub("X", "2024年、2025年")
    assert (made.flags, made.groups, dict(made.groupindex)) == (plain.flags, plain.groups, dict(plain.groupindex))


def test_it_is_compiled_at_the_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_made", [])
    broken = lazy_re("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.match("")
    made = LazyPattern(re, "a", 0)
    assert made.compiled() is made.compiled()


def test_reading_and_matching_compile_nothing_when_imported() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10


def lazy_patterns() -> list[LazyPattern]:
    """Those of the modules themselves."""
    names = [found.name for found in pkgutil.walk_packages(hedui.__path__, "hedui.")]
    rooms = [importlib.import_module(name) for name in names if name.startswith(("hedui.normalize", "hedui.parser"))]
    return [value for room in rooms for value in vars(room).values() if isinstance(value, LazyPattern)]


def test_a_kept_pattern_is_the_compiled_one() -> None:
    """Equal patterns of `re` have equal code; those of regex are compared by what pickle keeps of them."""
    found = lazy_patterns()
    assert len(found) > 200
    for lazy in found:
        made = patterns._restored(lazy, marshal.loads(marshal.dumps(patterns._plain(lazy))))
        assert pickle.dumps(made) == pickle.dumps(lazy.compiled())
        assert made == lazy.compiled() or lazy._engine is regex
        assert (made.flags, dict(made.groupindex)) == (lazy.compiled().flags, dict(lazy.compiled().groupindex))


NOTHING = [0, 0, 0]


class Runs:
    """Checks of one notice in processes of their own, with one place for byte code."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")

    def check(self, **environment: str) -> tuple[list[int], str]:
        """How many patterns of either engine and how many records were compiled, and the report."""
        known = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        known |= {"PYTHONPYCACHEPREFIX": str(self._folder / "code"), "PYTHONUTF8": "1"} | environment
        run = [sys.executable, "-c", MADE, str(self._folder / "notice.txt")]
        done = subprocess.run(run, capture_output=True, text=True, env=known, encoding="utf-8", check=False)
        return [int(count) for count in done.stderr.split()], done.stdout

    def kept(self) -> list[Path]:
        return list(self._folder.rglob("*.kept"))


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def test_what_one_check_compiled_the_next_one_finds(runs: Runs) -> None:
    first, report = runs.check()
    assert min(first) > 20
    assert len(runs.kept()) == 1
    assert runs.check() == (NOTHING, report)


@pytest.mark.parametrize("harm", [b"", b"nothing", b"\0" * 40])
def test_a_damaged_file_costs_time_only(runs: Runs, harm: bytes) -> None:
    first, report = runs.check()
    (path,) = runs.kept()
    data = path.read_bytes()
    path.write_bytes(harm or data[:2000] + bytes([data[2000] ^ 1]) + data[2001:])
    assert runs.check() == (first, report)
    assert runs.check() == (NOTHING, report)


def test_nothing_is_kept_where_python_writes_no_byte_code(runs: Runs) -> None:
    first, report = runs.check(PYTHONDONTWRITEBYTECODE="1")
    assert min(first) > 20
    assert runs.kept() == []
    assert runs.check(PYTHONDONTWRITEBYTECODE="1") == (first, report)


def test_a_place_that_cannot_be_written_to_costs_time_only(runs: Runs, tmp_path: Path) -> None:
    (tmp_path / "code").write_text("a file, where a folder should be")
    first, report = runs.check()
    assert min(first) > 20
    assert runs.check() == (first, report)


def test_a_process_that_others_are_forked_from_has_compiled_all() -> None:
    code = "from hedui.batch.warming import warm_up; from hedui import patterns; warm_up()\n"
    code += "print(len(patterns._made), sum(lazy._compiled is None for lazy in patterns._made))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    made, waiting = map(int, done.stdout.split())
    assert made > 250
    assert waiting == 0
