"""The lines right above a table: its caption (附件2, …任务分解表, （2024年度）) and the title that the rows share.

Knows the words and the shapes by which a short line belongs to the table below it and not to the body above.
"""

from __future__ import annotations

from ..model import Quote
from ..patterns import lazy_regex
from .flow import Para
from .notice_part import Part
from .numbering import read_label
from .responsibility import find_annotations

_CAPTION = lazy_regex(
    r"附\s*件|附\s*表|表|清单|台账|分解|分工|方案|一览|单位\s*[:：]|续|计划|要点|^\s*[（(]\s*20\d{2}\s*年度?\s*[）)]\s*$"
)
_LABEL_OF_ANNEX = lazy_regex(r"\s*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$")
_CONTINUED = lazy_regex(r"^[（(]?续(?:上?表|前表)?[）)]?\d*$|[（(]续(?:表)?[）)]$")
_CAPTION_LIMIT, _CAPTION_LINES = 60, 4


def take_caption(part: Part, position: int) -> None:
    """The short lines right above a table that name it: 附件2, …任务分解表, （单位：万元）."""
    for item in reversed(part.flow[max(0, position - _CAPTION_LINES) : position]):
        if not isinstance(item, Para) or len(item.text) > _CAPTION_LIMIT or "。" in item.text:
            return
        if not _CAPTION.search(item.text) and item.align != "center":
            return
        if item.text.rstrip().endswith(("；", ";", "）", ")")) and not item.text.lstrip().startswith(("（", "(")):
            return
        if find_annotations(item.plain):
            return
        part.captions.add(item.index)
        part.claims.claim("table caption", item.quote)
        if _LABEL_OF_ANNEX.match(item.text):
            return


def heading_over(part: Part, position: int) -> Para | None:
    """The numbered heading of a section right above a table: 一、建设宜居城市."""
    above = part.flow[position - 1] if position else None
    if not isinstance(above, Para) or len(above.text) > _CAPTION_LIMIT or "。" in above.text:
        return None
    label = read_label(above.text)
    numbered = label is not None and label.kind in ("han", "han-bracket") and above.text[label.end :].strip()
    return above if numbered and not find_annotations(above.plain) else None


def is_continued(part: Part, position: int) -> bool:
    """Whether 续表 stands right above a table."""
    above = part.flow[position - 1] if position else None
    return isinstance(above, Para) and _CONTINUED.search("".join(above.text.split())) is not None


def title_over(part: Part, position: int) -> Quote | None:
    """The short line right above a table, without its number: （一）市应急局."""
    above = part.flow[position - 1] if position else None
    if not isinstance(above, Para) or not above.text.strip() or len(above.text) > _CAPTION_LIMIT:
        return None
    label = read_label(above.text)
    return above.quote.cut(label.end if label else 0).strip()
