"""The head and the tail of a notice: number, issuer, title, addressees, date, release note, references, attachments."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from ..lexicon import document_words, index_labels
from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width, squeeze
from ..model import Head, Quote, join_quotes
from ..outline import IndexClaim
from .flow import Para
from .head_words import DOCUMENT_NUMBER, ORGAN
from .index_block import IndexBlock
from .index_claims import Printed, index_claims, index_date, index_issuer, index_number, index_title
from .numbering import read_label

_OWN_NUMBER = regex.compile(
    r"(?:发文字号|文号|备注/文号|文件编号)?:?\(?(?P<number>[^():]+\(\d{4}\)第?\d{1,4}号)\)?(?:签发人:.*)?$"
)
_ENDS_TITLE = regex.compile(rf"(?:{'|'.join(document_words())})(?:的通知)?(?:\([^()]{{1,40}}\))?$")
_ISSUING = regex.compile(r"(?:印发|转发|批转)$")
_RELEASE = regex.compile(r"\(?\s*(?:此件|本文|此文)[^。]{0,12}(?:公开|公布|发布|印发)")
_ATTACHMENT = regex.compile(r"^\s*附\s*件\s*[:：]?\s*")
_CITING = regex.compile(
    r"^.*(?:根据|按照|依据|落实|转发|印发|执行|贯彻|关于|通知|意见|方案|要点|办法|规定|号|参照|以及|文件|精神|见|和|及|与|将|对|的)"
)
_INDEX = regex.compile(rf"^(?P<label>{'|'.join(sorted(index_labels(), key=len, reverse=True))}):(?P<value>.*)$")
_SUFFIX = regex.compile(r"\.[A-Za-z]{2,4}$")
TABLE_WORDS = regex.compile(
    r"分解表|分工表|任务表|责任表|任务清单|责任清单|工作清单|一览表|任务台账|分解方案|责任分解|分工方案"
)
_ANNOUNCES = regex.compile(r"任务分解表|责任分解表|任务分工表|责任分工表|工作分解表|工作分工表|任务清单|责任清单")


@dataclass(slots=True)
class HeadReading:
    """The head with the indexes of the paragraphs it was read from."""

    head: Head
    indexes: set[int] = field(default_factory=set)
    announces_table: bool = False
    index_claims: tuple[IndexClaim, ...] = ()


def read_head(
    paras: Sequence[Para], own_head: int, index: IndexBlock | None = None, linked_files: Sequence[str] = ()
) -> HeadReading:
    """Read the head. `own_head` is the number of paragraphs before the first clause or section.

    `index` is what tables above the text say; `linked_files` are names of files that a saved page links to.
    """
    index = index or IndexBlock()
    index.take_lines(paras)
    used: set[int] = set(index.lines)
    front = [para for para in paras[: max(own_head, 1)] if para.index not in used]
    number, number_para = _own_number(front)
    mark = _issuer_mark(front[:8])
    title, title_paras = _title(front, number_para)
    body = [p for p in front if not title_paras or p.index > title_paras[-1].index]
    addressee_para = _addressees(body)
    date_position = _date_position(paras, front, title_paras)
    issued, signers, sign_paras = _signature(paras, date_position)
    used |= {p.index for p in (number_para, addressee_para) if p is not None}
    used |= {p.index for p in (*mark, *title_paras, *sign_paras)}
    release = next((p for p in paras if _RELEASE.match(fold_width(p.text).strip())), None)
    attachments, attachment_paras = _attachments(paras)
    used |= {p.index for p in attachment_paras} | ({release.index} if release else set())
    mark_text = "".join(squeeze_han(para.text) for para in mark) or None
    issuers = signers or _issuers_from(mark_text, title, index)
    own = number or index_number(index)
    head = Head(
        issuer_mark=mark_text,
        document_number=own,
        title=title or index_title(index),
        issuer=issuers[0] if issuers else None,
        issuers=issuers,
        addressees=_split_addressees(addressee_para.text) if addressee_para else (),
        issued_on=issued or index_date(index),
        release_note=release.text.strip().strip("()（）") if release else None,
        references=_references(paras, own),
        attachments=attachments + _not_yet_named(linked_files, attachments),
    )
    announces = any(TABLE_WORDS.search(name) for name in head.attachments) or any(
        _ANNOUNCES.search(p.text) for p in paras
    )
    printed = _printed(number_para, title_paras, mark, sign_paras, bool(signers))
    end = paras[own_head].quote.ranges[0][0] if own_head < len(paras) else math.inf
    return HeadReading(head, used, announces, index_claims(index, printed, end))


def squeeze_han(text: str) -> str:
    """`text` without line breaks, and without spaces that touch a character that is not Latin."""
    text = text.replace("\u3000", " ").replace("\xa0", " ")
    text = regex.sub(r"\s*[\r\n]+\s*", "", text.strip())
    return regex.sub(r"(?<=[A-Za-z])\s+(?=[A-Za-z])|\s+", lambda m: " " if _latin_gap(m) else "", text)


def _latin_gap(match: regex.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return (
        start > 0
        and end < len(text)
        and text[start - 1].isascii()
        and text[start - 1].isalpha()
        and (text[end].isascii() and text[end].isalpha())
    )


def _own_number(front: Sequence[Para]) -> tuple[str | None, Para | None]:
    """The number that stands alone on a line (with 签发人 beside it, or in brackets under the title)."""
    for para in front:
        match = _OWN_NUMBER.match(squeeze(para.text))
        if match and DOCUMENT_NUMBER.fullmatch(match["number"]):
            printed = squeeze_han(para.text)
            start = printed.find(match["number"][:1])
            end = printed.find("号", start) + 1
            return printed[start:end], para
    return None, None


def _issuer_mark(front: Sequence[Para]) -> list[Para]:
    """The line that ends in 文件, or the lines it is broken into."""
    for height in (1, 2, 3):
        for position in range(len(front) - height + 1):
            lines = list(front[position : position + height])
            text = "".join(squeeze(para.text) for para in lines)
            if text.endswith("文件") and 4 <= len(text) <= 80 and not regex.search("关于|[。:《》]", text):
                return lines
    return []


def _title(front: Sequence[Para], number_para: Para | None) -> tuple[str | None, list[Para]]:
    """The first run of lines that holds 关于 and ends in a document word; else the first line that ends in one."""
    for position, para in enumerate(front[:25]):
        text = squeeze(para.text)
        if not _may_be_title(text) or para is number_para or ("关于" not in text and not _gathers(front, position)):
            continue
        lines = _title_lines(front, position)
        if lines and "关于" in "".join(squeeze(line.text) for line in lines):
            lines = _issuer_above(front, position, number_para) + lines
            return "".join(squeeze_han(line.text) for line in lines), lines
    for para in front[:12]:
        text = squeeze(para.text)
        if _may_be_title(text) and _ENDS_TITLE.search(text) and not text.endswith("文件") and len(text) >= 6:
            return squeeze_han(para.text), [para]
    return None, []


def _may_be_title(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= 120
        and not text.endswith((":", "。", "；"))
        and "。" not in text
        and (
            read_label(text) is None
            and not text.startswith("附件")
            and not text.startswith("(此件")
            and not _INDEX.match(text)
        )
    )


def _gathers(front: Sequence[Para], position: int) -> bool:
    """A line before 关于 that belongs to a title broken over lines: the next line starts with 关于 or 《关于."""
    following = front[position + 1] if position + 1 < len(front) else None
    return (
        following is not None
        and squeeze(following.text).startswith(("关于", "《关于"))
        and bool(ORGAN.search(_ISSUING.sub("", squeeze(front[position].text))))
    )


def _title_lines(front: Sequence[Para], position: int) -> list[Para]:
    lines: list[Para] = []
    for para in front[position : position + 6]:
        text = squeeze(para.text)
        if not _may_be_title(text) or DOCUMENT_NUMBER.fullmatch(text):
            break
        lines.append(para)
        joined = "".join(squeeze(line.text) for line in lines)
        if (
            _ENDS_TITLE.search(joined)
            and (joined.endswith("通知") or "印发" not in joined)
            and joined.count("《") == joined.count("》")
        ):
            return lines
    joined = "".join(squeeze(line.text) for line in lines)
    return lines if _ENDS_TITLE.search(joined) else []


def _issuer_above(front: Sequence[Para], position: int, number_para: Para | None) -> list[Para]:
    """Issuer names on the lines right above a title that starts with 关于."""
    lines: list[Para] = []
    if not squeeze(front[position].text).startswith("关于"):
        return lines
    for para in reversed(front[:position]):
        text = squeeze(para.text)
        if para is number_para or not _may_be_title(text) or not ORGAN.search(text) or len(text) > 40:
            break
        lines.insert(0, para)
    return lines


def _addressees(front: Sequence[Para]) -> Para | None:
    for para in front:
        text = squeeze(para.text)
        if text.endswith(":") and 3 <= len(text) <= 400 and read_label(text) is None and "。" not in text:
            return para
    return None


_UNIT_END = regex.compile(
    r"(?:政府|部门|机构|单位|局|委|办|厅|院|会|公司|中心|企业|高校|学校|部队|社团|团体|办事处|管委会|街道|人员|集团|银行|部|处|所|站|社|村|社区|学院|科室)(?:\([^()]*\))?$"
)


_BARE_NEXT = regex.compile(r"(?:局|办|委|处|室|厅|院|中心|单位)(?=[、,;]|$)")
"""各部、局、中心; 市政府各委、办、局; 各部门、单位: one addressee."""


def _split_addressees(text: str) -> tuple[str, ...]:
    """Addressees as printed; 各区、县(市)人民政府 stays whole, because 各区 alone is no organ."""
    folded = fold_width(squeeze_han(text)).rstrip(":： ")
    original = squeeze_han(text)[: len(folded)]
    names, start, depth = [], 0, 0
    for offset, char in enumerate(folded):
        depth += (char == "(") - (char == ")")
        if depth or char not in ",;、":
            continue
        if char == "、" and (not _UNIT_END.search(folded[start:offset]) or _BARE_NEXT.match(folded, offset + 1)):
            continue
        names.append(original[start:offset])
        start = offset + 1
    names.append(original[start:])
    return tuple(name.strip() for name in names if name.strip())


def _date_position(paras: Sequence[Para], front: Sequence[Para], title_paras: Sequence[Para]) -> int | None:
    """The date that stands alone on a line: the first one after the title, else the last one of all."""
    after = title_paras[-1].index if title_paras else -1
    positions = [n for n, para in enumerate(paras) if len(para.text) < 40 and _line_date(para.text) is not None]
    ahead = [n for n in positions if paras[n].index > after]
    if ahead:
        return ahead[0] if ahead[0] < len(front) else ahead[-1]
    return positions[-1] if positions else None


def _line_date(text: str) -> datetime.date | None:
    return parse_date(text.strip().strip("()（）").removesuffix("印发").strip())


def _signature(paras: Sequence[Para], position: int | None) -> tuple[datetime.date | None, tuple[str, ...], list[Para]]:
    """The date and the names on the lines right above it."""
    if position is None:
        return None, (), []
    names: list[str] = []
    lines = [paras[position]]
    for para in reversed(paras[max(0, position - 10) : position]):
        text = fold_width(para.text).strip()
        if len(text) > 60 or regex.search(r"[。，,；:、]", text) or not ORGAN.search(squeeze(text)):
            break
        lines.append(para)
        names[:0] = [
            squeeze_han(name) for name in regex.split(r"\s{2,}|(?<=[府委局厅办会])\s+(?=[\u4e00-\u9fff]{4})", text)
        ]
    return _line_date(paras[position].text), tuple(name for name in names if name), lines


def _issuers_from(mark: str | None, title: str | None, index: IndexBlock) -> tuple[str, ...]:
    if mark:
        return (mark.removesuffix("文件"),)
    if title and "关于" in title and ORGAN.search(title[: title.index("关于")]):
        return (title[: title.index("关于")],)
    value = index_issuer(index)
    return (value,) if value else ()


def _printed(
    number: Para | None, title: Sequence[Para], mark: Sequence[Para], signature: Sequence[Para], issuers: bool
) -> Printed:
    """What the text itself prints of its head. `signature` holds the date first; `issuers`: names stand above it."""
    title_quote = join_quotes([para.quote for para in title]) if title else None
    if issuers:
        signed = tuple(para.quote for para in reversed(signature[1:]))
    elif mark:
        signed = tuple(para.quote for para in mark)
    else:
        signed = _before_about(title_quote)
    return Printed(_number_quote(number), title_quote, signed, signature[0].quote if signature else None)


def _number_quote(para: Para | None) -> Quote | None:
    match = DOCUMENT_NUMBER.search(fold_width(para.text)) if para is not None else None
    return para.quote.cut(match.start(), match.end()) if para is not None and match is not None else None


def _before_about(title: Quote | None) -> tuple[Quote, ...]:
    """The issuer in a title: what stands before 关于."""
    end = title.text.find("关于") if title is not None else -1
    return (title.cut(0, end),) if title is not None and end > 0 else ()


def _not_yet_named(files: Sequence[str], attachments: Sequence[str]) -> tuple[str, ...]:
    """The linked files that the notice's own list of attachments does not name."""
    known = {squeeze(_SUFFIX.sub("", name)) for name in attachments}
    return tuple(name for name in files if squeeze(_SUFFIX.sub("", name)) not in known)


