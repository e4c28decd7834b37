"""Collective units: 各县（市、区）人民政府, 市政府有关部门, 各牵头单位.

What counts is which set of organs is meant, however it is worded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ..patterns import lazy_re
from ..records import dataclass
from .scope import Scope
from .unit_table import skeleton

Quantity = Literal["all", "relevant"]
Kind = Literal["collective", "reference"]

_PLACE_WORD = (
    "(?:(?:(?:国家|省)级(?:以上)?)?(?:开发园?区|高新区|经开区)|省级|省辖市|(?:省直管|直管)(?:试点)?[市县]|省|自治区|直辖市|地级以上市|地级市|设区的?市|县级市|师市|自治[州县旗]|特区|林区|矿区|牧区|地区"
    "|地(?=[(、][州市]|\\))|市|州|盟|区|县|旗|乡|镇|街道|街|镇办|苏木|村|社区|居|(?<=[乡镇])场|农林场|林场|团场"
    "|(?:产业|工业|专业|功能)园区?|园区|功能区|新区|示范区|管理区|度假区|景区"
    "|(?:综合)?保税区|垦区|农场|片区)"
)
_PLACES = rf"{_PLACE_WORD}++(?:\({_PLACE_WORD}++(?:[、,/和及]{_PLACE_WORD}++)*+\){_PLACE_WORD}*+)?+"
_QUANTITY = (
    "(?:各相关|各有关|相关|有关|涉及的?|各个|各级|各|其他|其它|其余|所有|全体|属地|涉农|沿海|沿江|沿线|沿黄|试点|重点"
    "|[0-9一二三四五六七八九十两]{1,3}个)"
)
_LEVEL = (
    "(?:中共)?(?:中央|国务院|国家|全国|自治区|自治州|兵团|[全本]?[省市区县州旗盟镇乡]|师市)"
    "(?:委(?:、?[省市区县州旗]?政府)?|人民政府|政府|直属|直机关|直|级|属|辖)?"
)
# 各县(市、区)人民政府, 全市各镇街, 涉农县区, 县(市、区)政府
# 、 joins places (各区、县), not a list that goes on with another level's organs (各区县、市直有关部门).
_JOINT = rf"[、和与及](?!各|{_LEVEL}?{_QUANTITY}|[省市区县州旗盟](?:直|级(?!市)|属|委))"
# 各县(市、区)人民政府, 全市各镇街, 涉农县区, 县(市、区)政府
PLACE_LIST = lazy_re(
    rf"(?P<level>{_LEVEL}(?={_QUANTITY}))?(?P<quantity>{_QUANTITY}*+)(?P<places>{_PLACES}(?:(?:行政公署|行署)?{_JOINT}{_PLACES})*+)"
)
_GOVERNMENT = lazy_re(
    r"(?:党(?:工|\(工\))?委(?:\(党工委\))?|委(?=[、和及]?[市区县州旗盟]?(?:人民)?政府))?[、和及]?[市区县州旗盟]?(?:(?:人民政府|政府)(?:\((?:行政公署|行署)\))?|行政公署|行署)?(?:、(?:行政公署|行署)(?![^、,;。()]))?[、和及]?(?:党工委)?[、和及]?各?(?:管理委员会|管委会?|(?:街道)?办事处|民委员会|[村居]?民?委会?|两委)?"
    r"(?:\((?:(?:管理委员会|管委会?|街道办事处|办事处|行政公署|行署)、?)+\))?"
)
# 各县（区）人民政府、管委会: a 管委会 without a name of its own belongs to the collective before it.
_GOVERNMENTS_AND_ZONES = lazy_re(r"(?:人民)?政府[、和及](?:各)?(?:管理委员会|管委会|行政公署|行署)(?=[、,;。]|$)")
_ZONE_ONLY = lazy_re(r"(?:党工委)?[、和及]?(?:管理委员会|管委会?)?")
# 各镇党委、政府: 、 joins the two organs of each place.
_PARTY_AND = lazy_re(
    r"(?:党(?:工|\(工\))?委(?:\(党工委\))?|委)、[市区县州旗盟]?(?=(?:人民)?政府|行政公署|行署|管理委员会|管委会|办事处)"
)
# 高新区、经开区管委会: two bodies of a place that has one of each.
_ZONES_BY_NAME = lazy_re(r"(?:(?:高新|经开|开发|保税|度假|示范|新)区[、和与及]?)+")
# 各街道、区教育局; 各村、镇乡村振兴办: no district stands beside the streets it has, no town beside its villages.
_UNDER_TOWNS = lazy_re(
    r"(?:(?:街道|[乡镇村街]|社区)\)?、[省市区县州旗盟]|(?:村|社区|居)\)?、(?:乡镇|街道|[乡镇])[乡镇村街]{0,2})$"
)
_TAIL_END = lazy_re(r"[、,;。]")
_PARTY = lazy_re(r"委|党委|党工委")
_STOP = lazy_re(r"[、,;。]")
_LEVELS_ONLY = lazy_re(r"(?:[市县区旗州]{2,}|乡镇|镇街|乡镇街道|镇街道|园区|功能区|街道|产业园区|工业园区)")
_NOUN = (
    "部门|单位|机构|机关|委办局|委办|科室|股室|处室|企业|公司|学校|中小学|幼儿园|高校|院校|医院|卫生院|银行|团体|组织|平台|站所|媒体|协会|商会"
    "|地区|地方|系统"
)
_DEPARTMENTS = lazy_re(
    rf"(?P<level>{_LEVEL})?"
    rf"(?P<rest>(?:[^、,;。()和与及]|和(?!各|有关|相关|其他)){{0,20}}?(?:{_NOUN})(?:[、和与及](?:{_NOUN}))*)"
    r"(?:\((?:[^()、]{1,4}[、/和及]?){1,4}\))?"
)
# Nouns that name one office by themselves (工作专班), and many behind 各: 各二级学院, 各工作专班, 沿河各村工作队.
_EACH = lazy_re(
    rf"(?P<level>{_LEVEL})?(?P<rest>[^、,;。()和与及各]{{0,10}}各(?:有关|相关|级)?(?P<kind>[^、,;。()和与及各]{{0,14}}?)"
    r"(?:学院|院系|系部?|院|党委|党组|党总支|党支部|党工委|工作队|工作站|工作组|小组|组|专班|委员会|指挥部|司局|司|局|分局|支局|派出所|所"
    r"|中队|大队|支队|法院|检察院|党派|书院|研究院|研究所|实验室|中心|基地|站|馆|公司|集团|场|矿|厂|办事处)"
    r"(?:[和、及](?:人民)?政府)?(?:\((?:[^()、]{1,4}[、/和及]?){1,4}\))?(?:[和、及](?:人民)?政府)?)"
)
_SEVERAL = lazy_re(rf"{_NOUN}|局|委|办|厅|镇|街道|乡|社区")
_ALONG = lazy_re(r"沿[^、,;。()各]{1,3}(?=各)")
# 中央、省驻云有关单位: one collective over two levels.
_STATIONED = lazy_re(
    r"(?:驻[^、,;。()]{1,3})?(?:中央|中直|部属|中省)[、和]?(?:省|自治区|市)?(?:属|直|级)?(?:驻[^、,;。()]{1,4}?)?(?:各|有关|相关)?(?:各?单位|机构|企业|部门)"
)
_QUANTIFIED = lazy_re(r"有关|相关|涉及|各|所有|全体|其他|其它")
_RELEVANT = ("有关", "相关", "涉及", "其他", "其它", "其余", "涉农", "沿", "试点", "重点", "属地")
_REFERENCE = lazy_re(
    r"(?:牵头|责任|配合|成员|主办|协办|承办|参与|参加|上述|以上|实施)(?:责任)?(?:单位|部门)$|^(?:上述|以上|前述)"
)
_BARE_REFERENCE = lazy_re(r"(?:牵头|责任|配合|成员|主办|协办|承办|参与|参加|实施)(?:责任)?(?:单位|部门)")
# 教育局有关部门 is 教育局 and 有关部门, written without a mark between them.
_ORGAN_ENDS = ("局", "委", "办", "厅", "院", "会", "室", "中心", "公司", "政府")
# 各乡镇县直有关部门 is two collectives.
_LEVEL_INSIDE = lazy_re(r"[省市区县州旗盟镇乡][直级属](?:各|有关|相关|部门|单位)")
_ANYWHERE = frozenset(
    {
        *(
            "各地",
            "各地区",
            "各地方",
            "各级",
            "各级政府",
            "各级人民政府",
            "各级党委政府",
            "各级党委和政府",
            "各级党委、政府",
        ),
        *("县级以上人民政府", "县级以上地方人民政府", "县级人民政府", "乡级人民政府", "乡镇级人民政府"),
        *("属地", "属地政府", "属地人民政府", "项目属地", "项目所在地政府", "项目所在地人民政府"),
    }
)
_PREFECTURES = frozenset("市州盟")
_LOWER = frozenset("区县旗")


@dataclass(frozen=True, slots=True)
class Collective:
    """`set_name` says which organs: 'places:mixed' (counties, cities, districts), 'departments:单位' ...

    `quantity` is all or only those concerned; `level` is what the wording names (市政府, 市直), None where it names
    none.
    """

    kind: Kind
    set_name: str
    quantity: Quantity
    level: str | None


_TOWNS = "towns:"


def parts_of(collective: Collective) -> frozenset[str]:
    """The sets that a collective unites: 各乡镇（街道） is 各乡镇 and 各街道, 各市州、县区 is 各市州 and 各县区."""
    name = collective.set_name
    if name.startswith(_TOWNS):
        return frozenset(_TOWNS + part for part in ("rural", "urban") if part in name)
    sort, _, sets = name.partition(":")
    return frozenset(f"{sort}:{part}" for part in sets.split("+"))


def parse_collective(name: str, scope: Scope) -> Collective | None:
    """Read a name, in one width and without white space, as a collective; None where it is a single unit."""
    own = scope.place or ""
    if own and name.startswith(own) and len(name) > len(own):
        return _parse(scope.level + name[len(own) :] if scope.level else name[len(own) :])
    return _parse(name)


@lru_cache(maxsize=8192)
def _parse(name: str) -> Collective | None:
    if len(name) > 60 or len(name) < 2:
        return None
    if name in _ANYWHERE:
        return Collective("collective", "places:any", "all", None)
    if _STATIONED.fullmatch(name):
        return Collective("collective", "departments:" + skeleton(_QUANTIFIED.sub("", name)), _quantity(name), "国")
    name = _ALONG.sub("沿线", name)
    return _places(name) or _departments(name) or _each(name)


def _each(name: str) -> Collective | None:
    match = _EACH.fullmatch(name)
    if match is None:
        return None
    level, rest = match["level"] or "", match["rest"]
    # 各临床科室健康管理中心 is two names over a line end.
    if rest[: rest.index("各")].endswith(_ORGAN_ENDS) or _SEVERAL.search(match["kind"]):
        return None
    plain = skeleton(_QUANTIFIED.sub("", rest)).removeprefix("级")
    return Collective("collective", f"departments:{plain}", _quantity(rest), _level_letter(level))


def _places(name: str) -> Collective | None:
    match = PLACE_LIST.match(name)
    if match is None:
        return None
    tail, places = name[match.end() :], match["places"]
    if not match["quantity"] and not _is_generic(places, tail):
        return None
    kind = _tail_kind(tail)
    if kind is None or (places.endswith("级") and kind):
        return None
    return Collective("collective", f"{_place_set(places)}{kind}", _quantity(match["quantity"]), None)


def _is_generic(places: str, tail: str) -> bool:
    """区县政府 names many, 市政府 one: without 各 only several words or a bracket make a collective."""
    if _ZONES_BY_NAME.fullmatch(places) or (places.endswith("市") and tail.startswith(("监局", "场监"))):
        return False  # 区市监局
    if "(" in places or "、" in places:
        return True
    return bool(_LEVELS_ONLY.fullmatch(places)) and (
        bool(tail) or places in ("乡镇", "镇街", "区县", "县区", "县市区", "市县", "乡镇街道")
    )


def _tail_kind(tail: str) -> str | None:
    """'' for the governments of places, ':party' for their committees, ':…' for one department of each."""
    if _GOVERNMENT.fullmatch(tail):
        return ""
    if _PARTY.fullmatch(tail):
        return ":party"
    if _STOP.search(tail) or len(tail) > 20 or tail[0] in "直级属辖域块场政":
        return None
    return ":" + skeleton(tail)


def _place_set(places: str) -> str:
    if any(
        word in places
        for word in ("园", "开发", "功能区", "高新区", "经开区", "新区", "示范区", "度假区", "保税区", "景区")
    ):
        stripped = re.sub(
            "产业园区?|工业园区?|园区|功能区|开发园?区|高新区|经开区|新区|示范区|度假区|保税区|景区", "", places
        )
        if not re.search("[市州盟区县旗乡镇街]", stripped):
            return "zones:" + "".join(
                sorted(set(re.findall("产业|工业|功能|开发|高新|经开|新区|示范|度假|保税|景", places)))
            )
        places = stripped
    if re.search("村|社区", places) and not re.search("[市州盟县旗乡镇街]", places):
        return "villages:" + "".join(sorted(set(re.findall("村|社区|居", places))))
    if re.search("[乡镇街办]|苏木", places) and not re.search("[市州盟县旗]", places):
        rural, urban = re.search("[乡镇]|苏木", places), re.search("街|办", places)
        return "towns:" + ("rural" if rural else "") + ("urban" if urban else "")
    return "places:" + _district_set(places)


def _district_set(places: str) -> str:
    places = places.replace("省辖", "").replace("省直管", "")
    if re.search("省|直辖市|自治区", places):
        return "provinces"
    letters = frozenset(places.replace("特区", "").replace("地区", "州")) & (_PREFECTURES | _LOWER)
    if re.search("地级以上市|地级市|设区的?市", places) or letters <= _PREFECTURES:
        return "prefectures"
    upper = letters & {"州", "盟"} or re.match(r"市(?:\(州\))?、", places)
    if upper and letters & _LOWER:
        return "prefectures+mixed" if letters & {"州", "盟"} else "mixed"
    return "mixed" if len(letters) > 1 else "".join(letters)


def _quantity(text: str) -> Quantity:
    return "relevant" if any(word in text for word in _RELEVANT) else "all"


def _departments(name: str) -> Collective | None:
    match = _DEPARTMENTS.fullmatch(name)
    if match is None:
        return None
    level, rest = match["level"] or "", match["rest"]
    counted = _QUANTIFIED.search(rest)
    kind: Kind = "reference" if _REFERENCE.search(rest) else "collective"
    if kind == "reference" and not counted and _BARE_REFERENCE.fullmatch(name):
        return None
    if counted and kind == "collective" and rest[: counted.start()].endswith(_ORGAN_ENDS):
        return None
    if _LEVEL_INSIDE.search(rest, 4 if rest.startswith(("各有关", "各相关")) else 2):
        return None
    named = level and (level[-1] in "直级属关辖" or (level[-1] in "府委" and rest.endswith(("部门", "单位"))))
    if not (counted or named or kind == "reference" or rest.endswith("主管部门")):
        return None
    plain = skeleton(_QUANTIFIED.sub("", rest)).replace("各级", "").removeprefix("级")
    sort = "party-departments" if level.endswith("委") else "departments"
    return Collective(kind, f"{sort}:{plain}", _quantity(rest), _level_letter(level))


def _level_letter(level: str) -> str | None:
    if not level:
        return None
    if level.startswith(("中央", "国务院", "国家", "全国", "中共中央")):
        return "国"
    return next((word for word in ("自治区", "自治州", "兵团", "师市") if word in level), None) or next(
        char for char in level if char in "省市区县州旗盟镇乡"
    )


def starts_place_list(text: str, start: int, limit: int, level: str | None) -> int:
    """End of the places of a collective that begins at `start` (its 、 join no units), or `start` where none begins.

    Nothing behind `limit` is looked at.

    各县、区人民政府 is one collective. 各县区、开发区管委会 is two, since counties have no 管委会, and so is
    各县区、市教育局 in a notice of `level` 市.
    """
    stationed = _STATIONED.match(text, start, min(start + 30, limit))
    if stationed is not None and "驻" in stationed.group():
        return stationed.end()
    match = PLACE_LIST.match(text, start, min(start + 60, limit))
    if match is None:
        return start
    places, end, begin = match["places"], match.end(), match.start("places")
    if text.startswith("场监", end):
        # 各村、市场监管所: 市 begins the next name.
        return max(start, text.rfind("、", start, end))
    if not match["quantity"] and not match["level"] and "、" not in places and "(" not in places:
        return start
    if not match["quantity"] and _ZONES_BY_NAME.fullmatch(places):
        return start
    if joined := _PARTY_AND.match(text, end, limit) or _GOVERNMENTS_AND_ZONES.match(text, end, limit):
        return joined.end()
    stop = _TAIL_END.search(text, end, limit)
    tail = text[end : stop.start() if stop else limit]
    if _ZONE_ONLY.fullmatch(tail):
        return _same_class_end(text, begin, end)
    if _UNDER_TOWNS.search(places) and tail and not _GOVERNMENT.fullmatch(tail):
        return begin + places.rindex("、")
    if level and places.endswith("、" + level) and not _GOVERNMENT.fullmatch(tail):
        return end - len(level) - 1
    return end


def _same_class_end(text: str, start: int, end: int) -> int:
    depth, classes, piece = 0, "", start
    for index in range(start, end + 1):
        char = text[index] if index < end else "、"
        depth += (char == "(") - (char == ")")
        if depth == 0 and char in "、,和与及":
            found = _place_set(text[piece:index]).split(":")[0]
            if classes and found != classes:
                return piece - 1
            classes, piece = found, index + 1
    return end
