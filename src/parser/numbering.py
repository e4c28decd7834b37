"""Number labels at the start of a paragraph: 一、 （一） 1. （1） ① 第一条 and their kin.

`read_label(text, pos)` follows the parser habit (source, position) -> value with its end; offsets are into the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

from ..lexicon.numerals import HAN, han_value
from ..lexicon.width import fold_width
from ..patterns import lazy_regex
from ..records import dataclass

LabelKind = Literal[
    "chapter",
    "part",
    "section",
    "stem",
    "han",
    "han-bracket",
    "article",
    "arabic",
    "figure",
    "decimal",
    "bracket",
    "circle",
    "ordinal",
]

RANK: dict[str, int] = {
    "part": 0,  # 第一编
    "chapter": 1,  # 第一章
    "section": 2,  # 第一节
    "stem": 2,  # 甲、 Ⅱ
    "han": 3,  # 一、
    "han-bracket": 4,  # （一）
    "article": 5,  # 第一条, 重点任务1：
    "arabic": 6,  # 1.
    "figure": 6,  # 1 总则, only beside 1.1
    "decimal": 7,  # 1.1
    "bracket": 8,  # （1） 1）
    "circle": 9,  # ①
    "ordinal": 10,  # 一是
}
"""Depth of each kind in the standard order of GB/T 9704: a smaller rank stands above a larger one."""

STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"

_LABEL = lazy_regex(
    rf"""\s*(?:
      第\s*(?P<unit>[{HAN}\d]{{1,6}})\s*(?P<of>[编章节条]|[项件](?=[\s、:]))\s*[、:.]?\s*   # 第一章 总则, 第三条
    | (?:重点|主要|具体|工作|改革|专项|核心)?(?:任务|项目|事项|举措|措施|行动|工程|专项)\s?   # 任务一：
      (?P<counted>[{HAN}]{{1,3}}|\d{{1,3}})\s*(?:[:、]|\.(?!\d))\s*
    | (?P<han>[{HAN}]{{1,5}})\s*(?:[、.．]|\s(?=\S))\s*                   # 一、  一 、 十二.
    | \(\s*(?P<hanb>[{HAN}]{{1,5}})\s*\)\s*[、.]?\s*                     # （一） (十二)、
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})                       # 1.1 编制目的, 2.3.1, not 1.5万亩
      (?=[\s、]|[^\d.%‰℃万亿千百个倍元米吨亩度家户])\s*、?\s*
    | (?P<arabic>\d{{1,3}}|1\d{{3}})\s*(?:[.、。](?!\d)|\.(?=\d{{4}}\s?年))\s*        # 1. 1． 1、 1。 and 3.2022年…
    | \(\s*(?P<bracket>\d{{1,3}})\s*\)\s*[、.]?\s*                       # （1） (12)
    | (?P<ordinal>[一二三四五六七八九十]{{1,3}})是(?=\p{{Han}})(?!否|非)         # 一是
    | (?P<half>\d{{1,2}})\s*\)\s*(?=\w|[“"'《])                            # 1）
    | (?P<stem>[{STEMS}])、(?=\p{{Han}})(?![{STEMS}]|[类级型方])                # 甲、 but not 甲、乙两类
    | (?P<roman>[{ROMANS}])\s*[、.]?\s*(?=\p{{Han}})(?!级|类|型|期)          # Ⅱ
    | (?P<circle>[①-⑳㉑-㉟])\s*[、.]?\s*                                # ①
    | (?P<word>[㈠-㈩])\s*[、.]?\s*                                      # ㈠
    )""",
    regex.VERBOSE,
)
_OF: dict[str, LabelKind] = {
    "编": "part",
    "章": "chapter",
    "节": "section",
    "条": "article",
    "项": "article",
    "件": "article",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A number label. `number` is as printed, without brackets and stops; `value` its integer; `end` one past it."""

    kind: LabelKind
    number: str
    value: int
    end: int

    @property
    def rank(self) -> float:
        """Depth; 1.1.1 stands below 1.1."""
        return RANK[self.kind] + 0.1 * self.number.count(".")


@lru_cache(maxsize=4096)  # the same paragraph is asked for its label on each way through the document
def read_label(text: str, pos: int = 0) -> Label | None:
    """The label that starts at `pos`, or None. 2022年… and 3.5% are no labels."""
    folded = fold_width(text)
    match = _LABEL.match(folded, pos)
    if match is None or match.end() == pos:
        return None
    kind, number, value = _classify(match)
    if kind == "han" and match.end() >= len(text.rstrip()) and "、" not in match.group():
        return None
    return Label(kind, number, value, match.end())


_RUNNING = lazy_regex(r"\s*(?P<number>\d{1,3})\.(?=\d{2,}(?![\d万亿千百%‰个倍元米亩吨公平余多]))")


def running_label(text: str, label: Label | None, last: int) -> Label | None:
    """The label of a paragraph in a notice that has counted to `last`: 11.121人才工程 after 10. is item eleven."""
    if not last or (label is not None and label.kind != "decimal"):
        return label
    match = _RUNNING.match(fold_width(text))
    if match is None or int(match["number"]) != last + 1:
        return label
    return Label("arabic", match["number"], last + 1, match.end())


_FIGURE = lazy_regex(r"\s*(?P<number>\d{1,2})\s+(?=[\u4e00-\u9fff])(?!\d{1,2}\s+[年月日号个项条家])")


def read_figure(text: str) -> Label | None:
    """A bare number before a heading (1 总则), which is a label only in a notice that also counts 1.1."""
    match = _FIGURE.match(fold_width(text))
    return Label("figure", match["number"], int(match["number"]), match.end()) if match else None


def _classify(match: regex.Match[str]) -> tuple[LabelKind, str, int]:
    if number := match["unit"]:
        return _OF[match["of"]], number, han_value(number)
    if number := match["counted"]:
        return "article", number, han_value(number)
    if number := match["han"]:
        return "han", number, han_value(number)
    if number := match["hanb"]:
        return "han-bracket", number, han_value(number)
    if number := match["decimal"]:
        return "decimal", number, int(number.rsplit(".", 1)[1])
    if number := match["arabic"]:
        return "arabic", number, int(number)
    if number := match["bracket"] or match["half"]:
        return "bracket", number, int(number)
    if number := match["ordinal"]:
        return "ordinal", number, han_value(number)
    if number := match["stem"]:
        return "stem", number, STEMS.index(number) + 1
    if number := match["roman"]:
        return "stem", number, ROMANS.index(number) + 1
    if number := match["circle"]:
        value = ord(number) - 0x2460 + 1 if number <= "⑳" else ord(number) - 0x3251 + 21
        return "circle", str(value), value
    value = ord(match["word"]) - 0x3220 + 1
    return "han-bracket", "一二三四五六七八九十"[value - 1], value
