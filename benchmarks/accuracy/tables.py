"""The scores as a Markdown table, as `make bench-accuracy` prints it and docs/accuracy.md shows it."""

from __future__ import annotations

from .scoring import Count, Scores


def table(scores: Scores) -> str:
    """Rules, fields by form, and false alarms."""
    lines = ["| rule | right | false | missed | precision | recall | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
    lines += [_line(rule, count) for rule, count in sorted(scores.rules.items())]
    lines.append(_line("all findings", scores.findings))
    lines += ["", "| field | right | false | missed | precision | recall | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
    lines += [_line(f"{form}: {kind}", count) for (form, kind), count in sorted(scores.fields.items())]
    lines += [_line(f"{form}: all fields", scores.fields_of(form)) for form in ("txt", "docx", "pdf")]
    lines += [
        "",
        f"{scores.notices} notices, {scores.clean_notices} of them without a difference.",
        f"Clean notices with any finding at warning or above: {scores.alarmed_notices} ({scores.alarmed_share:.1%}).",
        f"False alarms per 100 clean clauses: {scores.alarm_rate:.2f}.",
    ]
    return "\n".join(lines)


def _line(name: str, count: Count) -> str:
    figures = f"{count.precision:.3f} | {count.recall:.3f} | {count.f1:.4f}"
    return f"| {name} | {count.hit} | {count.false} | {count.missed} | {figures} |"
