"""Settings, and the file they come from: `hedui.toml`, searched upwards from the input.

A settings file says (every key may be left out):

    select = ["UNT", "DUE001"]        # only these rules: codes, rule names, or prefixes of codes
    ignore = ["TXT007"]               # all but these
    lang = "zh"                       # language of messages: zh or en
    fail_on = "warning"               # lowest severity that makes `hedui check` end with 1
    revisions = "final"               # tracked changes of a Word file: final or original
    engine = "pdfium"                 # what reads PDF: pdfium or pdfplumber
    conversion_seconds = 60           # time LibreOffice has for the conversion of a DOC, WPS, RTF, ODT or XLS file

    aliases = "aliases.csv"           # two columns, alias and name; or a table [aliases] as below

    [severity]
    TXT001 = "warning"                # error, warning, info or off

    [aliases]
    "市城管局" = "市城市管理局"          # two names of one unit

    [pairs]
    "十二" = "12"                      # clause number = row number: these two belong together
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from .errors import SettingsError
from .model import Severity
from .records import dataclass

FILE_NAME = "hedui.toml"

Lang = Literal["zh", "en"]
Revisions = Literal["final", "original"]
Engine = Literal["pdfium", "pdfplumber"]
SeverityChoice = Literal["error", "warning", "info", "off"]
Stage = Literal["text", "blocks", "furniture", "outline", "units", "pairs"]
"""Stages of reading that `inspect` can show, in order."""
PageStage = Literal["glyphs", "edges", "cells", "grid"]
"""Stages of reading a single page of a PDF."""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose about checking. The defaults are hedui's own."""

    select: tuple[str, ...] = ()
    """Rules to run: codes, rule names or prefixes of codes. Empty means all that are on by default."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out, written in the same way. `ignore` wins over `select`."""
    severity: Mapping[str, SeverityChoice] = field(default_factory=dict)
    """Code -> severity other than the rule's own; "off" silences the rule."""
    lang: Lang = "zh"
    fail_on: Severity = "warning"
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Alias -> name of the same unit, in addition to hedui's own table."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """Clause number -> row number, as printed: pairs that matching must keep."""
    revisions: Revisions = "final"
    engine: Engine = "pdfium"
    conversion_seconds: float = 60.0

    def severity_of(self, code: str, rule: str, default: Severity, *, on: bool = True) -> Severity | None:
        """The severity a rule has under these settings, None where it must stay silent.

        `on` says whether the rule runs by default. A rule that is off runs when its code or name is selected in full,
        or when the settings give it a severity.
        """
        if _matches(self.ignore, code, rule) or (self.select and not _matches(self.select, code, rule)):
            return None
        choice = self.severity.get(code)
        if choice == "off":
            return None
        if choice is None and not on and not {code, rule} & set(self.select):
            return None
        return choice or default


def _matches(selectors: Iterable[str], code: str, rule: str) -> bool:
    return any(code.startswith(selector) or rule == selector for selector in selectors)


