"""Which file of a bundle is the body of the notice: the one with its head and clauses, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from ..errors import InputError
from ..inputs import Input
from ..lexicon.numerals import han_value
from ..lexicon.width import squeeze
from ..outline import Outline
from ..parser.readers import Blob, forms_read, read_document, reader_for
from ..parser.readers.foreign import is_plain_zip, name_foreign, name_foreign_text
from ..parser.readers.text import MEDIA_TYPE as TEXT_TYPE
from ..parser.structure import read_outline
from ..patterns import lazy_re
from ..records import dataclass

_TEXT_SUFFIXES = frozenset(("", ".txt", ".text", ".md", ".markdown"))
"""Plain text counts by its suffix as well: scripts and style sheets are text too."""
_WHOLE_HEAD = 3
"""Facts of the head that make a file a notice of its own."""
_NUMBER = lazy_re(r"附[件表]\s*(?:(?P<arabic>\d{1,3})|(?P<han>[一二三四五六七八九十]{1,3}))")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One notice: its body and its attachments in order. `left_out` names other files, each with the reason."""

    body: Input
    attachments: tuple[Input, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> tuple[Input, ...]:
        return (self.body, *self.attachments)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file, its structure, and its text without furniture and white space."""

    file: Input
    outline: Outline
    text: str

    @property
    def facts(self) -> int:
        """How much of a head the file has. A title proves nothing: attachments have one too."""
        head = self.outline.head
        found = (head.issuer_mark, head.document_number, head.addressees, head.issued_on, head.release_note)
        return sum(bool(fact) for fact in found)

    @property
    def rank(self) -> tuple[int, int, int]:
        clauses = len(self.outline.clauses)
        return self.facts + bool(clauses), clauses, -len(self.outline.rows)

    def repeats(self, other: _Candidate) -> bool:
        """Whether this is the same notice in another form."""
        mine, other_head = self.outline.head, other.outline.head
        same_title = mine.title is not None and squeeze(mine.title) == squeeze(other_head.title or "")
        same_size = len(self.outline.clauses) == len(other.outline.clauses)
        return same_title and same_size and bool(self.facts or self.outline.clauses)

    def tells_nothing_new(self, others: Iterable[_Candidate]) -> bool:
        """Whether its rows or, where it has none, its whole text are those of another file: 附件1.docx, 附件1.pdf."""
        rows = self.rows
        return any(rows == other.rows if rows else self.text == other.text for other in others)

    @property
    def rows(self) -> list[str]:
        return [squeeze(row.whole.text) for row in self.outline.rows]


def choose(files: Sequence[Input], name: str) -> Bundle:
    """The body and the attachments among `files`; `name` is what messages call the bundle.

    Raises:
        InputError: no file is of a known form, one of a known form cannot be read, there is a ZIP among them, or there
            are several notices.
    """
    readable, left_out = _sorted_out(files, name)
    if not readable:
        raise InputError(f"{name}: no file in it can be read as a notice; hedui reads {forms_read()}.", "unknown-type")
    if len(readable) == 1:
        return Bundle(_named(readable[0]), (), tuple(left_out))
    candidates = [_candidate(file, name) for file in readable]
    body = max(candidates, key=lambda candidate: candidate.rank)
    attachments: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: _order(candidate.file)):
        if candidate is body:
            continue
        if candidate.repeats(body):
            left_out.append((candidate.file.name, "the same notice in another form"))
        elif candidate.tells_nothing_new([body, *attachments]):
            left_out.append((candidate.file.name, "what it says stands in another file as well"))
        else:
            attachments.append(candidate)
    others = [candidate.file.name for candidate in attachments if candidate.facts >= _WHOLE_HEAD]
    if others:
        raise InputError(
            f"{name}: there are several notices in it ({body.file.name}, {', '.join(others)}). Check them one by one, "
            "or give them to `hedui convert`.",
            "over-limits",
        )
    ordered = (_named(candidate.file) for candidate in attachments)
    return Bundle(_named(body.file), tuple(ordered), tuple(left_out))


def _sorted_out(files: Sequence[Input], name: str) -> tuple[list[Input], list[tuple[str, str]]]:
    """The files that a reader takes, and the others with the reason."""
    readable: list[Input] = []
    left_out: list[tuple[str, str]] = []
    for file in sorted(files, key=lambda file: file.name):
        found = reader_for(file.data) if file.data else None
        suffix = PurePosixPath(file.name).suffix.lower()
        if found is not None and (found.media_type != TEXT_TYPE or suffix in _TEXT_SUFFIXES):
            readable.append(file)
        elif found is None and file.data.startswith(b"PK") and is_plain_zip(file.data):
            raise InputError(f"{name}: it holds another ZIP, {file.name}. Unpack it and give the files.", "over-limits")
        elif not file.data:
            left_out.append((file.name, "this file is empty"))
        elif found is not None:
            left_out.append((file.name, "no document by its name or content"))
        else:
            left_out.append((file.name, name_foreign_text(file.data) or name_foreign(file.data, forms_read())))
    return readable, left_out


def _candidate(file: Input, name: str) -> _Candidate:
    document = read_document(Blob(file.data, f"{name}/{file.name}", "body"))
    edges = [0, *(edge for aside in sorted(document.furniture) for edge in aside), len(document.source.text)]
    pieces = (document.source.text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))
    return _Candidate(file, read_outline([document]), squeeze("".join(pieces)))


def _named(file: Input) -> Input:
    """The file with its own name, without the folders it lies in."""
    return Input(PurePosixPath(file.name).name, file.data)


def _order(file: Input) -> tuple[int, str]:
    """附件1, 附件2 ... 附件10; files without a number after them, by name."""
    match = _NUMBER.search(PurePosixPath(file.name).name)
    if match is None:
        return 1_000, file.name
    return int(match["arabic"]) if match["arabic"] else han_value(match["han"]), file.name
