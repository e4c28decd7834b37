"""Clause titles: a heading that runs in up to the first 。, or stands on its own line; running text has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from ..model import Quote, join_quotes
from ..patterns import lazy_regex
from ..records import dataclass
from .columns import role_of_word

TitleHabit = Literal["colon", "most", "some", "hardly any"]
"""How many clauses of a notice have a heading of their own; `colon`: nearly all have one that a colon ends."""

_TITLE_LIMIT, _STRICT_LIMIT = 42, 32
_BEFORE_COLON = lazy_regex(r"([^，,；;。：:（(]{2,20})[：:]\s*(?=\S)")
_LEAST_COLONS, _COLON_SHARE = 3, 0.8
_COMMA = lazy_regex(r"[，,；;：:]")
_STOPS = "。.！!？?；;：: "


@dataclass(slots=True)
class ClauseText:
    """Text of a clause by paragraph, annotations taken out; `split_title` fills `title` and `text`."""

    label: Quote | None
    paragraphs: list[list[Quote]]
    annotations: list[Quote]
    numbered: bool = True
    title: Quote | None = None
    title_stop: Quote | None = None
    text: Quote | None = field(default=None)

    @property
    def first(self) -> Quote | None:
        return self.paragraphs[0][0] if self.paragraphs and self.paragraphs[0] else None

    @property
    def rest(self) -> bool:
        """Whether text follows the first sentence."""
        first = self.first
        if first is None:
            return False
        stop = first.text.find("。")
        return 0 <= stop < len(first.text) - 1 or len(self.paragraphs[0]) > 1 or any(self.paragraphs[1:])


def plan_titles(texts: Sequence[ClauseText]) -> TitleHabit:
    """How the clauses of the notice are headed.

    Where most have a heading, a long or comma'd one is a heading too; where hardly any has, a short first sentence
    is none.
    """
    if _have_colons(texts):
        return "colon"
    candidates = [text for text in texts if text.rest]
    if not candidates and any(_is_sentence(text) for text in texts):
        return "hardly any"
    strict = sum(_heading_end(text, _STRICT_LIMIT, commas=False) is not None for text in candidates)
    if strict * 2 >= len(candidates):
        return "most"
    return "some" if strict * 3 >= len(candidates) else "hardly any"


def _have_colons(texts: Sequence[ClauseText]) -> bool:
    """Whether nearly all numbered clauses begin with headings that a colon ends (建立船期协同：每日交换计划。)."""
    found = [_BEFORE_COLON.match(text.first.text) for text in texts if text.numbered and text.first is not None]
    headings = {match.group(1) for match in found if match and role_of_word(match.group(1)) is None}
    return len(headings) >= max(_LEAST_COLONS, _COLON_SHARE * len(found))


def _is_sentence(text: ClauseText) -> bool:
    """Whether a clause of one sentence is too long, or has too many parts, for a heading."""
    stopped = text.first is not None and text.first.text.rstrip().endswith("。")
    return stopped and _heading_end(text, _STRICT_LIMIT, commas=False) is None


def split_title(text: ClauseText, habit: TitleHabit) -> None:
    """Set `title`, `title_stop` and `text` of a clause."""
    first = text.first
    pieces = [piece for paragraph in text.paragraphs for piece in paragraph]
    if first is None:
        text.text = join_quotes(pieces) if pieces else None
        return
    end: int | None
    colon = _BEFORE_COLON.match(first.text) if habit == "colon" and text.numbered else None
    if colon is not None:
        end = colon.end()
    elif not text.numbered:
        end = _sentence_end(first.text)
    elif habit in ("most", "colon"):
        end = _heading_end(text, _TITLE_LIMIT, commas=True)
    elif first.text.rstrip().endswith("。") and (habit == "hardly any" or not text.rest):
        # A short sentence among items of running text is running text too.
        end = None
    else:
        end = _heading_end(text, _STRICT_LIMIT, commas=False)
    if end is None:
        text.text = join_quotes(pieces)
        return
    bare = len(first.text[:end].rstrip(_STOPS))
    text.title, text.title_stop = first.cut(0, bare), first.cut(bare, end)
    remaining = [first.cut(end).strip(), *pieces[1:]]
    if len(text.paragraphs[0]) > 1 and _stop_follows(text):
        remaining[1] = pieces[1].cut(1).strip()
    remaining = [piece for piece in remaining if piece]
    text.text = join_quotes(remaining) if remaining else None


def _sentence_end(text: str) -> int:
    stop = text.find("。")
    return len(text) if stop < 0 else stop + 1


def _stop_follows(text: ClauseText) -> bool:
    """Whether the annotation of the heading stands before the heading's stop: 推行证照联办（市司法局牵头）。餐饮…"""
    return text.paragraphs[0][1].text.startswith(("。", "：", ":"))


def _heading_end(text: ClauseText, limit: int, *, commas: bool) -> int | None:
    """Where the heading ends in the first piece, its stop included, or None where the clause is running text."""
    first = text.first
    if first is None:
        return None
    content = first.text
    end = _sentence_end(content)
    heading = content[:end].rstrip(_STOPS)
    if not heading or len(heading) > limit:
        return None
    if end == len(content) and not content.rstrip().endswith("。"):
        # A line of its own without a full stop is a heading wherever text or an annotation follows on another line.
        own_line = len(text.paragraphs) > 1 or len(text.paragraphs[0]) == 1 or _stop_follows(text)
        return end if own_line and not (_COMMA.search(heading) and not commas) else None
    if _COMMA.search(heading) and (not commas or not text.rest):
        return None
    return end
