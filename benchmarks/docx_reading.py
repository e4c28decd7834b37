"""How fast a long DOCX table is read: hedui against python-docx as most scripts use it, and against the bare XML parse.

    python benchmarks/docx_reading.py [--rows 3000] [--rounds 3]

Each engine runs in a process of its own on the same generated file: CPU seconds after import, reading and letting go
of the result, and the peak memory of the process, the minimum over the rounds. The second table is the same content as
Word writes it: each paragraph with identifiers of its own, its text in several runs. The last lines show that time
grows in step with the length of a merge.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

_UNITS = ("市数据局", "市政务服务局", "市财政局", "市教育局、市体育局", "各县（区）人民政府")
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_FONT = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312"/><w:sz w:val="24"/></w:rPr>'
)


def _word_cell(text: str, width: int, merge: str = "") -> str:
    """The cell as Word writes it: identifiers on every paragraph, the text in runs of a few characters."""
    key = f"{zlib.crc32(text.encode()):08X}"
    runs = "".join(
        f'<w:r w:rsidR="00{key[:6]}">{_FONT}<w:t>{text[at : at + 12]}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        for at in range(0, len(text), 12)
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr><w:p w14:paraId="{key}" '
        f'w14:textId="77777777" w:rsidR="00{key[2:]}" w:rsidRDefault="00{key[2:]}"><w:pPr><w:spacing w:after="0" '
        f'w:line="320" w:lineRule="exact"/><w:rPr><w:sz w:val="24"/></w:rPr></w:pPr>{runs}</w:p></w:tc>'
    )


def _cell(text: str, width: int, merge: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="320" w:lineRule="exact"/></w:pPr><w:r>{_FONT}<w:t>{text}</w:t></w:r></w:p></w:tc>'
    )


def make(rows: int, merge: int = 3, cell: Callable[..., str] = _cell) -> bytes:
    """A breakdown table of `rows` physical rows; every `merge` rows share their number and their deadline."""
    body = []
    for index in range(rows):
        state = '<w:vMerge w:val="restart"/>' if index % merge == 0 else "<w:vMerge/>"
        first = index % merge == 0
        body.append(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + cell(f"{index // merge + 1}．平台建设" if first else "", 1200, state)
            + cell(f"第{index + 1}项：完善服务平台，健全工作机制，按季度通报进展情况，形成闭环管理。", 4200)
            + cell(_UNITS[index % 5], 1400)
            + cell(_UNITS[(index + 2) % 5], 1600)
            + cell(f"2031年{index % 12 + 1}月底前" if first else "", 1000, state)
            + "</w:tr>"
        )
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        '2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f"<w:body><w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 5}</w:tblGrid>{''.join(body)}</w:tbl>"
        "<w:p/></w:body></w:document>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONSHIPS)
        archive.writestr("word/document.xml", document)
    return stream.getvalue()


def _hedui(data: bytes) -> Callable[[], object]:
    from hedui.parser.readers import Blob, read_document

    read_document(Blob(make(1), "small.docx", "body"))  # readers are imported when they are first needed
    return lambda: read_document(Blob(data, "table.docx", "body"))


def _python_docx(data: bytes) -> Callable[[], object]:
    import docx

    def naive() -> object:
        document = docx.Document(io.BytesIO(data))
        rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
        return rows, [paragraph.text for paragraph in document.paragraphs]

    return naive


def _lxml(data: bytes) -> Callable[[], object]:
    from lxml import etree

    return lambda: etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


_ENGINES = {"lxml parse (floor)": _lxml, "hedui": _hedui, "python-docx naive": _python_docx}


def measure(engine: str, path: Path) -> dict[str, float]:
    """CPU seconds of one run after import, and the peak memory of this process in MB (Linux; 0 elsewhere)."""
    run = _ENGINES[engine](path.read_bytes())
    start = time.process_time()
    run()
    seconds = time.process_time() - start
    status = Path("/proc/self/status")
    peak = 0.0
    if status.exists():
        peak = next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return {"seconds": seconds, "peak": peak}


def _in_process(engine: str, path: Path, rounds: int) -> dict[str, float]:
    runs = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--engine", engine, "--file", str(path)]
        runs.append(json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout))
    return {key: min(run[key] for run in runs) for key in ("seconds", "peak")}


def _print_table(title: str, path: Path, rounds: int) -> None:
    found = {engine: _in_process(engine, path, rounds) for engine in _ENGINES}
    floor = found["lxml parse (floor)"]["seconds"]
    naive = found["python-docx naive"]["seconds"]
    print(title)
    print(f"{'engine':<20}{'CPU s':>8}{'x naive':>9}{'/ floor':>9}{'peak MB':>9}")
    for engine, run in found.items():
        seconds = run["seconds"]
        print(f"{engine:<20}{seconds:>8.3f}{naive / seconds:>9.1f}{seconds / floor:>9.2f}{run['peak']:>9.0f}")


def compare(rows: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.docx"
        for cell, title in ((_cell, "merges of 3 rows"), (_word_cell, "the same as Word writes it")):
            path.write_bytes(make(rows, cell=cell))
            _print_table(f"DOCX, one table of {rows} rows x 5 columns, {title}", path, rounds)
        print("hedui, all rows in one merge:")
        for count in (rows // 2, rows, rows * 2):
            path.write_bytes(make(count, merge=count))
            seconds = _in_process("hedui", path, rounds)["seconds"]
            print(f"  {count:>6} rows {seconds:>8.3f} s  {seconds / count * 1e6:>6.1f} us a row")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=tuple(_ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        print(json.dumps(measure(arguments.engine, arguments.file)))
    else:
        compare(arguments.rows, arguments.rounds)


if __name__ == "__main__":
    main()
