"""The commands that look something up: help, rules, explain, schema, inspect."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hedui import pipeline
from hedui.cli import hedui as group
from hedui.errors import ExitCode

COMMANDS = ("check", "compare", "convert", "explain", "inspect", "ledger", "load", "rules", "schema")


def test_the_commands_are_those_of_the_design() -> None:
    assert tuple(sorted(group.commands)) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(command, name: str) -> None:
    ended = command(name, "--help")
    assert ended.code == 0
    assert f"hedui {name}" in ended.out.decode()


def test_no_argument_at_all_shows_the_help(command) -> None:
    assert command().out == command("--help").out


def test_the_help_names_every_exit_code(command) -> None:
    lines = command("check", "--help").out.decode().split("Exit codes:")[1].strip().splitlines()
    assert [int(line.split()[0]) for line in lines] == [int(code) for code in ExitCode]


def test_a_misspelt_command_is_a_usage_error(command) -> None:
    ended = command("chek")
    assert ended.code == 2
    assert "'chek'" in ended.err


def test_rules_lists_the_whole_catalogue_one_rule_a_line(command) -> None:
    lines = command("rules").out.decode().splitlines()
    assert [line.split()[:3] for line in lines] == [
        [info.code, info.rule, info.severity] for info in pipeline.rule_catalogue()
    ]


def test_explain_prints_the_page_of_a_rule(command) -> None:
    assert command("explain", "UNT001").out.decode().strip() == pipeline.rule_page("UNT001").strip()


def test_explain_names_the_nearest_rule(command) -> None:
    ended = command("explain", "deadline-conflcit")
    assert (ended.code, ended.out) == (2, b"")
    assert "deadline-conflict" in ended.err


@pytest.mark.parametrize("what", ["report", "notice"])
def test_schema_is_the_file_under_schemas(command, what: str) -> None:
    committed = Path(__file__).resolve().parents[2] / "schemas" / f"{what}.schema.json"
    assert json.loads(command("schema", what).out) == json.loads(committed.read_bytes())


def test_inspect_shows_every_stage_in_order(command, notice: Callable[[str], Path]) -> None:
    shown = command("inspect", notice("一、总体要求\n1．加强值守。应当有人。")).out.decode()
    headings = [line.strip("= ") for line in shown.splitlines() if line.startswith("== ")]
    assert headings == list(pipeline.STAGES)


def test_inspect_shows_one_stage_alone(command, notice: Callable[[str], Path]) -> None:
    ended = command("inspect", notice("一、总体要求"), "--stage", pipeline.STAGES[0])
    assert ended.code == 0
    assert b"== " not in ended.out
