"""Which files are one notice: a body with its attachments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from ..records import dataclass
from .inputs import Candidate

_ATTACHMENT = re.compile(
    r"""
    (?P<notice>.+?)                                     # 关于做好防汛工作的通知
    [.\-_\x20] (?:附件|附表|attachment)                   # .附件  -attachment
    [\-\x20]? (?P<number>\d{0,3}|[一二三四五六七八九十])  # 1
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHINESE_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}
_SAYS_ATTACHMENT = re.compile(r"附件|附表|分解表|分工表|责任清单|任务清单|attachment", re.IGNORECASE)
_SPREADSHEETS = frozenset((".xlsx", ".xls", ".et", ".csv"))


@dataclass(frozen=True, slots=True)
class Bundle:
    """One notice: its body and its attachments, in order."""

    body: Candidate
    attachments: tuple[Candidate, ...] = ()

    @property
    def files(self) -> tuple[Candidate, ...]:
        return (self.body, *self.attachments)


def in_bundles(candidates: Sequence[Candidate]) -> list[Bundle]:
    """Put `x.附件1.docx` to `x.docx`.

    Where a notice comes in several formats, each takes the attachment of its own format, and one of another format
    where there is none of its own. An attachment whose notice has it in its own format already is in no bundle.
    """
    readable = [candidate for candidate in candidates if candidate.refused is None]
    stems = {_stem(candidate) for candidate in readable}
    numbered = {c.place: found for c in readable if (found := _attachment_of(_stem(c), stems)) is not None}
    bodies: dict[PurePath, list[Candidate]] = defaultdict(list)
    for candidate in readable:
        if candidate.place not in numbered:
            bodies[_stem(candidate)].append(candidate)
    attached: dict[PurePath, list[Candidate]] = defaultdict(list)
    own = {(*numbered[c.place], c.place.suffix) for c in readable if c.place in numbered}
    for candidate in sorted((c for c in readable if c.place in numbered), key=lambda c: numbered[c.place][1]):
        notice, number = numbered[candidate.place]
        for body in bodies[notice]:
            suffix = body.place.suffix
            if suffix == candidate.place.suffix or (notice, number, suffix) not in own:
                attached[body.place].append(candidate)
    return [Bundle(c, tuple(attached[c.place])) for c in readable if c.place not in numbered]


def one_per_folder(candidates: Sequence[Candidate]) -> list[Bundle]:
    """Each folder, and each ZIP, holds one notice: its body, and all else as attachments.

    The body is the file whose name does not say attachment, a text document before a spreadsheet, the shortest name
    first: an attachment repeats the name of its notice and adds to it.
    """
    folders: dict[PurePath, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.refused is None:
            folders[candidate.place.parent].append(candidate)
    return [_one_notice(files) for files in folders.values()]


def _one_notice(files: Sequence[Candidate]) -> Bundle:
    def rank(candidate: Candidate) -> tuple[bool, bool, int, str]:
        name = candidate.place.name
        table = candidate.place.suffix.lower() in _SPREADSHEETS
        return bool(_SAYS_ATTACHMENT.search(name)), table, len(name), name

    body = min(files, key=rank)
    others = sorted((file for file in files if file is not body), key=lambda file: _natural(file.place.name))
    return Bundle(body, tuple(others))


def _natural(name: str) -> list[tuple[int, str]]:
    """附件2 before 附件10."""
    return [(int(part), "") if part.isdecimal() and part.isascii() else (0, part) for part in re.split(r"(\d+)", name)]


def _stem(candidate: Candidate) -> PurePath:
    return candidate.place.parent / candidate.place.stem


def _attachment_of(stem: PurePath, stems: set[PurePath]) -> tuple[PurePath, int] | None:
    """The notice this is an attachment of, and its number, 0 for none."""
    match = _ATTACHMENT.fullmatch(stem.name)
    if match is None:
        return None
    notice = stem.parent / match["notice"]
    if notice not in stems or _attachment_of(notice, stems):
        return None
    number = match["number"]
    return notice, _CHINESE_NUMBERS.get(number) or int(number or 0)
