"""RDR: what could not be read, or was repaired on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...model import Quote
from ...outline import Note
from ..reading import ReadClause
from . import rule
from .check import Check, Draft, date_zh, label_en, label_zh, quote_spans, quoted


@rule("RDR001", "text-unaccounted", "warning", zh="有文字未能归类", en="Text unaccounted for")
def text_unaccounted(check: Check) -> Iterator[Draft]:
    """有文字未能归类。

    Characters that no role claims.

    ## What it says
    这段文字既不是文头、标题、条款、责任标注，也不是表格、页码；或者在责任标注之内而未能读出内容。

    This text of the source is neither head, heading, clause, annotation, table nor furniture; or it stands inside
    an annotation and nothing was read from it.

    ## Why it matters
    任何文字都不应无声丢失。未能识别的内容需要人工查看。

    Nothing may be lost silently. What hedui did not understand, a person should look at.

    ## Example
    两个条款之间有一段不属于任何一条的文字。

    A paragraph between two clauses that belongs to neither.

    ## What it does not say
    空白、页码和页眉页脚已经归类，不报。责任标注里写明的任务内容（市商务局牵头推进试点工作）只作提示。

    White space, page numbers and running heads are accounted for. A task that an annotation says
    (市商务局牵头推进试点工作) is information.
    """
    for span in check.reading.notice.accounting.unaccounted:
        yield Draft(
            zh=f"文中{quoted(span.text, 60)}未能归入标题、条款、责任标注或者表格，请人工核对。",
            en=f"No role was found for {quoted(span.text, 60)}: look at it yourself.",
            body=span.text,
            details={"characters": sum(not char.isspace() for char in span.text)},
            body_spans=(span,),
        )
    for item in check.reading.clauses:
        for quote in item.duties.unread:
            yield _in_annotation(
                item,
                quote,
                f"中{quoted(quote.text, 60)}未能识别，没有参与比对，请人工核对。",
                f"nothing was read from {quoted(quote.text, 60)} in the annotation.",
            )
        for quote in item.duties.tasks:
            said = _in_annotation(
                item,
                quote,
                f"写有任务内容{quoted(quote.text, 60)}，没有参与比对，请一并核对。",
                f"the annotation says a task, {quoted(quote.text, 60)}, which was not compared.",
            )
            yield replace(said, severity="info")


def _in_annotation(item: ReadClause, quote: Quote, zh: str, en: str) -> Draft:
    return Draft(
        zh=f"{label_zh(item)}的责任标注{zh}",
        en=f"{label_en(item, opens=True)}: {en}",
        clause=item,
        body=quote.text,
        body_spans=quote_spans([quote]),
    )


@rule("RDR002", "table-not-found", "warning", zh="未找到任务分解表", en="Breakdown table not found")
def table_not_found(check: Check) -> Iterator[Draft]:
    """应有分解表而未能读到。

    A notice that announces a table, or was expected to have one, and none can be read.

    ## What it says
    文件提到分解表或者带有附件，但没有找到表头可以识别的表格；或者表格中的单元格全部为空。

    The notice speaks of a breakdown table or came with an attachment, and no table with known header words was
    found; or the table is there and all its cells are empty.

    ## Why it matters
    没有进行任何比对。表格可能是单独的文件，请用 `--attachment` 指定。

    Nothing was compared. The table may be in a separate file: give it with `--attachment`.

    ## Example
    文中写有“附件：重点任务分解表”，文件到正文为止。

    附件：重点任务分解表 is announced, and the file ends with the body.

    ## What it does not say
    没有提到分解表的文件不报。此时也不逐条报告缺少事项。

    A notice that never speaks of a table needs none. Missing rows are not reported one by one.
    """
    if any(note.kind == "all-cells-empty" for note in check.reading.outline.notes):
        yield Draft(
            zh="任务分解表的单元格全部为空，可能是网页转换丢失，请核对原件。",
            en="Every cell of the breakdown table is empty: probably lost in a conversion. Check the original.",
        )
    elif not check.reading.rows and check.reading.outline.table_expected:
        yield Draft(
            zh="文件提到任务分解表，但未能读到。如表格另存为文件，请用 --attachment 指定。",
            en="The notice announces a breakdown table, and none can be read. Give a separate file with --attachment.",
        )


@rule("RDR003", "clauses-not-found", "warning", zh="未找到条款", en="Clauses not found")
def clauses_not_found(check: Check) -> Iterator[Draft]:
    """未能读到任何条款。

    No clause could be read.

    ## What it says
    正文没有编号的条目，也没有带责任标注的段落。

    The body has no numbered or annotated item.

    ## Why it matters
    没有可以与分解表比对的内容，或者正文没有按原样读出。

    There is nothing to compare the table with, or the text was not read as it should be.

    ## Example
    只有印发通知，方案在另一个文件中。

    A covering letter whose plan is in another file.

    ## What it does not say
    没有责任标注的编号条目也是条款。

    Clauses without annotations are clauses.
    """
    if not check.reading.clauses:
        yield Draft(
            zh="未能读到任何条款，请确认输入的是通知正文；如正文在另一文件中，请一并提供。",
            en="No clause could be read. Check that the input is the notice's body.",
        )


@rule("RDR004", "text-damaged", "warning", zh="文字有损坏", en="Text damaged")
def text_damaged(check: Check) -> Iterator[Draft]:
    """文字有缺损，已按唯一读法处理，附原文。

    Repaired damage, with the original.

    ## What it says
    转换时丢失或者重复了文字（2017年8月22日成为2017822日），只有一种合理读法，已按该读法处理。

    A conversion lost or doubled characters (2017822日 for 2017年8月22日); exactly one reading fits, and it was
    used.

    ## Why it matters
    公开文本上会显示缺损，这里使用的是推定值，不是印出的文字。

    The published text shows the damage, and the value used here is a reading, not what is printed.

    ## Example
    完成时限“202310月份”，按2023年10月处理。

    完成时限 202310月份, read as 2023年10月.

    ## What it does not say
    不归咎于发文单位。单位名称的缺损见 UNT010。

    It does not blame the issuer. A damaged unit name is UNT010.
    """
    told: set[tuple[str, int]] = set()
    for note in check.reading.outline.notes:
        if note.kind in ("text-damaged", "engine-disagrees"):
            yield _note_draft(note)
    for item in check.all_items:
        clause, row = check.both(item)
        in_body = isinstance(item, ReadClause)
        for deadline in item.duties.deadlines:
            key = (deadline.span.part, deadline.span.start)
            if "damaged" not in deadline.flags or key in told:
                continue
            told.add(key)
            read_as = deadline.date.isoformat() if deadline.date else deadline.recurrence or ""
            as_zh = f"按{date_zh(deadline.date)}处理" if deadline.date else "按唯一合理的读法处理"
            as_en = f"as {read_as}" if deadline.date else "in the only way that fits"
            yield Draft(
                zh=f"{label_zh(item)}的完成时限“{deadline.raw}”文字有缺损，{as_zh}，请核对原件。",
                en=f"{label_en(item, opens=True)}: “{deadline.raw}” is damaged and was read {as_en}.",
                clause=clause,
                row=row,
                body=deadline.raw if in_body else None,
                table=None if in_body else deadline.raw,
                details={"original": deadline.raw, "repaired": read_as},
                body_spans=(deadline.span,) if in_body else (),
                table_spans=() if in_body else (deadline.span,),
            )


def _note_draft(note: Note) -> Draft:
    original, repaired = note.original or "", note.repaired or ""
    if note.kind == "engine-disagrees":
        return Draft(
            zh=f"两种读取方式得到的文字不一致（{note.text}），请核对原件。",
            en=f"Two engines disagree about this file ({note.text}). Check the original.",
            details={"page": note.page},
            body_spans=(note.span,) if note.span else (),
        )
    return Draft(
        zh=f"文字有缺损：“{original}”按“{repaired}”处理，请核对原件。",
        en=f"Damaged text: “{original}” was read as “{repaired}”.",
        body=original,
        details={"original": original, "repaired": repaired, "page": note.page},
        body_spans=(note.span,) if note.span else (),
    )


@rule("RDR006", "page-unreadable", "error", zh="页面无法读取", en="Page unreadable")
def page_unreadable(check: Check) -> Iterator[Draft]:
    """页面没有可读取的文字。

    A page gives no text.

    ## What it says
    该页是图片或者轮廓，没有文字层。

    The page holds a picture or outlines, and no text layer.

    ## Why it matters
    该页内容没有参与核对。

    Whatever stands on the page was not compared.

    ## Example
    扫描的盖章页。

    A scanned signature page.

    ## What it does not say
    空白页不报。

    An empty page is not unreadable.
    """
    for note in check.reading.outline.notes:
        if note.kind == "page-unreadable":
            yield Draft(
                zh=f"第{note.page}页没有可读取的文字（可能是扫描件），该页内容未参与核对。",
                en=f"Page {note.page} gives no text (a scan?): what stands on it was not compared.",
                details={"page": note.page},
                body_spans=(note.span,) if note.span else (),
            )


_OPEN_KINDS = ("revisions-open", "hidden-text", "converted")


@rule("RDR007", "source-not-final", "info", zh="文件不是定稿原件", en="Source is no final original")
def source_not_final(check: Check) -> Iterator[Draft]:
    """文件留有修订、批注或者隐藏文字，或者经过格式转换后读取。

    The file has open revisions, comments or hidden text, or was converted before it was read.

    ## What it says
    文件里还有没有接受的修订、没有删除的批注、不打印的隐藏文字，或者是由旧格式转换后读取的。按定稿文字核对。

    The file holds tracked changes, comments or hidden text, or another program converted it. The final text was
    compared.

    ## Why it matters
    发出的文件不应当带着修改痕迹；转换可能改变版式，位置以转换后的文件为准。

    A notice should not go out with its changes showing; a conversion may move things, and places are those of the
    converted file.

    ## Example
    第三条还有两处未接受的修订。

    Two changes in clause 3 are not yet accepted.

    ## What it does not say
    不说明修订是否正确。要按修改前的文字核对，使用 --revisions original。

    It does not judge the changes. `--revisions original` compares the text before them.
    """
    for note in check.reading.outline.notes:
        if note.kind in _OPEN_KINDS:
            yield Draft(
                zh=f"{note.text.rstrip('。')}。核对以定稿文字为准，发文前请清理。"
                if note.kind != "converted"
                else f"{note.text.rstrip('。')}。文中位置以转换后的文件为准。",
                en=f"The file is no final original: {note.text}",
                details={"kind": note.kind},
                body_spans=(note.span,) if note.span else (),
            )
