"""What is installed is what is in the tree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import hedui
from hedui._version import VERSION

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

PUBLIC = {
    *("check", "read", "compare", "convert", "BatchResult", "Settings", "__version__"),
    *("HeduiError", "InputError", "SettingsError", "UsageError"),
    *("Notice", "Report", "Section", "Clause", "Row", "Pair", "Finding", "Unit", "Deadline", "Span"),
}


def packages_on_disk() -> list[str]:
    folders = [path.parent.relative_to(SRC) for path in SRC.rglob("__init__.py")]
    return sorted(".".join(("hedui", *folder.parts)) for folder in folders)


def test_every_package_is_listed_and_every_listed_package_is_there() -> None:
    assert len(packages_on_disk()) > 5
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == packages_on_disk()


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in SRC.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_every_data_file_is_listed() -> None:
    listed = PROJECT["tool"]["setuptools"]["package-data"]
    for path in SRC.rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            package = ".".join(("hedui", *path.parent.relative_to(SRC).parts))
            assert any(path.match(pattern) for pattern in listed.get(package, ())), path


def test_every_pattern_of_data_files_names_a_package() -> None:
    assert set(PROJECT["tool"]["setuptools"]["package-data"]) <= set(packages_on_disk())


def test_the_version_stands_in_one_place() -> None:
    assert hedui.__version__ == VERSION == metadata.version("hedui")
    assert "version" not in PROJECT["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_the_changelog_begins_with_this_version_or_what_comes_next() -> None:
    heading = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] in ("Unreleased", VERSION)


def test_importing_the_folder_by_its_name_fails_with_what_to_do() -> None:
    done = subprocess.run([sys.executable, "-c", "import src"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == (
        "ImportError: this folder is the package hedui: install it (pip install .) and write `import hedui`"
    )


def test_the_public_names_are_these() -> None:
    assert set(hedui.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(hedui, name) is not None


def test_importing_the_package_costs_nothing() -> None:
    script = "import sys; before = set(sys.modules); import hedui; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"hedui", "hedui._version", "__future__", "typing", "collections.abc", "re"} | {
        name for name in done.stdout.split() if name.split(".")[0] in sys.stdlib_module_names
    }


def test_the_command_is_installed() -> None:
    (entry,) = metadata.entry_points(group="console_scripts", name="hedui")
    assert entry.value == "hedui.cli:main"
