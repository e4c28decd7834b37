"""How document numbers look and how organs are called, in texts whose widths are folded (`lexicon.width`)."""

from __future__ import annotations

from ..patterns import lazy_regex

DOCUMENT_NUMBER = lazy_regex(
    r"(?P<code>[\u4e00-\u9fff]{1,14})\s*\(\s*(?P<year>(?:19|20)\d{2})\s*\)\s*第?\s*(?P<no>\d{1,4})\s*号"
)
SITE_NAME = r"(?<![\s_|—–-])\s*+[_|—–-]++\s*+[^《》。，；]{2,30}(?:网|网站|政府|公开|平台|专栏)$"
"""…的通知_云川市人民政府门户网站: the name of the site behind the title of a page."""
ORGAN = lazy_regex(
    r"(?:政府|办公室|办公厅|委员会|局|厅|部|小组|院|党委|党组|委|办|会|指挥部|联席会议|中心|公司|府|室|处|科|队|站|所|社|行|集团|学校|大学|学院|医院)$"
)
