"""Patterns that wait for their first use behave as those that do not."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import regex

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


@pytest.mark.parametrize(("lazy", "engine"), [(lazy_re, re), (lazy_regex, regex)])
def test_a_lazy_pattern_answers_as_a_compiled_one(lazy: object, engine: object) -> None:
    made, plain = lazy(r"(?P<year>\d{4})年", re.IGNORECASE), engine.compile(r"(?P<year>\d{4})年", re.IGNORECASE)  # type: ignore
    assert made.pattern == plain.pattern
    assert made.search("到2025年底")["year"] == "2025"
    assert made.sub("X", "2024年、2025年") == plain.sub("X", "2024年、2025年")
    assert (made.flags, made.groups, dict(made.groupindex)) == (plain.flags, plain.groups, dict(plain.groupindex))


def test_it_is_compiled_at_the_first_use_and_once() -> None:
    broken = lazy_re("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.match("")
    made = LazyPattern(re, "a", 0)
    assert made.compiled() is made.compiled()


def test_reading_and_matching_compile_nothing_when_imported() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10
