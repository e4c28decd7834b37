"""The rules of the house that a machine can watch: sizes, names, words, borders."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
SCRIPTS = sorted(
    path for folder in ("tests", "samples", "docs", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)


def test_there_is_something_to_watch() -> None:
    assert len(MODULES) > 20
    assert len(SCRIPTS) > 5


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_has_more_than_500_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_function_has_more_than_60_lines(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {node.name: lines for node in functions if (lines := _code_lines(node)) > 60}
    assert long == {}


def _code_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring: a rule's docstring is its page."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        assert first.end_lineno is not None
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_every_module_says_what_it_is() -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in [*MODULES, *SCRIPTS]}
    assert [name for name, text in texts.items() if text and not ast.get_docstring(ast.parse(text))] == []


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [path for path in MODULES if path.stem in ("utils", "util", "helpers", "common", "misc")] == []


def test_nothing_is_left_to_be_done() -> None:
    marked = [path for path in MODULES if re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text("utf-8"))]
    assert marked == []


def test_only_the_command_prints() -> None:
    printing = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert [path for path in printing if not path.startswith("src/cli/")] == []


def test_no_tracked_text_names_a_place_on_a_machine() -> None:
    places = re.compile(r"(?<![\w.])/(?:home|Users|root|work|opt/pypi)/\w")
    texts = [
        path
        for pattern in ("*.md", "*.toml", "Makefile", ".ci/run", ".github/workflows/*.yml", "docs/**/*.md")
        for path in ROOT.glob(pattern)
    ]
    assert texts
    named = [path for path in [*MODULES, *SCRIPTS, *texts] if places.search(path.read_text("utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in named if path.name != "test_house.py"] == []
