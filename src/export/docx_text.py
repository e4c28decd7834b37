"""The text of a Word part with the byte at which each character stands, so that marks go in and nothing else changes.

One pass of expat: it reports the byte position of every tag and text. What is not printed (deleted text, the second
telling of an AlternateContent) is passed over. The text is laid out as spans count it, a line feed between lines and
empty lines left out; where a file holds what this pass does not know, `docx_places` finds the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from xml.parsers import expat

from ..records import dataclass

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_UNPRINTED = frozenset(("del", "moveFrom"))
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_PREFIX = re.compile(rb"<([\w.-]+:)?")


@dataclass(slots=True)
class Run:
    """An outermost run: its bytes [start, end), its start tag, and its properties as they are written."""

    start: int
    tag: bytes
    end: int = 0
    properties: bytes = b""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand together: `offset` in the text, `byte` in the part.

    `opening` is the start tag of the text element that can be cut; empty where the run must stay whole.
    """

    offset: int
    text: str
    byte: int
    run: Run
    opening: bytes


@dataclass(slots=True)
class PartText:
    """The text of a part, the pieces that make it, and the prefix of its tags (`w:`)."""

    text: str
    pieces: list[Piece]
    prefix: bytes
    namespace: str
    _offsets: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._offsets = [piece.offset for piece in self.pieces]

    def index_at(self, offset: int) -> int:
        """Index of the piece that holds the character, or of the last before it."""
        return max(bisect_right(self._offsets, offset) - 1, 0)


def read_part(data: bytes) -> PartText:
    """Read a part that is UTF-8.

    Raises:
        expat.ExpatError: it is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    walk = _Walk(data, parser)
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    parser.Parse(data, True)
    walk.end_line()
    return PartText("".join(walk.written), walk.pieces, walk.prefix, walk.namespace)


class _Walk:
    """The state of the pass."""

    def __init__(self, data: bytes, parser: expat.XMLParserType) -> None:
        self.pieces: list[Piece] = []
        self.written: list[str] = []
        self.prefix = b"w:"
        self.namespace = NAMESPACES[0]
        self._data = data
        self._parser = parser
        self._length = 0
        self._line: list[tuple[str, int, Run, bytes] | str] = []
        self._skipping = 0
        self._runs: list[Run] = []
        self._opening: bytes | None = None

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        ours = namespace in NAMESPACES
        if self._skipping or name == _FALLBACK or (ours and local in _UNPRINTED):
            self._skipping += 1
        elif ours:
            self._element(namespace, local, self._parser.CurrentByteIndex)

    def _element(self, namespace: str, local: str, at: int) -> None:
        if local == "r":
            self._runs.append(Run(at, self._tag(at)))
        elif local == "t":
            self._opening = self._tag(at)
        elif local == "rPr" and len(self._runs) == 1:
            self._properties_at = at
        elif local in _SIGNS and self._runs:
            self._line.append(_SIGNS[local])
        elif local == "p" or (local in ("br", "cr") and not re.search(rb'"(page|column)"', self._tag(at))):
            self.end_line()
            self.namespace = namespace
            prefix = _PREFIX.match(self._tag(at))
            self.prefix = prefix[1] or b"" if prefix else b""

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        namespace, _, local = name.rpartition(" ")
        if namespace not in NAMESPACES:
            return
        if local == "t":
            self._opening = None
        elif local == "p":
            self.end_line()
        elif local in ("r", "rPr") and self._runs:
            self._close(local, self._parser.CurrentByteIndex)

    def _close(self, local: str, at: int) -> None:
        stop = at + len(self._tag(at))
        if local == "r":
            self._runs.pop().end = stop
        elif len(self._runs) == 1 and not self._runs[0].properties:
            self._runs[0].properties = self._data[self._properties_at : stop]

    def characters(self, text: str) -> None:
        if self._skipping or self._opening is None or not self._runs:
            return
        at = self._parser.CurrentByteIndex
        # expat gives an entity as a piece of its own, so that inside a longer piece bytes and characters agree. Text
        # inside a run inside a run (ruby, a text box) is held by the outer one, which then stays whole.
        opening = self._opening if len(self._runs) == 1 else b""
        self._line.append((text.replace("\n", " "), at, self._runs[0], opening))

    def end_line(self) -> None:
        """A line without a visible sign is left out."""
        line, self._line = self._line, []
        if all((part if isinstance(part, str) else part[0]).isspace() for part in line):
            return
        if self.written:
            self._write("\n")
        for part in line:
            if isinstance(part, str):
                self._write(part)
            else:
                text, at, run, opening = part
                self.pieces.append(Piece(self._length, text, at, run, opening))
                self._write(text)

    def _write(self, text: str) -> None:
        self.written.append(text)
        self._length += len(text)

    def _tag(self, at: int) -> bytes:
        """The tag that begins at this byte."""
        found = _TAG.match(self._data, at)
        return found[0] if found else b""
