"""The line of addressees (主送机关) cut into names: 各县区人民政府，市直各部门."""

from __future__ import annotations

from ..lexicon.width import fold_width
from ..patterns import lazy_regex
from .han_text import squeeze_han

UNIT_END = lazy_regex(
    r"(?:政府|部门|机构|单位|局|委|办|厅|院|会|公司|中心|企业|高校|学校|部队|社团|团体|办事处|管委会|街道|人员|集团|银行|部|处|所|站|社|村|社区|学院|科室)(?:\([^()]*\))?$"
)


_BARE_NEXT = lazy_regex(r"(?:局|办|委|处|室|厅|院|中心|单位|人民政府|政府|管委会|事业单位)(?:\([^()]*\))?(?=[、,;]|$)")
"""各部、局、中心; 市政府各委、办、局; 各部门、单位; 各县（市）党委、人民政府: one addressee."""


# 各县（市、区）教育局、财政局: the places stand for both.
_EACH_ORGAN = lazy_regex(r"各.*(?:局|委|厅|办)(?:\([^()]*\))?$")
_ORGAN_NEXT = lazy_regex(
    r"(?![各省市区县州盟旗镇乡国中驻]|[^、,;]{1,6}[区市县])[\u4e00-\u9fff]{2,10}(?:局|委|厅|办)(?:\([^()]*\))?(?=[、,;]|$)"
)


def split_addressees(text: str) -> tuple[str, ...]:
    """Addressees as printed; 各区、县(市)人民政府 stays whole, because 各区 alone is no organ."""
    folded = fold_width(squeeze_han(text)).rstrip(":： 。")
    original = squeeze_han(text)[: len(folded)]
    names, start, depth = [], 0, 0
    for offset, char in enumerate(folded):
        depth += (char == "(") - (char == ")")
        if depth or char not in ",;、":
            continue
        before = folded[start:offset]
        if char == "、" and (not UNIT_END.search(before) or _BARE_NEXT.match(folded, offset + 1)):
            continue
        if char == "、" and _EACH_ORGAN.match(before) and _ORGAN_NEXT.match(folded, offset + 1):
            continue
        names.append(original[start:offset])
        start = offset + 1
    names.append(original[start:])
    return tuple(name.strip() for name in names if name.strip())
