"""Items that say who acts in the sentence that says what is done: 由甲会同乙研究提出意见; 1.甲牵头，负责组织….

Only in a notice that sets none of its duties in brackets or behind labels, and only where the items of a list do so
together: a single sentence of that kind is running text. The words of the duty are the annotation, the rest is text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..lexicon.width import fold_width
from ..model import Range
from ..patterns import lazy_regex
from .tree import Node, Tree
from .unit_brackets import names_units_only, says_duties

_LEADS = lazy_regex(r"^(?:由)?(?P<units>[^,;。:]{2,80}?)牵头")
_ACTS = lazy_regex(r"^由(?P<units>[^,;。:]{2,80}?)负责(?=[^,;。:]{2})")
_JOINT = lazy_regex(r"^由?(?P<units>[^,;。:]{2,60}?)会同")
_LONGEST_LIST = 200
_ACTIONS = frozenset(
    ("研究", "制定", "制订", "提出", "起草", "编制", "修订", "共同", "组织", "统筹", "开展", "推进", "落实", "明确")
)
_SPEAKING = 2 / 3
"""Share of the items of a list that have to say their duties in that way."""


def take_spoken_duties(tree: Tree) -> None:
    """Make the duties that such items say their annotations."""
    if any(_is_marked(node) for node in tree.nodes):
        return
    groups: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in tree.nodes:
        groups[id(node.parent), node.label.kind].append(node)
    for group in groups.values():
        spoken = {id(node): list(spoken_duties(node.first.plain, node.label.end)) for node in group}
        saying = sum(bool(spoken[id(node)]) or node.annotated for node in group)
        if not any(spoken.values()) or saying < max(2.0, _SPEAKING * len(group)):
            continue
        for node in group:
            own = node.annotations.get(0, [])
            more = [span for span in spoken[id(node)] if all(span[1] <= low or high <= span[0] for low, high in own)]
            if more:
                node.annotations[0] = node.spoken = sorted([*own, *more])


def _is_marked(node: Node) -> bool:
    """Whether an annotation of the item stands in a bracket or behind a label."""
    said = (node.paras[number].plain[low:high] for number, ranges in node.annotations.items() for low, high in ranges)
    return any(set(text) & set("（([【〔：:") for text in said)


def spoken_duties(text: str, start: int) -> Iterator[Range]:
    """Ranges of the duties in the sentences of an item from `start` on, with the comma behind each.

    A sentence counts where its first words, or those behind its topic, are the units that act.
    """
    folded = fold_width(text)
    for low, high in _sentences(folded, start):
        found = [duty for part in _parts(folded, low, high) if (duty := _duty(folded, *part)) is not None]
        if any(leads for _, leads in found):
            # …，乙配合。: the comma before the last duty is none of the text.
            yield from ((a - (b == high and a > low and folded[a - 1] in ",;"), b) for (a, b), _ in found)


def _duty(text: str, start: int, end: int) -> tuple[Range, bool] | None:
    """The words of a duty at the beginning of a part, and whether they say who acts first."""
    part = text[start:end]
    behind = end + (end < len(text) and text[end] in ",;")
    if says_duties(part):
        return (start, behind), part.startswith("由") or "牵头" in part or "会同" in part
    for pattern in (_LEADS, _ACTS):
        match = pattern.match(part)
        if match is not None and names_units_only(match["units"]):
            return (start, start + match.end()), True
    match = _JOINT.match(part)
    if match is not None and names_units_only(match["units"]):
        for stop in range(match.end() + 2, min(len(part) - 1, match.end() + _LONGEST_LIST)):
            if part[stop : stop + 2] in _ACTIONS and names_units_only(part[match.end() : stop]):
                return (start, start + stop), True
    return None


def _sentences(text: str, start: int) -> Iterator[Range]:
    while start < len(text):
        stop = text.find("。", start)
        stop = len(text) if stop < 0 else stop
        low = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        if low < stop:
            yield low, stop
        start = stop + 1


def _parts(text: str, start: int, end: int) -> Iterator[Range]:
    """Parts of a sentence between its commas, outside brackets."""
    depth, low = 0, start
    for index in range(start, end):
        depth += (text[index] in "(《") - (text[index] in ")》")
        if text[index] in ",;" and depth <= 0:
            yield low, index
            low = index + 1
    if low < end:
        yield low, end
