"""How an input can end, and why: the closed lists that `batch.json` draws from.

Every input ends with one status. A status other than `ok` has one reason of this list; the sentence beside it (the
`message`) says more. docs/reliability.md has the same table.
"""

from __future__ import annotations

from typing import Literal, get_args

from ..records import dataclass

Status = Literal["ok", "partial", "failed", "skipped"]
STATUSES: tuple[Status, ...] = get_args(Status)

REASONS: dict[str, tuple[Status, str]] = {
    # The report is there, and something of the file is not in it.
    "page-time": ("partial", "a page needed more processor time than a page may have; the other pages are read"),
    "page-memory": ("partial", "a page needed more memory than a file may have; the other pages are read"),
    "page-crash": ("partial", "reading a page ended the process; the other pages are read"),
    "page-unreadable": ("partial", "a page cannot be opened; the other pages are read"),
    "no-text": ("partial", "the file was read and holds no text: a scan, or an empty page"),
    "engines-disagree": ("partial", "a second look at the file sees more pages or clearly more text than was read"),
    "rule-defect": ("partial", "a rule of hedui crashed: its findings are missing, all others are there"),
    # There is no report.
    "not-found": ("failed", "there is no such file, or it went away while the batch ran"),
    "unreadable": ("failed", "the file cannot be opened: permissions, a folder, a pipe, a broken disk"),
    "too-large": ("failed", "the file is larger than 512 MiB, or a notice has more than 100 attachments"),
    "changed": ("failed", "the file was written to while it was read"),
    "empty": ("failed", "the file holds no byte, or nothing but white space"),
    "unknown-type": ("failed", "the content is of no form that hedui reads"),
    "encrypted": ("failed", "the file needs a password or is protected in a way that cannot be opened"),
    "damaged": ("failed", "the file is cut off, or broken so that nothing can be read"),
    "over-limits": ("failed", "the file passes a bound: parts, sizes, nesting, pages, elements"),
    "forbidden": ("failed", "the file holds what its format forbids and attackers use: a DOCTYPE, overlapping entries"),
    "missing-program": ("failed", "a library or program this form needs is not installed"),
    "time-cpu": ("failed", "the file used up its processor time"),
    "time-wall": ("failed", "the file used up its time on the clock and waited for something all the while"),
    "memory": ("failed", "the file needed more memory than it may have"),
    "crash": ("failed", "the process that read the file died: a crash inside a library"),
    "no-result": ("failed", "the process that read the file ended without a result"),
    "output-too-large": ("failed", "the results of this file are larger than results may be"),
    "set-aside": ("failed", "the whole run died twice while this file was read; --retry reads it again"),
    "defect": ("failed", "a defect of hedui; please report it"),
    # The file was not read.
    "duplicate": ("skipped", "another input has the same bytes; its results hold for this one"),
    "link": ("skipped", "a link inside a folder; name the file itself to have it read"),
    "not-regular": ("skipped", "inside a folder, and no regular file: a pipe, a socket, a device"),
    "no-document": ("skipped", "no document by its name or content; name the file itself to have it read"),
    "folder-closed": ("skipped", "a folder that cannot be opened"),
    "attachment-elsewhere": ("skipped", "an attachment whose notice has it in its own format"),
    "unsafe-name": ("skipped", "an entry of a ZIP whose name leads out of it, or that is a link"),
}
"""Code -> the status it goes with, and what it means."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an input did not end as `ok`. `reason` is a code of `REASONS`, `message` a sentence."""

    reason: str
    message: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is no reason of the closed list")

    @property
    def status(self) -> Status:
        return REASONS[self.reason][0]


def verdict(reason: str, message: str | None = None) -> Verdict:
    """A verdict; without a message of its own, the meaning of the reason."""
    return Verdict(reason, message or REASONS[reason][1])
