"""Comment anchors put into the bytes of a Word part. A run is cut only where a range begins or ends inside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from ..model import Range
from ..records import dataclass
from .docx_text import PartText, Piece

_PRESERVE = b' xml:space="preserve"'


@dataclass(frozen=True, slots=True)
class _Point:
    """A byte where marks can stand; `closing` and `opening` end the run before and begin it anew after them."""

    byte: int
    closing: bytes = b""
    opening: bytes = b""


@dataclass(slots=True)
class _Marks:
    point: _Point
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)


def with_anchors(data: bytes, part: PartText, ranges: Iterable[tuple[int, Range]]) -> bytes:
    """The part with the anchors of each (comment id, range of its text). Taking them out gives the text as it was."""
    marks: dict[int, _Marks] = {}
    for number, (start, end) in ranges:
        first, last = _start(part, start), _end(part, end)
        marks.setdefault(first.byte, _Marks(first)).starts.append(_tag(part, b"commentRangeStart", number))
        marks.setdefault(last.byte, _Marks(last)).ends.append(
            _tag(part, b"commentRangeEnd", number) + _run(part, _tag(part, b"commentReference", number))
        )
    pieces, at = [], 0
    for byte, mark in sorted(marks.items()):
        pieces += [data[at:byte], mark.point.closing, *mark.ends, *mark.starts, mark.point.opening]
        at = byte
    return b"".join((*pieces, data[at:]))


def _tag(part: PartText, name: bytes, number: int) -> bytes:
    return b'<%b%b %bid="%d"/>' % (part.prefix, name, part.prefix, number)


def _run(part: PartText, content: bytes) -> bytes:
    return b"<%br>%b</%br>" % (part.prefix, content, part.prefix)


def _start(part: PartText, offset: int) -> _Point:
    index = part.index_at(offset)
    piece = part.pieces[index]
    within = max(offset - piece.offset, 0)
    heads_run = index == 0 or part.pieces[index - 1].run is not piece.run
    if (within == 0 and heads_run) or not piece.opening:
        return _Point(piece.run.start)
    return _cut(part, piece, within)


def _end(part: PartText, offset: int) -> _Point:
    index = part.index_at(offset - 1)
    piece = part.pieces[index]
    if not piece.opening:
        return _Point(piece.run.end)
    if offset < piece.offset + len(piece.text):
        return _cut(part, piece, offset - piece.offset)
    following = part.pieces[index + 1] if index + 1 < len(part.pieces) else None
    if following is None or following.run is not piece.run or not following.opening:
        return _Point(piece.run.end)
    return _cut(part, following, 0)


def _cut(part: PartText, piece: Piece, within: int) -> _Point:
    """Between two characters of a piece. Blanks at the end of a text count only where it says so: none is put there."""
    opening = piece.opening
    if _PRESERVE not in opening.replace(b"'", b'"'):
        within = len(piece.text[:within].rstrip())
        if piece.text[within].isspace():
            opening = opening[:-1] + _PRESERVE + b">"
    byte = piece.byte + len(piece.text[:within].encode())
    closing = b"</%bt></%br>" % (part.prefix, part.prefix)
    return _Point(byte, closing, piece.run.tag + piece.run.properties + opening)
