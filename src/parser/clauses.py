"""Clauses: which numbered items set a task, and what their title, text and annotations are.

A clause is the smallest numbered item that carries an annotation, or stands beside items that do; the headings above it
are sections. An annotated paragraph without a number is a clause too. In a notice without any annotation the smallest
numbered items of the operative part are the clauses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field

from ..model import Quote, Range, Section, join_quotes
from ..outline import OutlineClause, OutlineSection
from ..patterns import lazy_regex
from ..records import dataclass
from .flow import Para
from .numbering import RANK, read_label
from .responsibility import find_annotations, heading_deadline, is_contact_note, opens_with_label
from .spoken_items import take_spoken_duties
from .supporting_sections import drop_spoken_duties
from .titles import ClauseText, plan_titles, split_title
from .tree import Node, Tree

_BULLET = lazy_regex(r"\s*(?:[—–]{1,2}|[●•◆■□▪·○◎★☆※])\s*")


@dataclass(slots=True)
class ClauseDraft:
    """A clause before its title is settled: its node (None where unnumbered), paragraphs and annotation ranges."""

    node: Node | None
    paras: list[Para]
    annotations: dict[int, list[Range]]
    section: Node | None


@dataclass(slots=True)
class ClauseSet:
    """Clauses and sections of one part, with the paragraphs that belong to neither."""

    clauses: list[OutlineClause] = field(default_factory=list)
    texts: list[ClauseText] = field(default_factory=list)
    sections: list[OutlineSection] = field(default_factory=list)
    lead_ins: list[Para] = field(default_factory=list)
    """Unnumbered paragraphs under a section heading."""


def find_clauses(tree: Tree, prefix: str, row_count: int = 0) -> ClauseSet:
    """The clauses of a part. Ids are `prefix` + c1, c2 ...; sections `prefix` + s1 ...

    `row_count` is the number of rows in the breakdown table, used only where no annotation tells clauses from headings.
    """
    drop_spoken_duties(tree)
    take_spoken_duties(tree)
    _hoist(tree)
    chosen = _annotated_items(tree)
    if not chosen:
        loose = _loose_clauses(tree)
        chosen = set() if loose else _unannotated_items(tree, row_count)
    drafts, result = _drafts(tree, chosen)
    sections = _sections(drafts, prefix, result)
    _finish(drafts, sections, prefix, result)
    return result


def _hoist(tree: Tree) -> None:
    """Give a line of labels after the last sub-item to the item above, where the sub-items have none of their own."""
    own = Counter(node.label.kind for node in tree.nodes if 0 in node.annotations and not node.children)
    ending = [node for node in tree.nodes if _ends_in_labels(node) and not own[node.children[-1].label.kind]]
    # A single sub-item may be the task itself, except beside items whose labels follow several.
    kinds = {(id(node.parent), node.label.kind) for node in ending if len(node.children) > 1}
    for node in ending:
        if (id(node.parent), node.label.kind) not in kinds:
            continue
        last = node.children[-1]
        first = min(last.annotations)
        moved = last.paras[first:]
        last.paras = last.paras[:first]
        last.annotate()
        node.paras.extend(moved)
        node.annotate()


def _ends_in_labels(node: Node) -> bool:
    """Whether only the last sub-item is annotated, by lines of its own below it."""
    last = node.children[-1] if node.children else None
    if last is None or last.children or not last.annotated or 0 in last.annotations:
        return False
    return not any(n.annotated for child in node.children[:-1] for n in child.subtree())


def _annotated_items(tree: Tree) -> set[int]:
    """Ids of the nodes that are clauses because they, or their neighbours, are annotated."""
    holders = _holders(tree)
    below = {id(node): any(n.annotated for n in node.subtree()[1:]) for node in tree.nodes}
    heads = {id(node) for node in tree.nodes if _heads_items(node, annotated_below=below[id(node)])}
    holders |= heads
    chosen = {id(node) for node in tree.nodes if node.annotated and not below[id(node)] and id(node) not in holders}
    chosen |= {id(child) for node in tree.nodes if id(node) in heads for child in node.children}
    chosen |= _parents_with_tasks(tree)
    beside = set()
    for node in tree.nodes:
        siblings = node.parent.children if node.parent else tree.roots
        neighbours = (n for n in siblings if id(n) in chosen and n.label.kind == node.label.kind)
        if not below[id(node)] and id(node) not in holders and any(neighbours):
            beside.add(id(node))
    return _without_nested(tree, chosen | beside)


def _heads_items(node: Node, *, annotated_below: bool) -> bool:
    """一、强化创新（市科技局牵头） over （一）… （二）… without annotations of their own: its annotation is theirs."""
    if annotated_below or node.label.kind != "han" or set(node.annotations) != {0}:
        return False
    begin = node.annotations[0][0][0]
    heading = node.first.text[:begin]
    return "。" not in heading and bool(node.children) and all(c.label.kind == "han-bracket" for c in node.children)


def _parents_with_tasks(tree: Tree) -> set[int]:
    """Ids of the items that set a task of their own above items that do: （六）… 。（甲、乙负责） over 1.…（丙负责）.

    Its annotation closes whole sentences, and each item below has one of its own, so none takes over that above.
    """
    return {id(node) for node in tree.nodes if _sets_task_above(node)}


def _sets_task_above(node: Node) -> bool:
    if not node.children or node.label.kind == "han" or set(node.annotations) != {0}:
        return False
    begin, end = node.annotations[0][-1]
    closes = node.first.text[:begin].rstrip().endswith("。") and not node.first.text[end:].strip(" 。")
    return closes and all(not child.children and 0 in child.annotations for child in node.children)


def _without_nested(tree: Tree, chosen: set[int]) -> set[int]:
    kept, above = set(), _parents_with_tasks(tree)
    for node in tree.nodes:
        parent, inside = node.parent, False
        while parent is not None:
            inside = inside or (id(parent) in chosen and id(parent) not in above)
            parent = parent.parent
        if id(node) in chosen and not inside:
            kept.add(id(node))
    return kept


def _holds_many(node: Node) -> bool:
    """A heading of 一、 or （一） on its own line over two or more annotated paragraphs: each of these is a clause."""
    if node.children or node.fields or node.label.rank > RANK["han-bracket"]:
        return False
    texts = _annotated_texts(node)
    lines = [node.paras[number].plain for number in texts]
    bulleted = bool(lines) and all(_BULLET.match(line) and not opens_with_label(line) for line in lines)
    return 0 not in node.annotations and (len(texts) > 1 or bulleted)


def _holders(tree: Tree) -> set[int]:
    """Ids of the headings over annotated paragraphs: those over several, and those over one that stand beside them."""
    many = {id(node) for node in tree.nodes if _holds_many(node)}
    kinds = {(id(node.parent), node.label.kind) for node in tree.nodes if id(node) in many}
    single = {
        id(node)
        for node in tree.nodes
        if (id(node.parent), node.label.kind) in kinds
        and not node.children
        and 0 not in node.annotations
        and len(_annotated_texts(node)) == 1
    }
    return many | single


def _annotated_texts(node: Node) -> list[int]:
    """Numbers of the paragraphs that end a piece of text: annotated inline, or the first of a run of label lines."""
    found = []
    for number, ranges in node.annotations.items():
        inline = bool(ranges) and ranges[0][0] > 0
        if number and (inline or number - 1 not in node.annotations):
            found.append(number)
    return found


def _loose_clauses(tree: Tree) -> bool:
    return any(map(_loose_annotations, tree.loose)) or any(_holds_many(node) for node in tree.nodes)


def _loose_annotations(para: Para) -> list[Range]:
    """Annotations that make a paragraph without a number a clause."""
    return [] if is_contact_note(para.plain) else find_annotations(para.plain)


def _unannotated_items(tree: Tree, row_count: int) -> set[int]:
    """The smallest numbered items of the operative part: the part after the last restart of the topmost series."""
    nodes = _operative(tree)
    leaves = [node for node in nodes if not node.children and node.label.rank < RANK["bracket"]]
    leaves += [n for n in nodes if n.children and all(c.label.rank >= RANK["bracket"] for c in n.children)]
    ranks = Counter(node.label.rank for node in leaves)
    if row_count and len(ranks) > 1:
        best = min(ranks, key=lambda rank: (abs(ranks[rank] - row_count), -rank))
        leaves = [node for node in leaves if node.label.rank == best]
    elif len(ranks) > 1:
        deepest = max(ranks)
        leaves = [node for node in leaves if node.label.rank == deepest]
    return {id(node) for node in leaves}


def _operative(tree: Tree) -> list[Node]:
    """Nodes after the last root that restarts its series at one, where a signature or an annex title stands between."""
    start = 0
    loose = [para.index for para in tree.loose]
    for number, root in enumerate(tree.roots):
        if not number or root.label.value != 1:
            continue
        before = tree.roots[number - 1].subtree()[-1].paras[-1].index
        if any(before < index < root.first.index for index in loose):
            start = number
    return [node for root in tree.roots[start:] for node in root.subtree()]


def _drafts(tree: Tree, chosen: set[int]) -> tuple[list[ClauseDraft], ClauseSet]:
    drafts, result = [], ClauseSet()
    holders = _holders(tree)
    for node in tree.nodes:
        if id(node) in chosen:
            drafts.append(_numbered(node))
        elif id(node) in holders:
            drafts.extend(_unnumbered(node, result))
    for para in tree.loose:
        if ranges := _loose_annotations(para):
            drafts.append(ClauseDraft(None, [para], {0: ranges}, None))
    drafts.sort(key=lambda draft: draft.paras[0].index)
    return drafts, result


def _annotations(para: Para, *, below: bool) -> list[Range]:
    return find_annotations(para.plain, below=below and read_label(para.text) is None)


def _begins_duties(para: Para, ranges: Sequence[Range]) -> bool:
    """Whether a paragraph is duties of the text above: labels (责任单位：…), or a sentence that says no more."""
    return opens_with_label(para.plain) or (ranges[0][0] == 0 and para.text[0] not in "（(〔【［[")


def _numbered(node: Node) -> ClauseDraft:
    own = not node.children or _sets_task_above(node)
    paras = [para for item in ([node] if own else node.subtree()) for para in item.paras]
    paras.sort(key=lambda para: para.index)
    annotations = {n: ranges for n, para in enumerate(paras) if (ranges := _annotations(para, below=n > 0))}
    if own and node.spoken:
        annotations[0] = node.spoken
    due = heading_deadline(paras[0].text) if annotations else None
    if due is not None and due not in annotations.get(0, []):
        annotations[0] = sorted([due, *annotations.get(0, [])])
    if annotations and own:
        # What follows the last annotation of a clause is no part of it: the next paragraph of the notice.
        last = max(annotations) + 1
        while last < len(paras) and paras[last].own.field_end(paras[last].text):
            last += 1
        paras = paras[:last]
    return ClauseDraft(node, paras, annotations, node.parent)


def _unnumbered(node: Node, result: ClauseSet) -> list[ClauseDraft]:
    """One clause for each annotated paragraph under `node`; label lines join the paragraph above."""
    drafts: list[ClauseDraft] = []
    pending: list[Para] = []
    for number, para in enumerate(node.paras[1:], 1):
        ranges = node.annotations.get(number)
        if ranges and _begins_duties(para, ranges) and not pending and drafts:
            drafts[-1].annotations[len(drafts[-1].paras)] = ranges
            drafts[-1].paras.append(para)
        elif ranges:
            drafts.append(ClauseDraft(None, [*pending, para], {len(pending): ranges}, node))
            pending = []
        else:
            pending.append(para)
    result.lead_ins.extend(pending)
    return drafts


def _sections(drafts: Sequence[ClauseDraft], prefix: str, result: ClauseSet) -> dict[int, str]:
    """Sections are the nodes above clauses, in document order."""
    above: dict[int, Node] = {}
    for draft in drafts:
        node = draft.section
        while node is not None:
            above[id(node)] = node
            node = node.parent
    ids: dict[int, str] = {}
    for node in sorted(above.values(), key=lambda n: n.first.index):
        ids[id(node)] = f"{prefix}s{len(ids) + 1}"
        result.sections.append(_section(node, ids))
        clause_paras = {p.index for d in drafts for p in d.paras}
        result.lead_ins.extend(p for p in node.paras[1:] if p.index not in clause_paras)
    return ids


def _section(node: Node, ids: dict[int, str]) -> OutlineSection:
    level, parent = 1, node.parent
    while parent is not None:
        level, parent = level + 1, parent.parent
    ranges = node.annotations.get(0, [])
    quote = node.first.quote
    annotations = [] if _sets_task_above(node) else [quote.cut(*r) for r in ranges]
    for number, more in node.annotations.items():
        if number and opens_with_label(node.paras[number].plain):
            annotations.extend(node.paras[number].quote.cut(*r) for r in more)
    title = quote.cut(node.label.end, ranges[0][0] if ranges else None).strip()
    end = len(title.text.rstrip("。.；;：: "))
    if 0 < title.text.find("。") < end:
        end = title.text.find("。")
    title = title.cut(0, end)
    parent_id = ids.get(id(node.parent)) if node.parent else None
    section = Section(ids[id(node)], node.label.number, title.text, level, parent_id)
    return OutlineSection(section, title, tuple(annotations))


def _finish(drafts: Iterable[ClauseDraft], sections: dict[int, str], prefix: str, result: ClauseSet) -> None:
    texts = [_clause_text(draft) for draft in drafts]
    habit = plan_titles(texts)
    for number, (draft, text) in enumerate(zip(drafts, texts, strict=True), 1):
        split_title(text, habit)
        result.texts.append(text)
        result.clauses.append(
            OutlineClause(
                id=f"{prefix}c{number}",
                number=draft.node.label.number if draft.node else None,
                label=text.label,
                title=text.title,
                text=text.text,
                annotations=tuple(text.annotations),
                section=sections.get(id(draft.section)) if draft.section else None,
                whole=join_quotes([para.quote for para in draft.paras]),
            )
        )


def _clause_text(draft: ClauseDraft) -> ClauseText:
    """The paragraphs of a clause without its label and its annotations."""
    label: Quote | None = None
    pieces: list[list[Quote]] = []
    annotations: list[Quote] = []
    for number, para in enumerate(draft.paras):
        quote, start = para.quote, 0
        if number == 0:
            bullet = _BULLET.match(para.text)
            start = draft.node.label.end if draft.node is not None else bullet.end() if bullet else 0
            label = quote.cut(0, start).strip() if start else None
        elif draft.node is not None:
            start = draft.node.fields.get(para.index) or para.own.field_end(para.text)
        here = []
        for low, high in draft.annotations.get(number, []):
            here.append(quote.cut(start, low).strip())
            annotations.append(quote.cut(low, high))
            start = high
        here.append(quote.cut(start).strip())
        pieces.append([piece for piece in here if piece])
    return ClauseText(label, pieces, annotations, numbered=draft.node is not None)
