"""Where a line stands in its source, as people say it: 附件1第3页表1第4行第5列."""

from __future__ import annotations

from ..model import Span


def place_of(span: Span) -> str:
    """Part, page, and table cell or paragraph, as far as the format of the source knows them."""
    _, _, attachment = span.part.partition("attachment-")
    words = [f"附件文件{attachment}" if attachment else ""]
    words.append(f"第{span.page}页" if span.page else "")
    if span.cell:
        table, row, column = span.cell
        words.append(f"表{table}第{row}行第{column}列")
    elif span.block:
        words.append(f"第{span.block}段")
    return "".join(words)
