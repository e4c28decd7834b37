"""Sections that say how the tasks above them are supported: 三、保障措施. What their sentences say sets no task."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy_regex
from .tree import Node, Tree

_HEADING = lazy_regex(
    r"^(?:(?:强化|加强|完善|健全|落实)?(?:工作|组织)?(?:保障|实施)(?:措施|机制|工作)?|(?:有关|相关|具体)?(?:工作|几点)?要求"
    r"|(?:加强)?组织领导|组织(?:保障|实施)(?:和.{2,6})?)$"
)
_BRACKETS = "（([【〔"


def drop_spoken_duties(tree: Tree) -> None:
    """Take from the items of such sections the sentences that only sound like duties (市商务局负责，各部门配合).

    Only where the notice sets its duties in brackets or behind labels: else sentences are how it says them.
    """
    spoken = {id(node): _is_spoken(node) for node in tree.nodes if node.annotations}
    supporting = [node for root in tree.roots if _is_supporting(root) for node in _below(root)]
    inside = {id(node) for node in supporting}
    marked = any(not said for node, said in spoken.items() if node not in inside)
    if not marked or not all(spoken.get(id(node), True) for node in supporting):
        return
    for node in supporting:
        node.annotations.clear()


def _is_supporting(node: Node) -> bool:
    title = node.paras[0].text[node.label.end :].strip().rstrip("。.")
    return bool(node.children) and _HEADING.match(title) is not None


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _below(child)


def _is_spoken(node: Node) -> bool:
    """Whether all annotations of an item are sentences, without a bracket or a label."""
    said = [node.paras[number].text[start:end] for number, ranges in node.annotations.items() for start, end in ranges]
    return not any(text.lstrip().startswith(tuple(_BRACKETS)) or "：" in text or ":" in text for text in said)
