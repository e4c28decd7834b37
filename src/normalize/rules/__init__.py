"""Rules: coded checks over a read and matched notice.

A rule is one decorated function; its docstring is its page (`hedui explain`), in Chinese and English. Each module in
this folder is scanned, so a new rule is one new function and no edit elsewhere. A crash inside a rule is reported as a
defect and costs that rule's findings only.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ...model import RuleInfo, Severity
from ...records import dataclass
from .check import Check, Draft

RuleFunction = Callable[[Check], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. `off` rules run only when they are selected."""

    code: str
    slug: str
    severity: Severity
    zh: str
    en: str
    page: str
    run: RuleFunction
    off: bool = False

    @property
    def info(self) -> RuleInfo:
        says_zh, says = self.page.split("\n\n", 2)[:2]
        return RuleInfo(self.code, self.slug, self.severity, self.zh, self.en, says, says_zh)


_found: dict[str, Rule] = {}


def rule(
    code: str, slug: str, severity: Severity, *, zh: str, en: str, off: bool = False
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule under its code. Codes are a promise: they are never reused."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _found:
            raise ValueError(f"rule code {code} is used twice")
        _found[code] = Rule(code, slug, severity, zh, en, inspect.getdoc(function) or "", function, off)
        return function

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(_found[code] for code in sorted(_found))


def run_rules(check: Check, rules: Iterable[Rule]) -> tuple[list[tuple[Rule, Draft]], list[str]]:
    """Drafts of all rules in rule order, and one line for each rule that crashed."""
    drafts: list[tuple[Rule, Draft]] = []
    defects: list[str] = []
    for item in rules:
        try:
            drafts.extend((item, draft) for draft in item.run(check))
        except Exception as error:
            defects.append(f"{item.code} {item.slug}: {type(error).__name__}: {error}")
    return drafts, defects