def _references(paras: Sequence[Para], own: str | None) -> tuple[str, ...]:
    """Numbers of other documents cited in the text, as printed, once each."""
    found: dict[str, None] = {}
    own_key = squeeze(own) if own else None
    for para in paras:
        text = squeeze_han(para.text)
        folded = fold_width(text)
        for match in DOCUMENT_NUMBER.finditer(folded):
            code = _CITING.sub("", match["code"])
            start = match.end("code") - len(code)
            number = text[start : match.end()]
            if code and squeeze(number) != own_key:
                found[number] = None
    return tuple(found)


def _attachments(paras: Sequence[Para]) -> tuple[tuple[str, ...], list[Para]]:
    """Names in the attachment list (附件：1.…2.…), and the paragraphs it takes."""
    for position, para in enumerate(paras):
        folded = fold_width(para.text)
        if not regex.match(r"\s*附\s*件\s*(?::|\s*\d\s*[.、])", folded):
            continue
        names, used = [_attachment_name(_ATTACHMENT.sub("", para.text))], [para]
        for following in paras[position + 1 : position + 12]:
            label = read_label(following.text)
            if label is None or label.kind != "arabic" or len(following.text) > 60 or "。" in following.text:
                break
            names.append(_attachment_name(following.text))
            used.append(following)
        split = [part for name in names for part in regex.split(r"\s+(?=\d\s*[.、．])", name)]
        return tuple(cleaned for part in split if (cleaned := _attachment_name(part))), used
    return (), []


def _attachment_name(text: str) -> str:
    label = read_label(text)
    name = text[label.end :] if label and label.kind == "arabic" else text
    return name.strip().strip("《》。；;").strip()
