"""The page of a rule, from its docstring: what `hedui explain` prints and what docs/rules/ is generated from."""

from __future__ import annotations

from .rules import Rule, all_rules

HEADINGS = ("What it says", "Why it matters", "Example", "What it does not say")
_SEVERITY = {"error": "error 错误", "warning": "warning 警告", "info": "info 提示"}


def page_of(rule: Rule, lang: str = "zh") -> str:
    """Markdown page of one rule, with its names in both languages and its default severity."""
    del lang
    off = "，默认关闭 (off by default)" if rule.off else ""
    head = f"# {rule.code} {rule.slug} · {rule.zh}\n\n{rule.en}. 默认级别 (default severity): {_SEVERITY[rule.severity]}{off}.\n"
    return f"{head}\n{rule.page.strip()}\n"


def all_pages() -> dict[str, str]:
    """File name -> page, for docs/rules/, with an index."""
    pages = {f"{rule.code}.md": page_of(rule) for rule in all_rules()}
    lines = ["# Rules 规则", "", "| code | rule | 规则 | default | says |", "|---|---|---|---|---|"]
    for rule in all_rules():
        info = rule.info
        lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.slug} | {rule.zh} | {rule.severity} | {info.says} |")
    pages["README.md"] = "\n".join(lines) + "\n"
    return pages
