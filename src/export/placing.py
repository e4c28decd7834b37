"""Where a side of a finding stands.

That is at its spans. Where it has none, because the words are missing there, it stands at the head of the clause or row
in which one would look for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ..model import Clause, Row, Span
from .views import Located


def place_of(found: Located, side: Literal["body", "table"]) -> tuple[Span, ...]:
    """The spans of the first part among them; else the measure that lacks words; else where the item begins."""
    spans = found.finding.spans.body if side == "body" else found.finding.spans.table
    item: Clause | Row | None = found.clause if side == "body" else found.row
    typed = _typed(spans) or _typed(_lacking(found, item))[:1] or _typed(item.spans if item else ())[:1]
    return tuple(span for span in typed if span.part == typed[0].part)


def _typed(spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if not span.generated and span.text.strip()]


def _lacking(found: Located, item: Clause | Row | None) -> Iterator[Span]:
    """The measures in which words are missing."""
    edits = found.finding.details.get("edits")
    named = {str(edit.get("measure")) for edit in edits if isinstance(edit, dict)} if isinstance(edits, list) else set()
    for measure in item.measures if isinstance(item, Row) else ():
        if measure.id in named:
            yield from measure.spans
