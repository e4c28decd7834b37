"""What the rules find between two versions, in words: 旧版 and 新版, and what changed from one to the other.

The rules say what body and table say and what follows from it; between versions nothing follows but the change itself.
Each draft keeps its code, places and details, and gets another message. `details.side` names the version that has what
is reported: old, new or both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from ..lexicon.numerals import number_value
from ..model import RuleInfo
from ..records import dataclass
from .reading import ReadClause, ReadRow
from .rules import Rule
from .rules.check import Check, Draft, Item, heading, quoted
from .rules.unit_sets import Names
from .version_splits import splits_joined

Both = tuple[str, str]
"""A text in Chinese and in English."""

_LISTED = 6
_ROLES: dict[str, Both] = {
    "lead": ("牵头单位", "lead"),
    "responsible": ("责任单位", "responsible"),
    "supporting": ("配合单位", "supporting"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A comparison of clauses or of rows, and how its items are called."""

    check: Check
    kind: Literal["clause", "row"]

    def label(self, item: ReadClause | ReadRow | None, *, titled: bool = False) -> Both:
        """旧版第3条 or 新版表中第3项; the heading where there is no number, or beside it."""
        old = isinstance(item, ReadClause)
        number = (item.clause.number if isinstance(item, ReadClause) else item.row.number if item else None) or ""
        name = quoted(heading(item)) if item is not None and (titled or not number) else ""
        numbered = (f"第{number}条" if self.kind == "clause" else f"第{number}项") if number else ""
        zh = f"{'旧版' if old else '新版'}{'' if self.kind == 'clause' else '表中'}{numbered}{name}"
        return zh, " ".join(filter(None, (f"{'old' if old else 'new'} {self.kind}", number, name)))

    def item_of(self, draft: Draft) -> Item | None:
        """The matched item a draft is about."""
        found = (item for item in self.check.items if item.clause is draft.clause and item.row is draft.row)
        return next(found, None)


def in_words_of_versions(wording: Wording, drafts: Sequence[tuple[Rule, Draft]]) -> list[tuple[Rule, Draft]]:
    """The drafts with their messages rewritten; a run of items renumbered in the same way is said once."""
    said = []
    for rule, draft in _renumbered_once(splits_joined(drafts)):
        zh, en = _CHANGES[rule.code].say(wording, draft)
        side = _CHANGES[rule.code].side or _side(draft)
        details = {**draft.details, "side": side, "item": wording.kind}
        said.append((rule, replace(draft, zh=f"{zh}。", en=f"{en[:1].upper()}{en[1:]}.", details=details)))
    return said


def _side(draft: Draft) -> str:
    """Whose the reported words are: a whole side says it itself, everything else by what it quotes."""
    if (whole := draft.details.get("side")) is not None:
        return "old" if whole == "body" else "new"
    if draft.body and draft.table:
        return "both"
    return "old" if draft.body else "new"


def _renumbered_once(drafts: Sequence[tuple[Rule, Draft]]) -> list[tuple[Rule, Draft]]:
    """One clause more moves every later number: one finding for the run, and information only."""
    kept: list[tuple[Rule, Draft]] = []
    shift: int | None = None
    for rule, draft in drafts:
        if rule.code != "MAT003":
            kept.append((rule, draft))
            continue
        moved = (number_value(draft.table) or 0) - (number_value(draft.body) or 0)
        if moved == shift:
            first = next(n for n in range(len(kept) - 1, -1, -1) if kept[n][0].code == "MAT003")
            run = kept[first][1]
            details = run.details | {"last_body_number": draft.body, "last_table_number": draft.table}
            kept[first] = (rule, replace(run, details=details))
            continue
        shift = moved
        kept.append((rule, replace(draft, severity="info")))
    return kept


# --- counterparts and numbers ---------------------------------------------------------------------------------------


_WHOLE: dict[str, Both] = {"clause": ("全部条款", "clauses"), "row": ("任务分解表", "rows of the breakdown table")}


def _gone(wording: Wording, draft: Draft) -> Both:
    if draft.clause is None:
        (zh, en), count = _WHOLE[wording.kind], draft.details["count"]
        return (
            f"旧版的{zh}（{count}项）在新版中没有",
            f"the {en} of the old version ({count} items) are not in the new one",
        )
    if draft.row is not None:
        (zh, en), (into_zh, into_en) = wording.label(draft.clause, titled=True), wording.label(draft.row)
        duty = _other_duties(draft)
        return f"{zh}并入{into_zh}{duty[0]}", f"{en} went into {into_en}{duty[1]}"
    zh, en = wording.label(draft.clause, titled=True)
    return f"{zh}在新版中没有对应内容，已经删去或者改写", f"{en} has no counterpart in the new version"


