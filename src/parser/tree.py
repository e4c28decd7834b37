"""The numbering tree: which paragraph stands under which heading.

A node is a numbered paragraph with the unnumbered ones that follow it; its children are the numbered paragraphs below
it in the order of GB/T 9704 (一、 （一） 1. （1） ①). Signature, date, attachment list and annex titles end a node.
"""

from __future__ import annotations

from dataclasses import field

import regex

from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width
from ..model import Range
from ..patterns import lazy_regex
from ..records import dataclass
from .field_items import fold_field_items
from .flow import Flow, Para, TableBlock
from .numbering import Label, read_figure, read_label, running_label
from .responsibility import find_annotations, is_contact_note, opens_with_label

_CLOSING = lazy_regex(
    r"""^\s*+(?:
      附\s*件\s*(?:[:\d一二三四五六七八九十]|$)   # 附件：1.…   附件2
    | 抄\s*送\s*:                              # 抄送：市委各部门
    | 主\s*送\s*:
    | \(?\s*+此件                                # （此件公开发布）
    | \(?\s*+联系人\s*:
    | \S{2,40}\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发\s*$   # 云川市人民政府办公室 2024年3月1日印发
    )""",
    regex.VERBOSE,
)
_ANNEX_TITLE = lazy_regex(r"(?:方案|要点|分工|计划|规划|办法|意见|通知|分解表|清单|台账|一览表|任务表|细则|措施)$")
_NEXT_ORDINAL = lazy_regex(r"[；;。，,]\s*二是")
_STOP = lazy_regex(r"[。；！？，,;：:]")
_FIRST_LISTED = lazy_regex(r"^\s*附\s*件\s*:?\s*1\s*[.、]")


@dataclass(slots=True)
class Node:
    """One numbered paragraph and what belongs to it. `annotations` are ranges into each paragraph's text."""

    label: Label
    paras: list[Para]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    annotations: dict[int, list[Range]] = field(default_factory=dict)
    fields: dict[int, int] = field(default_factory=dict)
    """Index of each paragraph that was a numbered field of this item -> end of its number."""
    spoken: list[Range] = field(default_factory=list)
    """Duties that the sentences of the first paragraph say beside what is done (see `spoken_items`)."""

    @property
    def first(self) -> Para:
        return self.paras[0]

    @property
    def annotated(self) -> bool:
        return any(self.annotations.values())

    def annotate(self) -> None:
        """Find the annotations of every paragraph of this node."""
        found = {number: _task_annotations(para.plain, below=number > 0) for number, para in enumerate(self.paras)}
        self.annotations = {number: ranges for number, ranges in found.items() if ranges}

    def subtree(self) -> list[Node]:
        """This node and all nodes below it, in document order."""
        return [self, *(node for child in self.children for node in child.subtree())]


def _task_annotations(text: str, below: bool) -> list[Range]:
    """Annotations but those behind a sentence that only say whom to call: …报市河长办。联系人：…，电话：…."""
    ranges = find_annotations(text, below=below and read_label(text) is None)
    behind = [text[:low].rstrip().endswith(("。", "；")) and is_contact_note(text[low:high]) for low, high in ranges]
    return [span for span, contact in zip(ranges, behind, strict=True) if not contact]


@dataclass(slots=True)
class Tree:
    """All numbered nodes in document order, their roots, and the paragraphs that belong to none."""

    nodes: list[Node]
    roots: list[Node]
    loose: list[Para]


def build_tree(flow: Flow, skip: set[int]) -> Tree:
    """Read the numbering of a flow. Paragraphs whose index is in `skip` (head, captions) are left out."""
    tree = Tree([], [], [])
    current: Node | None = None
    items = [item for item in flow if isinstance(item, TableBlock) or item.index not in skip]
    labels = {id(item): _label_of(item) for item in items if isinstance(item, Para)}
    _drop_inner_ordinals(items, labels)
    decimals = any(label is not None and label.kind == "decimal" for label in labels.values())
    listed = last = 0
    for position, item in enumerate(items):
        if isinstance(item, TableBlock):
            current = None
            continue
        listed = _listed(item, labels[id(item)], listed)
        if listed > 1:
            tree.loose.append(item)
            current = None
            continue
        label = running_label(item.text, labels[id(item)], last)
        if label is None and decimals and len(item.text) <= 40:
            label = read_figure(item.text)
        if label is not None and not is_closing(item, items, position):
            current = _attach(tree, Node(label, [item]), current)
            last = label.value if label.kind == "arabic" else last
        elif is_closing(item, items, position):
            tree.loose.append(item)
            current = None
        elif current is not None:
            current.paras.append(item)
        else:
            tree.loose.append(item)
    for node in tree.nodes:
        node.annotate()
    fold_field_items(tree)
    return tree


def _listed(para: Para, label: Label | None, before: int) -> int:
    """The number `para` has in the list of attachments (附件：1.… 2.…), 0 where it is not in it."""
    if _FIRST_LISTED.match(fold_width(para.text)):
        return 1
    if not before or label is None or label.kind != "arabic" or label.value != before + 1:
        return 0
    return 0 if len(para.text) > 60 or "。" in para.text else label.value


def _label_of(para: Para) -> Label | None:
    label = read_label(para.text)
    if label is None or parse_date(para.text.strip()) is not None:
        return None
    return None if opens_with_label(para.plain) else label


def _drop_inner_ordinals(items: Flow, labels: dict[int, Label | None]) -> None:
    """一是…；二是…: numbers of items only where most of them have duties of their own, else the sentences of one."""
    ordinals = [n for n, item in enumerate(items) if (label := labels.get(id(item))) and label.kind == "ordinal"]
    if ordinals and 2 * sum(_has_own_duties(items, n) for n in ordinals) <= len(ordinals):
        for n in ordinals:
            labels[id(items[n])] = None


def _has_own_duties(items: Flow, position: int) -> bool:
    para, below = items[position], items[position + 1 : position + 2]
    if not isinstance(para, Para) or _NEXT_ORDINAL.search(para.text):
        return False
    return bool(find_annotations(para.plain)) or any(isinstance(b, Para) and opens_with_label(b.plain) for b in below)


def _attach(tree: Tree, node: Node, current: Node | None) -> Node:
    """Hang `node` under the nearest open node of a smaller rank."""
    parent = current
    while parent is not None and parent.label.rank >= node.label.rank:
        parent = parent.parent
    node.parent = parent
    (tree.roots if parent is None else parent.children).append(node)
    tree.nodes.append(node)
    return node


def is_closing(para: Para, items: Flow, position: int) -> bool:
    """Signature, date, attachment list, release note, distribution lines, and titles of annexes."""
    text = para.text.strip()
    folded = fold_width(text)
    if _CLOSING.match(folded) or parse_date(text) is not None:
        return True
    if len(text) > 50 or _STOP.search(text):
        return False
    following = items[position + 1] if position + 1 < len(items) else None
    if isinstance(following, Para) and parse_date(following.text.strip()) is not None:
        return True
    if read_label(text) is not None:
        return False
    return para.align == "center" or _ANNEX_TITLE.search("".join(text.split())) is not None
