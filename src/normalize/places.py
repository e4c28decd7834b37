"""The notice's own place and level: 云川市青岚县人民政府 -> 青岚县, 县. They are the default prefix of its units."""

from __future__ import annotations

from ..model import Head
from ..patterns import lazy_regex
from .units import Scope

_PLACE = lazy_regex(
    r"(?:中共)?(?P<chain>(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区|特别行政区))?(?:(?:(?![县旗])[\u4e00-\u9fff]){2,7}?(?:自治州|地区|市|州|盟))?"
    r"(?:(?!城市)[\u4e00-\u9fff]{1,7}?(?:自治县|自治旗|新区|开发区|高新区|县|区|旗|市))?)(?=[\u4e00-\u9fff])"
)
_LAST = lazy_regex(
    r"[\u4e00-\u9fff]{1,7}?(?:自治县|自治旗|自治州|自治区|新区|开发区|高新区|地区|省|市|州|盟|县|区|旗)$"
)
_LEVEL = {
    "自治县": "县",
    "自治旗": "旗",
    "自治州": "州",
    "自治区": "区",
    "新区": "区",
    "开发区": "区",
    "高新区": "区",
    "地区": "地区",
}
_STEP = lazy_regex(r".{1,8}?(?:自治县|自治旗|自治州|自治区|新区|开发区|高新区|地区|省|市|州|盟|县|区|旗)")


def scope_of(head: Head) -> Scope:
    """Place and level from the issuer, else from mark or title; both None for central organs."""
    for text in (head.issuer, head.issuer_mark, head.title):
        place = _place(text or "")
        if place:
            return Scope(place=place, level=_level(place))
    return Scope(place=None, level=None)


def _place(text: str) -> str | None:
    match = _PLACE.match(text)
    if match is None or not match["chain"]:
        return None
    steps = _STEP.findall(match["chain"])
    return steps[-1] if steps else None


def _level(place: str) -> str:
    return next((level for tail, level in _LEVEL.items() if place.endswith(tail)), place[-1])
