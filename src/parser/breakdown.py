"""Breakdown tables (任务分解表): grid -> rows with measures.

Knows the way of a table from its grid through its header to its rows. What the body as a whole tells is in
`table_body`, what each physical row is in `row_kinds`, how rows become items in `row_items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from ..model import Quote
from ..outline import OutlineRow, OutlineSection
from ..records import dataclass
from .column_contents import Grid as Texts
from .columns import Header, RoleOf, find_header, label_header, role_of_word
from .document import Document, Table
from .grain import Grain, with_categories_as_rows, with_measures_as_rows
from .grid import Grid, expand, text_of
from .key_values import KeyValues, find_key_values
from .row_items import RowItems
from .row_kinds import RowKinds
from .splitting import is_by_unit, with_parts_as_rows, with_parts_numbered
from .table_body import TableBody, own_quotes
from .table_sections import NO_SECTION, SectionAbove, TableSections
from .turning import laid_upright


@dataclass(slots=True)
class Breakdown:
    """A breakdown table, read. Cells of header and body are kept for the accounting."""

    header: Header
    rows: list[OutlineRow] = field(default_factory=list)
    sections: list[OutlineSection] = field(default_factory=list)
    header_quotes: list[Quote] = field(default_factory=list)
    repeated: list[Quote] = field(default_factory=list)
    caption: list[Quote] = field(default_factory=list)
    section_quotes: list[Quote] = field(default_factory=list)
    all_empty: bool = False
    parted: bool = False
    """Some cells of task text hold several numbered parts."""
    over: Quote | None = None
    """The title in the line right above the table, without its number."""
    open_sections: TableSections | None = None
    """The sections as they stand behind the last row: a table that continues goes on in them."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A table with its full grid, the texts of the grid, and the header where one is found."""

    table: Table
    grid: Grid
    texts: Texts
    header: Header | None
    listed: KeyValues | None = None


def lay_out(document: Document, table: Table, role_of: RoleOf = role_of_word) -> LaidOut:
    """Find the header of a table. `role_of` may know more header words than the tables of words do."""
    grid: Grid = expand(document, table)
    listed = find_key_values(grid, role_of)
    if listed is not None:
        grid = listed.tasks
    elif (upright := laid_upright(table, grid)) is not None:
        table, grid = upright, expand(document, upright)
    texts = [[text_of(position) for position in row] for row in grid]
    header = label_header(listed.words, texts, role_of) if listed else find_header(texts, table.header_rows, role_of)
    return LaidOut(table, grid, texts, header, listed)


def read_breakdown(
    laid: LaidOut, first_row: int, first_section: int, grain: Grain = "task", above: SectionAbove = NO_SECTION
) -> Breakdown | None:
    """Read a table as a breakdown table, or None where its header says it is something else.

    `above` is the section that its first rows stand in, by a heading over the table or by the table it continues.
    `grain` says what is a row: a category, a task, each of its measures, or each numbered part of their cells. Ids
    go on from `first_row` and `first_section` (r1, ts1 ...), so that several tables of a notice count on.
    """
    header = laid.header
    if header is None:
        return None
    grid = laid.grid
    parted = with_parts_as_rows(header, grid, always=True)
    several, whole = len(parted) > len(grid), grid
    grid = parted if grain == "part" else with_parts_as_rows(header, grid)
    if len(grid) > len(whole) and (grain == "part" or is_by_unit(header)):
        header = with_parts_numbered(header)
    if grain == "category":
        header = with_categories_as_rows(header, grid)
    elif grain != "task":
        header = with_measures_as_rows(header, grid)
    result = _read_rows(TableBody(laid.table, header, grid), laid.listed, first_row, first_section, above)
    result.parted = several
    return result


def _read_rows(
    body: TableBody, listed: KeyValues | None, first_row: int, first_section: int, above: SectionAbove
) -> Breakdown:
    """Give each physical row its place: caption, header, repeated header, section heading, or part of an item."""
    header, result, kinds = body.header, Breakdown(body.header, all_empty=body.all_empty), RowKinds(body)
    if listed is not None:
        # The labels of a table of labels and values are its header, each as often as it stands there.
        result.header_quotes.extend(label.quote for label in listed.labels if label.quote is not None)
    sections = TableSections(body, first_section, above)
    items = RowItems(body, sections)
    for number, row in enumerate(body.grid):
        own = own_quotes(row)
        if number < header.first:
            result.caption.extend(own)
        elif number < header.last:
            result.header_quotes.extend(own)
        elif kinds.is_repeated_header(row):
            result.repeated.extend(own)
        elif kinds.is_note(own):
            result.caption.extend(own)
        elif (heading := kinds.heading(number, row)) is not None:
            sections.open(heading)
            result.section_quotes.extend(own)
        elif own:
            items.take(row, own)
    result.rows, result.sections, result.open_sections = items.rows(first_row), sections.found, sections
    return result


def other_grains(tables: Sequence[Breakdown]) -> list[Grain]:
    """The grains that would give other rows than the tasks of these tables."""
    roles = {role for table in tables for role in table.header.roles}
    found: list[Grain] = ["category"] if "category" in roles else []
    found += ["measure"] if "measure" in roles else []
    return [*found, "part"] if any(table.parted for table in tables) else found
