"""Width folding, one character for one: offsets into the folded text are offsets into the source.

Only what changes no meaning is folded: full-width ASCII, the ideographic space, and the look-alike brackets and stops
of official texts. ㈠, ㎡ and Ⅲ are left alone (NFKC would rewrite them into several characters).
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import lazy_re

_OPEN, _CLOSE = "〔［【﹝〖{｛〈", "〕］】﹞〗}｝〉"
_FOLDS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDS |= {ord(mark): ord("(") for mark in _OPEN + "["} | {ord(mark): ord(")") for mark in _CLOSE + "]"}
_FOLDS |= {ord(mark): ord(" ") for mark in "　\xa0\u2002\u2003\u2009\u202f\t"}
_FOLDS |= {ord(mark): ord(":") for mark in "∶﹕ː"}
_FOLDS |= {ord("﹒"): ord("."), ord("﹑"): ord("、"), ord("､"): ord("、"), ord("｡"): ord("。"), ord("︰"): ord(":")}
# Few characters of a text fold; `str.translate` would pay for each of the others a lookup that fails.
_FOLDED = lazy_re(f"[{re.escape(''.join(map(chr, _FOLDS)))}]")
_LONGEST_KEPT = 2000


def fold_width(text: str) -> str:
    """`text` with ASCII widths, every bracket but 《》 as (), and spaces folded. The length does not change."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _fold(text)


@lru_cache(maxsize=4096)  # each paragraph, cell and name is looked at by some ten readers
def _kept(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    return _FOLDED.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return chr(_FOLDS[ord(match[0])])


def squeeze(text: str) -> str:
    """`text` folded and without any white space: for comparing words, not for offsets."""
    return "".join(fold_width(text).split())
