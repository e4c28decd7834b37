"""No pattern takes more than linear time, whatever the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

import hedui
from hedui.patterns import LazyPattern

LENGTH = 20_000
SECONDS = 0.4
"""For one search of one pattern; the slowest takes a few milliseconds where nothing else runs."""
ROOMS = ("hedui.parser", "hedui.normalize", "hedui.lexicon", "hedui.bundles", "hedui.export")

HOSTILE = [
    *"市县各、（）()和等年月日底前；，。：:— \t\n一十1二01a-.|",
    "甲",
    "牵头",
    "责任单位：",
    "（责任单位：",
    "市教育局、",
    "各县（市、区）",
    "2022年",
    "2022年6月底前，",
    "附件",
    "1. ",
    "（一）",
    "第一",
    "关于",
    "云川市",
    "云政办发〔2024〕",
    "12月",
    "\u3000",
]


def modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.walk_packages(hedui.__path__, "hedui.") if module.name.startswith(ROOMS)]
    return [importlib.import_module(name) for name in names]


def compiled(value: Any, depth: int = 0) -> Iterator[Any]:
    """The patterns a module holds: by themselves, in its tables, and behind functions that make one."""
    value = value.compiled() if isinstance(value, LazyPattern) else value
    if isinstance(value, re.Pattern | regex.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, tuple | list | dict) and depth < 3:
        for item in value.values() if isinstance(value, dict) else value:
            yield from compiled(item, depth + 1)
    elif makes_pattern(value):
        yield from compiled(value())


def makes_pattern(value: Any) -> bool:
    if not hasattr(value, "cache_info") or value.__wrapped__.__code__.co_argcount:
        return False
    return "Pattern" in str(value.__annotations__.get("return", ""))


def every_pattern() -> dict[str, Any]:
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(compiled(value)):
                found[f"{module.__name__.removeprefix('hedui.')}.{name}.{number}"] = pattern
    return found


PATTERNS = every_pattern()


@cache
def sources() -> list[str]:
    return [path.read_text("utf-8") for path in Path(hedui.__path__[0]).rglob("*.py")]


def scans(module: str, name: str) -> bool:
    """Whether a pattern looks at every place of a text; the others are tried at one place only."""
    own = Path(str(importlib.import_module(f"hedui.{module}").__file__)).read_text("utf-8")
    imported = [text for text in sources() if re.search(rf"^from .* import .*\b{name}\b", text, re.MULTILINE)]
    looking = re.compile(rf"\b{name}(?:\(\))?\.(?:search|finditer|findall|sub|subn|split)\(")
    return any(looking.search(text) for text in (own, *imported))


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 150


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_searches_hostile_text_in_linear_time(name: str) -> None:
    slow = {}
    module, attribute, _ = name.rsplit(".", 2)
    look = PATTERNS[name].search if scans(module, attribute) else PATTERNS[name].match
    for unit in HOSTILE:
        text = unit * (LENGTH // len(unit))
        begin = time.process_time()
        look(text)
        if (taken := time.process_time() - begin) > SECONDS:
            slow[unit] = taken
    assert slow == {}
