"""Where 等, 等部门, 等有关单位 opens the end of a list: the name before it is one of several."""

from __future__ import annotations

from ..patterns import lazy_re
from .collectives import parse_collective
from .scope import Scope

_OPEN_TAIL = lazy_re(
    r"等(?:[0-9一二三四五六七八九十]+[个家]|市委|市政府|省政府|县政府|区政府|[省市区县州旗盟]直|[省市区县州旗盟]级|[省市区县州旗盟]|中央|国家|国务院"
    r"|驻[^、,;()]{1,4}|其他|其它|多个|各|有关|相关|涉及|所有|全部|责任|成员|牵头|配合|市属|区属|县属|省属|属地|职能|相应|行业|主管)*+"
    r"(?:部门和单位|部门、单位|部门及单位|成员单位|单位和部门|部门单位|部门|单位|站所|所站|科室|处室|股室|部室|院系|学院|机构|企业|公司|学校|高校|地区|地方|(?:城市|省份|省市|省区市|市州|市县|县区|县市区|县市)(?:人民)?(?:政府)?|媒体|团体|系统)?"
)


def open_tail_at(name: str) -> int | None:
    """Where 等, 等部门, 等有关部门 or 等县（市、区）政府 begins at the end of `name`; None where it does not."""
    index = name.rfind("等", max(0, len(name) - 40))
    if index < 0 or (index > 0 and name[index - 1] in "高中初平同优特一二三"):
        return None
    tail = name[index:]
    if _OPEN_TAIL.fullmatch(tail) or (
        len(tail) > 3 and parse_collective("各" + tail[1:].lstrip("各"), Scope(None, None))
    ):
        return index
    return None