def reaches(severity: Severity, threshold: Severity) -> bool:
    """Whether `severity` is as grave as `threshold` or graver."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(threshold)


def find_settings(start: Path) -> Path | None:
    """The nearest `hedui.toml` in the folder of `start` or above it."""
    start = start.absolute()
    folders = [start, *start.parents] if start.is_dir() else start.parents
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def load_settings(path: Path, rules: Mapping[str, str]) -> Settings:
    """Read a settings file. `rules` is every rule there is, code -> rule name.

    Raises:
        SettingsError: the file cannot be read, or a key, code or value in it is not known.
    """
    values = _parse(path)
    where = str(path)
    for key in values:
        if key not in _READ:
            raise SettingsError(f"{where}: there is no setting {key!r}{nearest(key, _READ)}")
    fields = {key: _READ[key](value, _Context(path, key, rules)) for key, value in values.items()}
    return Settings(**fields)


def selectors(text: str, rules: Mapping[str, str], where: str) -> tuple[str, ...]:
    """Read a comma list of codes, rule names or prefixes, as the command line has it. `where` begins the error message.

    Raises:
        SettingsError: no rule answers to one of them.
    """
    return tuple(_selector(part.strip(), rules, where) for part in text.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class _Context:
    path: Path
    key: str
    rules: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.path}: {self.key}"


def _parse(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise SettingsError(f"{path}: the settings file cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: the settings file is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: this is no valid TOML: {error}") from error


def _selector(selector: str, rules: Mapping[str, str], where: str) -> str:
    upper = selector.upper()
    if selector and any(code.startswith(upper) for code in rules):
        return upper
    if selector in rules.values():
        return selector
    known = [*rules, *rules.values(), *sorted({code.rstrip("0123456789") for code in rules})]
    raise SettingsError(f"{where}: there is no rule {selector!r}{nearest(selector, known)}")


def _read_selectors(value: object, context: _Context) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f'{context} must be a list of codes or rule names, such as ["UNT", "DUE001"]')
    return tuple(_selector(item, context.rules, str(context)) for item in value)


def _read_severity(value: object, context: _Context) -> dict[str, SeverityChoice]:
    names = {rule: code for code, rule in context.rules.items()}
    choices = {}
    for key, choice in _strings(value, context, 'TXT001 = "warning"').items():
        code = names.get(key, key.upper())
        if code not in context.rules:
            known = [*context.rules, *names]
            raise SettingsError(f"{context}: there is no rule {key!r}{nearest(key, known)}")
        _one_of(choice, get_args(SeverityChoice), f"{context}.{key}")
        choices[code] = cast("SeverityChoice", choice)
    return choices


def _read_aliases(value: object, context: _Context) -> dict[str, str]:
    if isinstance(value, str):
        return _alias_file(context.path.parent / value)
    return _strings(value, context, '"市城管局" = "市城市管理局"')


def _read_pairs(value: object, context: _Context) -> dict[str, str]:
    if isinstance(value, dict):
        value = {key: str(item) if type(item) is int else item for key, item in value.items()}
    return _strings(value, context, '"12" = "13"')


def _strings(value: object, context: _Context, example: str) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(item, str) and item.strip() for item in value.values()):
        return {key.strip(): item.strip() for key, item in value.items()}
    raise SettingsError(f"{context} must be a table of lines such as {example}")


def _alias_file(path: Path) -> dict[str, str]:
    """Two columns, alias and name; UTF-8, or GB18030 as a Chinese Excel saves CSV. Blank and # lines are skipped."""
    aliases: dict[str, str] = {}
    for number, cells in enumerate(csv.reader(io.StringIO(_decoded(path))), start=1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or cells[0].startswith("#") or cells in (["alias", "name"], ["简称", "全称"]):
            continue
        if len(cells) != 2 or not all(cells):
            raise SettingsError(f"{path}: line {number} must have two cells, alias and name; it has {cells!r}")
        alias, name = cells
        if aliases.setdefault(alias, name) != name:
            raise SettingsError(f"{path}: line {number} gives {alias!r} a second name, {name!r}")
    return aliases


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: the alias table cannot be read ({error.strerror})") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingsError(f"{path}: the alias table is neither UTF-8 nor GB18030; save it as UTF-8")


def _read_seconds(value: object, context: _Context) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 3600:
        return float(value)
    raise SettingsError(f"{context} must be a number of seconds from 1 to 3600, not {value!r}")


def _choice(choices: tuple[str, ...]) -> Callable[[object, _Context], str]:
    return lambda value, context: _one_of(value, choices, str(context))


def _one_of(value: object, choices: tuple[str, ...], where: str) -> str:
    if isinstance(value, str) and value in choices:
        return value
    hint = nearest(value, choices) if isinstance(value, str) else ""
    raise SettingsError(f"{where} must be one of {', '.join(choices)}, not {value!r}{hint}")


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a message: a question with the nearest known word, or nothing where none is near."""
    by_fold = {name.casefold(): name for name in known}
    import difflib

    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.5)
    return f"; did you mean {by_fold[near[0]]!r}?" if near else ""


_READ: dict[str, Callable[[Any, _Context], Any]] = {
    "select": _read_selectors,
    "ignore": _read_selectors,
    "severity": _read_severity,
    "lang": _choice(get_args(Lang)),
    "fail_on": _choice(get_args(Severity)),
    "aliases": _read_aliases,
    "pairs": _read_pairs,
    "revisions": _choice(get_args(Revisions)),
    "engine": _choice(get_args(Engine)),
    "conversion_seconds": _read_seconds,
}
