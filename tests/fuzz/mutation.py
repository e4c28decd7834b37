"""Mutators: sound files with a few things wrong, different each time and the same for the same seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_CHUNKS = (b"", b"\x00", b"\xff" * 8, b"(" * 200, b"<<" * 100, b"[" * 300, b"0" * 40, b"-1", b"99999999999", b"1e400")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_TAGS = (b"<w:vMerge/>", b'<w:gridSpan w:val="70"/>', b"<w:tbl><w:tr><w:tc>", b"<w:p>")
_NUMBERS = (b"0", b"-1", b"1000000", b"99999999999999999999", b"abc", b"")
_WORDS = (
    "、",
    "（",
    "）",
    "：",
    "牵头",
    "责任单位",
    "12月31日前",
    "一、",
    "1.",
    "\t",
    "\n",
    "附件",
    "等",
    "　",
    "\ud800",
)


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 4, 30, 500))
        deed = chance.randrange(4)
        if deed == 0 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif deed == 1:
            del changed[at : at + length]
        elif deed == 2:
            changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 20))
        else:
            changed[at:at] = chance.choice(_CHUNKS)
    return bytes(changed)


def pdf_changed(data: bytes, chance: random.Random) -> bytes:
    """Numbers of the structure changed, or any bytes."""
    if chance.random() < 0.5:
        return bytes_changed(data, chance)
    found = list(_NUMBER.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 6))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
    return data


def docx_changed(data: bytes, chance: random.Random) -> bytes:
    """Tags of one part removed, doubled, moved or given odd values; now and then the container itself is hurt."""
    if chance.random() < 0.1:
        return bytes_changed(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    victim = chance.choice([name for name in xml if name.startswith("word/")] if chance.random() < 0.8 else xml)
    parts[victim] = _tags_changed(parts[victim], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _tags_changed(markup: bytes, chance: random.Random) -> bytes:
    deeds: tuple[Callable[[bytes], bytes], ...] = (
        lambda tag: b"",
        lambda tag: tag * chance.choice((2, 40)),
        lambda tag: _NUMBER.sub(lambda _: chance.choice(_NUMBERS), tag),
        lambda tag: tag.replace(b"/>", b">"),
        lambda tag: (
            chance.choice((b"<w:vMerge/>", b'<w:gridSpan w:val="70"/>', b"<w:tbl><w:tr><w:tc>", b"<w:p>")) + tag
        ),
    )
    for _ in range(chance.randint(1, 6)):
        found = list(_TAG.finditer(markup))
        if not found:
            break
        match = chance.choice(found)
        markup = markup[: match.start()] + chance.choice(deeds)(match.group()) + markup[match.end() :]
    return markup


def text_changed(data: bytes, chance: random.Random) -> bytes:
    """Words of the field put in, lines lost, doubled or moved."""
    lines = data.decode().split("\n")
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(lines))
        line = lines[at]
        place = chance.randrange(len(line) + 1)
        deed = chance.randrange(5)
        if deed == 0:
            lines[at] = line[:place] + chance.choice(_WORDS) * chance.choice((1, 2, 30)) + line[place:]
        elif deed == 1:
            lines[at] = line[:place]
        elif deed == 2:
            lines.insert(chance.randrange(len(lines)), line)
        elif deed == 3:
            lines[at] = line.replace(chance.choice(_WORDS), "")
        else:
            lines[at] = line + lines[chance.randrange(len(lines))]
    return "\n".join(lines).encode("utf-8", "surrogatepass")
