"""Width folding, one character for one: offsets into the folded text are offsets into the source.

Only what changes no meaning is folded: full-width ASCII, the ideographic space, and the look-alike brackets and stops
of official texts. ㈠, ㎡ and Ⅲ are left alone (NFKC would rewrite them into several characters).
"""

from __future__ import annotations

from functools import lru_cache

_OPEN, _CLOSE = "〔［【﹝〖{｛〈", "〕］】﹞〗}｝〉"
_FOLDS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDS |= {ord(mark): ord("(") for mark in _OPEN + "["} | {ord(mark): ord(")") for mark in _CLOSE + "]"}
_FOLDS |= {ord(mark): ord(" ") for mark in "　\xa0\u2002\u2003\u2009\u202f\t"}
_FOLDS |= {ord(mark): ord(":") for mark in "∶﹕ː"}
_LONGEST_KEPT = 2000
_FOLDS |= {ord("﹒"): ord("."), ord("﹑"): ord("、"), ord("､"): ord("、"), ord("｡"): ord("。"), ord("︰"): ord(":")}


def fold_width(text: str) -> str:
    """`text` with ASCII widths, every bracket but 《》 as (), and spaces folded. The length does not change."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else text.translate(_FOLDS)


@lru_cache(maxsize=4096)  # each paragraph, cell and name is looked at by some ten readers
def _kept(text: str) -> str:
    return text.translate(_FOLDS)


def squeeze(text: str) -> str:
    """`text` folded and without any white space: for comparing words, not for offsets."""
    return "".join(fold_width(text).split())
