"""Items that are fields of the item above: （一）目标任务：… （二）牵头单位：… （三）完成时限：….

Such items set no task each; together they are one clause, that of the heading over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon.labels import header_role
from ..lexicon.width import fold_width
from ..patterns import lazy_regex
from .responsibility import opens_with_label

if TYPE_CHECKING:
    from .tree import Node, Tree

_FIELD = lazy_regex(r"\s*(?P<name>[\u4e00-\u9fff]{2,10}(?:\([\u4e00-\u9fff]{1,6}\))?)\s*:")
_FEWEST_ROLES = 1


def fold_field_items(tree: Tree) -> None:
    """Give the field items under each heading to the heading, as paragraphs of its own."""
    folded: set[int] = set()
    for node in tree.nodes:
        if not _all_fields(node.children):
            continue
        folded.update(id(child) for child in node.children)
        for child in node.children:
            node.fields[child.first.index] = child.label.end
            node.paras.extend(child.paras)
        node.children.clear()
        node.annotate()
    tree.nodes[:] = [node for node in tree.nodes if id(node) not in folded]


def _all_fields(items: list[Node]) -> bool:
    """Whether every item opens with the name of a column of a task table, and one at least with a role."""
    bodies = [fold_width(item.first.plain)[item.label.end :] for item in items]
    if len(items) < 2 or any(item.children for item in items):
        return False
    return all(map(_is_field, bodies)) and sum(map(opens_with_label, bodies)) >= _FEWEST_ROLES


def _is_field(body: str) -> bool:
    match = _FIELD.match(body)
    return opens_with_label(body) or (match is not None and header_role(match["name"]) is not None)
