"""One report with its cross references resolved: what stands opposite, what is found where, which heading is above."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from ..model import Clause, Finding, Report, Row, Section, Severity
from ..records import dataclass

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the clause and the row it names, where there are such; `order` is its place in the report."""

    order: int
    finding: Finding
    clause: Clause | None
    row: Row | None


@dataclass(frozen=True, slots=True)
class View:
    """A report and its indexes. Ids are the keys; tuples are in document order.

    `about_clause` and `about_row` hold a finding under everything it names, `at_notice` what names neither.
    """

    report: Report
    sections: dict[str, Section]
    rows_of: dict[str, tuple[Row, ...]]
    clauses_of: dict[str, tuple[Clause, ...]]
    located: tuple[Located, ...]
    about_clause: dict[str, tuple[Located, ...]]
    about_row: dict[str, tuple[Located, ...]]
    numbers: dict[str, str]
    """The number of each clause and row that has one, by id. One that restarts is led by those of its headings."""

    def number(self, item: Clause | Row) -> str:
        """What the item is called by: its number, else its id."""
        return self.numbers.get(item.id) or item.id

    def counts(self) -> dict[str, int]:
        """How many clauses and rows there are, and clauses that were compared and are clean."""
        clauses, rows = len(self.report.clauses), len(self.report.rows)
        return {"clauses": clauses, "rows": rows, "clean": self.clean_clauses()}

    def section_path(self, section: str | None) -> str:
        """Headings above an item, topmost first: 一 加强公开 / 二 改进服务."""
        titles: list[str] = []
        while section is not None and section in self.sections and len(titles) < len(self.sections):
            here = self.sections[section]
            titles.append(" ".join(filter(None, (here.number, here.title))))
            section = here.parent
        return " / ".join(reversed(titles))

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.report.findings)

    def at_notice(self) -> list[Located]:
        """Findings that concern the whole notice."""
        return [found for found in self.located if found.clause is None and found.row is None]

    def about(self, clause: Clause | None, row: Row | None) -> list[Located]:
        """Findings that concern the clause or the row, each once, in the order of the report."""
        here = [*(self.about_clause.get(clause.id, ()) if clause else ())]
        here += self.about_row.get(row.id, ()) if row else ()
        return [found for _, found in sorted({found.order: found for found in here}.items())]

    def around(self, clause: Clause) -> list[Located]:
        """Findings that concern the clause or a row opposite."""
        here = [found for row in self.rows_of.get(clause.id, (None,)) for found in self.about(clause, row)]
        return [found for _, found in sorted({found.order: found for found in here}.items())]

    def clean_clauses(self) -> int:
        """Clauses with a row opposite and nothing found about either."""
        return sum(clause.id in self.rows_of and not self.around(clause) for clause in self.report.clauses)

    def unpaired_rows(self) -> list[Row]:
        return [row for row in self.report.rows if row.id not in self.clauses_of]


def view_of(report: Report) -> View:
    """Index a report."""
    clauses = {clause.id: clause for clause in report.clauses}
    rows = {row.id: row for row in report.rows}
    pairs = [(clauses[p.clause], rows[p.row]) for p in report.pairs if p.clause in clauses and p.row in rows]
    located = tuple(_located(report))
    sections = {section.id: section for section in (*report.sections, *report.table_sections)}
    return View(
        report=report,
        sections=sections,
        rows_of=_grouped((clause.id, row) for clause, row in pairs),
        clauses_of=_grouped((row.id, clause) for clause, row in pairs),
        located=located,
        about_clause=_grouped((found.clause.id, found) for found in located if found.clause),
        about_row=_grouped((found.row.id, found) for found in located if found.row),
        numbers=_numbers(report.clauses, sections) | _numbers(report.rows, sections),
    )


def _numbers(items: Sequence[Clause | Row], sections: Mapping[str, Section]) -> dict[str, str]:
    """Numbers by id; where two items of a side bear the same, the numbers of the headings above come first: 二·3."""
    bearers = Counter((item.number, of_table(item)) for item in items)
    shown = {}
    for item in items:
        if item.number:
            shown[item.id] = item.number
            if bearers[item.number, of_table(item)] > 1:
                shown[item.id] = "·".join([*_headings(item.section, sections), item.number])
    return shown


def of_table(item: Clause | Row) -> bool:
    """Whether an item of a version is a row of its table: its id is that of the row, behind `old-` or `new-`."""
    return item.id.partition("-")[2].startswith("r")


def _headings(section: str | None, sections: Mapping[str, Section]) -> list[str]:
    """Numbers of the headings above, topmost first."""
    above: list[str] = []
    while section is not None and section in sections and len(above) < len(sections):
        here = sections[section]
        above.insert(0, here.number or "")
        section = here.parent
    return list(filter(None, above))


def _located(report: Report) -> Iterable[Located]:
    clause_of = _finder(report.clauses)
    row_of = _finder(report.rows)
    for order, finding in enumerate(report.findings):
        clause, row = clause_of(finding.clause_id, finding.clause), row_of(finding.row_id, finding.row)
        yield Located(order, finding, clause, row)


Item = TypeVar("Item", Clause, Row)


def _finder(items: Sequence[Item]) -> Callable[[str | None, str | None], Item | None]:
    """(id, printed number) -> the item with the id, or the only one that bears the number."""
    by_id = {item.id: item for item in items}
    bearers = Counter(item.number for item in items)
    by_number = {item.number: item for item in items if item.number is not None and bearers[item.number] == 1}

    def find(known: str | None, number: str | None) -> Item | None:
        found = by_id.get(known) if known is not None else None
        return found or (by_number.get(number) if number is not None else None)

    return find


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
