"""RDR008: the index block of a website against the text it stands above."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from ...lexicon.dates import parse_date
from ...lexicon.width import squeeze
from ...outline import IndexClaim, IndexKind
from ...patterns import lazy_regex
from . import rule
from .check import Check, Draft, quoted

_DAYS = 31
"""Sites enter a notice days or weeks after its date; a date further off is a slip or another paper's."""
_SHORTEST = 4
_NOT_WORDS = lazy_regex(r"[^\w]+")
_NUMBER_IN_TITLE = lazy_regex(r"\([^()]*号\)")
_BETWEEN = lazy_regex(r"[,;、]")
_KINDS_ZH: dict[IndexKind, str] = {"number": "发文字号", "title": "标题", "issuer": "发文机关", "date": "成文日期"}


@rule("RDR008", "index-differs", "warning", zh="网页索引与正文不一致", en="Index block differs from the text")
def index_differs(check: Check) -> Iterator[Draft]:
    """网页索引栏与正文文头不一致。

    The index block of a web page says something else than the text below it.

    ## What it says
    网页上的索引栏（索引号、发文字号、成文日期等）与正文印出的发文字号、标题、发文机关或者成文日期不一致。读取时以正文为准。

    The index block gives another document number, title, issuer or date than the text prints. The text counts.

    ## Why it matters
    发文字号是引用文件的依据，索引栏有误会使人引错、查不到文件，也可能说明网页登载的是另一份文件。发文字号不一致为警告，其余为提示。

    A notice is cited by its number: a wrong one in the index misleads whoever looks for it, or another paper is on the
    page. A number is a warning; title, issuer and date are worth a look.

    ## Example
    索引栏“发文字号：云政发〔2023〕9号”，正文为“云政发〔2023〕8号”。

    The index says 云政发〔2023〕9号, the text 云政发〔2023〕8号.

    ## What it does not say
    括号、空格和“第”字不同，标题省略发文机关或者文种，机关用简称，日期相差一个月以内，以及发布机构是另一单位，都不报。

    Brackets, spaces and 第, a title without its issuer or cut short, a short name of the issuer, a date within a month,
    and another office under 发布机构 are no difference.
    """
    told: set[IndexKind] = set()
    for claim in check.reading.outline.index_claims:
        if claim.kind not in told and _DIFFERS[claim.kind](check, claim):
            told.add(claim.kind)
            yield _draft(claim)


def _draft(claim: IndexClaim) -> Draft:
    index, text = claim.index.text, "、".join(quote.text for quote in claim.text)
    kind, one, other = _KINDS_ZH[claim.kind], quoted(index, 60), quoted(text, 60)
    return Draft(
        zh=f"网页索引栏的{claim.label}为{one}，正文的{kind}为{other}，两者不一致，读取时以正文为准。",
        en=f"The index block says {one} under {claim.label}, the text says {other}: the text counts.",
        body=f"{text}\n{claim.label}：{index}",
        details={"field": claim.kind, "index": index, "text": text},
        body_spans=(*claim.index.spans(), *(span for quote in claim.text for span in quote.spans())),
        severity=None if claim.kind == "number" else "info",
    )


def _other_number(check: Check, claim: IndexClaim) -> bool:
    del check
    return _number_key(claim.index.text) != _number_key(claim.text[0].text)


def _number_key(number: str) -> str:
    """云政发〔2023〕第08号 as 云政发(2023)8号."""
    return regex.sub(r"(?<=\))第?0*(?=\d)", "", squeeze(number))


def _other_title(check: Check, claim: IndexClaim) -> bool:
    """Whether no reading of one title is part of the other: sites leave out the issuer, or cut titles short."""
    del check
    one, other = (_title_key(quote.text) for quote in (claim.index, claim.text[0]))
    if min(len(one), len(other)) < _SHORTEST or one in other or other in one:
        return False
    one, other = (key[max(key.find("关于"), 0) :] for key in (one, other))
    return one not in other and other not in one


def _title_key(title: str) -> str:
    return _NOT_WORDS.sub("", _NUMBER_IN_TITLE.sub("", squeeze(title)))


def _other_issuer(check: Check, claim: IndexClaim) -> bool:
    named = [name for name in _BETWEEN.split(squeeze(claim.index.text)) if name]
    signed = [squeeze(quote.text).removesuffix("文件") for quote in claim.text]
    return not any(_same_office(check, one, other) for one in named for other in signed)


def _same_office(check: Check, one: str, other: str) -> bool:
    """Whether two names may mean one office, a government and its own office included."""
    return one in other or other in one or check.aliases.relation(one, other, check.scope) != "different"


def _other_date(check: Check, claim: IndexClaim) -> bool:
    index, text = parse_date(squeeze(claim.index.text)), check.reading.notice.issued_on
    return index is not None and text is not None and abs((index - text).days) > _DAYS


_DIFFERS: dict[IndexKind, Callable[[Check, IndexClaim], bool]] = {
    "number": _other_number,
    "title": _other_title,
    "issuer": _other_issuer,
    "date": _other_date,
}