def _come(wording: Wording, draft: Draft) -> Both:
    if draft.row is None:
        (zh, en), count = _WHOLE[wording.kind], draft.details["count"]
        return f"新版增加{zh}（{count}项）", f"the {en} of the new version ({count} items) are not in the old one"
    if draft.clause is not None:
        (zh, en), (from_zh, from_en) = wording.label(draft.row, titled=True), wording.label(draft.clause)
        duty = _other_duties(draft)
        return f"{zh}由{from_zh}拆分而成{duty[0]}", f"{en} was split from {from_en}{duty[1]}"
    zh, en = wording.label(draft.row, titled=True)
    return f"{zh}是旧版没有的，为新增内容", f"{en} has no counterpart in the old version"


def _other_duties(draft: Draft) -> Both:
    """Whether units and deadlines went along."""
    if draft.details.get("same_duties"):
        return "，单位和时限未变", ", units and deadline unchanged"
    return "，单位或者时限有变动", ", with other units or another deadline"


def _renumbered(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    last, new_last = draft.details.get("last_body_number"), draft.details.get("last_table_number")
    if last:
        return (
            f"{zh}至第{last}{'条' if wording.kind == 'clause' else '项'}在新版中依次编号为{draft.table}至{new_last}",
            f"{en} to {last} are numbered {draft.table} to {new_last} in the new version",
        )
    return f"{zh}在新版中编号为{draft.table}", f"{en} is numbered {draft.table} in the new version"


def _uncertain(wording: Wording, draft: Draft) -> Both:
    (zh, en), (zh_new, en_new) = wording.label(draft.clause), wording.label(draft.row)
    return f"{zh}与{zh_new}的对应关系不确定，请先核对是否为同一内容", f"{en} and {en_new} may not belong together"


def _section(wording: Wording, draft: Draft) -> Both:
    old, new = quoted(draft.body or "", 40), quoted(draft.table or "", 40)
    if draft.clause is None:
        return f"章节标题由{old}改为{new}", f"a section was headed {old} and is headed {new}"
    zh, en = wording.label(draft.clause)
    return f"{zh}属于{old}，新版列在{new}之下", f"{en} stands under {old}, in the new version under {new}"


# --- units ----------------------------------------------------------------------------------------------------------


def _names(draft: Draft) -> str:
    return "、".join(draft.details.get("units", ()))


def _beside(names: str | None, version: Both) -> Both:
    return (f"（{version[0]}为{names}）", f" ({version[1]}: {names})") if names else ("", "")


def _unit_gone(role: str) -> Callable[[Wording, Draft], Both]:
    def say(wording: Wording, draft: Draft) -> Both:
        (zh, en), beside = wording.label(draft.clause), _beside(draft.table, ("新版", "new"))
        role_zh, role_en = _ROLES[role]
        names = _names(draft)
        return f"{zh}的{role_zh}{names}在新版中取消{beside[0]}", f"{names}, {role_en} in {en}, is gone{beside[1]}"

    return say


def _unit_come(role: str) -> Callable[[Wording, Draft], Both]:
    def say(wording: Wording, draft: Draft) -> Both:
        (zh, en), beside = wording.label(draft.row), _beside(draft.body, ("旧版", "old"))
        role_zh, role_en = _ROLES[role]
        names = _names(draft)
        return f"{zh}新增{role_zh}{names}{beside[0]}", f"{names} is a new {role_en} unit of {en}{beside[1]}"

    return say


def _absent(role: str) -> Callable[[Wording, Draft], Both]:
    """One version names the role, the other does not: for one item, or throughout."""

    def say(wording: Wording, draft: Draft) -> Both:
        role_zh, role_en = _ROLES[role]
        old = _side(draft) == "old"
        if draft.clause is None and draft.row is None:
            return _throughout(role_zh, f"{role_en} units", old=old)
        (zh, en), (zh_new, en_new) = wording.label(draft.clause), wording.label(draft.row)
        names = _names(draft)
        if old:
            return (
                f"{zh}的{role_zh}为{names}，新版没有列{role_zh}",
                f"{en} names {names}; {en_new} names no {role_en} unit",
            )
        return (
            f"{zh_new}的{role_zh}为{names}，旧版没有列{role_zh}",
            f"{en_new} names {names}; {en} names no {role_en} unit",
        )

    return say


def _throughout(zh: str, en: str, *, old: bool) -> Both:
    one, other = ("旧版", "新版") if old else ("新版", "旧版")
    one_en, other_en = ("old", "new") if old else ("new", "old")
    return f"{one}列有{zh}，{other}通篇没有列{zh}", f"the {one_en} version gives {en}, the {other_en} one never does"


def _role(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.row)
    changes = list(_role_changes(wording, draft))
    said = "，".join(f"{name}由{_ROLES[old][0]}改为{_ROLES[new][0]}" for name, old, new in changes)
    return f"{zh}的{said}", f"{en}: " + "; ".join(f"{name} was {old} and is {new}" for name, old, new in changes)


def _role_changes(wording: Wording, draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Each unit of the draft with its role in the old and in the new version."""
    item = wording.item_of(draft)
    names = Names(wording.check.scope, wording.check.aliases)
    if item is None:
        return
    for role in _ROLES:
        for unit in getattr(item.body, role):
            now = next((new for new in _ROLES if names.find(unit, getattr(item.table, new))), None)
            if unit.name in draft.details["units"] and now not in (None, role):
                yield unit.name, role, str(now)


def _rename(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    role_zh, _ = _ROLES[draft.details["role"]]
    return f"{zh}的{role_zh}“{draft.body}”在新版中为“{draft.table}”", f"“{draft.body}” of {en} is “{draft.table}” now"


def _order(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    first, now = draft.details["units"]
    return f"{zh}的首列单位由{first}改为{now}", f"{en} listed {first} first and lists {now} now"


# --- deadlines ------------------------------------------------------------------------------------------------------


def _due_changed(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    old, new = draft.details.get("body_dates"), draft.details.get("table_dates")
    later = bool(old and new) and max(new) > max(old)  # type: ignore[arg-type]
    then_zh = ("，推迟" if later else "，提前") if old and new else ""
    then_en = (", later" if later else ", earlier") if old and new else ""
    return (
        f"{zh}的完成时限由“{draft.body}”改为“{draft.table}”{then_zh}",
        f"{en} was due “{draft.body}” and is due “{draft.table}”{then_en}",
    )


def _due_gone(wording: Wording, draft: Draft) -> Both:
    if draft.clause is None:
        return _throughout("完成时限", "deadlines", old=_side(draft) == "old")
    zh, en = wording.label(draft.clause)
    return f"{zh}的完成时限“{draft.body}”在新版中取消", f"{en} was due “{draft.body}”; the new version sets no deadline"


def _due_come(wording: Wording, draft: Draft) -> Both:
    if draft.row is None:
        return _throughout("完成时限", "deadlines", old=_side(draft) == "old")
    zh, en = wording.label(draft.row)
    return f"{zh}新增完成时限“{draft.table}”", f"{en} is due “{draft.table}”; the old version set no deadline"


def _due_part(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    parts = [(part["only_in"] == "body", part["text"]) for part in draft.details["parts"]]
    said = "，".join(f"{'删去' if old else '增加'}“{text}”" for old, text in parts)
    said_en = "; ".join(f"“{text}” is {'gone' if old else 'new'}" for old, text in parts)
    return f"{zh}的完成时限由“{draft.body}”改为“{draft.table}”，{said}", f"{en}, deadline: {said_en}"


# --- text -----------------------------------------------------------------------------------------------------------


def _title(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    old, new = quoted(draft.body or "", 40), quoted(draft.table or "", 40)
    return f"{zh}的标题由{old}改为{new}", f"the title of {en} was {old} and is {new}"


def _text(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    edits = [(edit["body"], edit["table"]) for edit in draft.details["edits"]]
    duty = ("，义务要求发生变化", " (a word of obligation)") if draft.severity == "error" else ("", "")
    return (
        f"{zh}的文字有改动：{_first(map(_edit_zh, edits), '；', '等')}{duty[0]}",
        f"{en} is reworded: {_first(map(_edit_en, edits), '; ', ' ...')}{duty[1]}",
    )


def _edit_zh(edit: Both) -> str:
    old, new = (quoted(text, 40) for text in edit)
    return f"删去{old}" if not edit[1] else f"增加{new}" if not edit[0] else f"{old}改为{new}"


def _edit_en(edit: Both) -> str:
    old, new = (quoted(text, 40) for text in edit)
    return f"{old} is gone" if not edit[1] else f"{new} is new" if not edit[0] else f"{old} is {new}"


def _first(edits: Iterable[str], separator: str, rest: str) -> str:
    different = list(dict.fromkeys(edits))
    return separator.join(different[:_LISTED]) + (rest if len(different) > _LISTED else "")


def _sentence_gone(wording: Wording, draft: Draft) -> Both:
    (zh, en), text = wording.label(draft.clause), quoted(draft.body or "", 60)
    return f"{zh}的{text}在新版中删去", f"{text} of {en} is gone"


def _sentence_come(wording: Wording, draft: Draft) -> Both:
    (zh, en), text = wording.label(draft.row), quoted(draft.table or "", 60)
    return f"{zh}增加{text}", f"{text} is new in {en}"


def _sentence_moved(wording: Wording, draft: Draft) -> Both:
    (zh, en), (zh_new, en_new) = wording.label(draft.clause), wording.label(draft.row)
    text = quoted(draft.body or "", 60)
    return f"{zh}的{text}移到{zh_new}", f"{text} of {en} stands in {en_new}"


def _punctuation(wording: Wording, draft: Draft) -> Both:
    zh, en = wording.label(draft.clause)
    return f"{zh}只有标点改动", f"only punctuation changed in {en}"


@dataclass(frozen=True, slots=True)
class Change:
    """A rule between versions: how its finding is said, its title, and the version that has what is reported.

    `side` is None where the finding itself shows it.
    """

    say: Callable[[Wording, Draft], Both]
    title: Both
    side: Literal["old", "new", "both"] | None = None


_CHANGES: dict[str, Change] = {
    "MAT001": Change(_gone, ("内容删去", "Taken out"), "old"),
    "MAT002": Change(_come, ("新增内容", "New"), "new"),
    "MAT003": Change(_renumbered, ("编号变动", "Renumbered"), "both"),
    "MAT004": Change(_uncertain, ("对应关系不确定", "Uncertain match"), "both"),
    "MAT005": Change(_section, ("章节变动", "Section changed"), "both"),
    "UNT001": Change(_unit_gone("lead"), ("取消牵头单位", "Lead unit gone"), "old"),
    "UNT002": Change(_unit_come("lead"), ("新增牵头单位", "New lead unit"), "new"),
    "UNT003": Change(_absent("lead"), ("一版未列牵头单位", "No lead units in one version")),
    "UNT004": Change(_role, ("单位角色变动", "Unit role changed"), "both"),
    "UNT005": Change(_unit_gone("responsible"), ("取消责任单位", "Responsible unit gone"), "old"),
    "UNT006": Change(_unit_come("responsible"), ("新增责任单位", "New responsible unit"), "new"),
    "UNT007": Change(_absent("responsible"), ("一版未列责任单位", "No responsible units in one version")),
    "UNT008": Change(_rename, ("单位名称变动", "Unit name changed"), "both"),
    "UNT009": Change(_order, ("首列单位变动", "First unit changed"), "both"),
    "DUE001": Change(_due_changed, ("完成时限变动", "Deadline changed"), "both"),
    "DUE002": Change(_due_gone, ("取消完成时限", "Deadline gone"), "old"),
    "DUE003": Change(_due_come, ("新增完成时限", "New deadline"), "new"),
    "DUE004": Change(_due_part, ("完成时限增减", "Part of the deadline changed"), "both"),
    "TXT001": Change(_title, ("标题变动", "Title changed"), "both"),
    "TXT002": Change(_text, ("文字改动", "Text reworded"), "both"),
    "TXT003": Change(_sentence_gone, ("删去语句", "Sentence gone"), "old"),
    "TXT004": Change(_sentence_come, ("增加语句", "New sentence"), "new"),
    "TXT005": Change(_sentence_moved, ("语句移动", "Sentence moved"), "both"),
    "TXT006": Change(_text, ("数字改动", "Figure changed"), "both"),
    "TXT007": Change(_punctuation, ("标点改动", "Punctuation changed"), "both"),
}

COMPARED = frozenset(_CHANGES)
"""Rules that say something about two versions. What the others say is about one text: `hedui check` says it."""


def version_catalogue(rules: Iterable[RuleInfo]) -> tuple[RuleInfo, ...]:
    """The rules that compare versions, under the titles they have there."""
    found = []
    for info in rules:
        if change := _CHANGES.get(info.code):
            zh, en = change.title
            found.append(replace(info, title_zh=zh, title_en=en, says=en, says_zh=zh))
    return tuple(found)
