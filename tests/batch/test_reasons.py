"""The list of reasons is closed, and the documentation has all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hedui.batch.reasons import REASONS, STATUSES, Verdict

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"


def test_the_documentation_lists_every_reason() -> None:
    rows = re.findall(r"^\| ([a-z-]+) \| (\w+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    listed = {reason: (status, says) for reason, status, says in rows if status in STATUSES}
    assert listed == REASONS


def test_no_other_reason_can_be_given() -> None:
    with pytest.raises(ValueError, match="closed list"):
        Verdict("bad-luck", "")


def test_every_reason_of_a_reader_is_on_the_list() -> None:
    source = Path(__file__).resolve().parents[2] / "src"
    texts = [path.read_text("utf-8") for folder in ("parser", "batch") for path in (source / folder).rglob("*.py")]
    given = {
        code for text in texts for code in re.findall(r'(?:refusal|InputError)\([^()]*"([a-z]+-?[a-z]+)",?\s*\)', text)
    }
    assert given
    assert given <= set(REASONS)
