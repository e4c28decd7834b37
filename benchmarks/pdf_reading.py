"""How fast PDFs are read: hedui against pdfplumber (text and tables), and against the text floor of pdfium.

    python benchmarks/pdf_reading.py [--copies 16] [--rounds 3]

An invented notice of some 18 pages is printed by LibreOffice (embedded fonts) and Chromium (Type 3 fonts) where they
are installed, and drawn by reportlab (font not embedded); `--copies` of the LibreOffice print make the long file. Each
engine runs in a process of its own: CPU seconds after import and peak memory, the minimum over the rounds. The last
lines are whole processes from start to exit: `hedui check` against a script that only runs pdfplumber.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "parser" / "pdf"))

ENGINES = ("pdfplumber", "pdfium", "hedui")


def make(folder: Path, copies: int) -> dict[str, Path]:
    """The input files by name."""
    import drawings
    import notices

    notice = notices.invent(53, 27)
    notice.body = (notice.body * 9)[:46]
    files = {"drawn, font not embedded": drawings.draw(lambda canvas: _draw(canvas, notice, drawings))}
    if notices.SOFFICE:
        files["LibreOffice"] = notices.print_docx(notices.docx_bytes(notice), folder)
        files[f"LibreOffice x {copies}"] = _copies(files["LibreOffice"], copies)
    if notices.CHROMIUM:
        files["Chromium, Type 3"] = notices.print_html(notices.html_text(notice), folder)
    paths = {}
    for number, (name, data) in enumerate(files.items()):
        paths[name] = folder / f"input-{number}.pdf"
        paths[name].write_bytes(data)
    return paths


def _draw(canvas, notice, drawings) -> None:  # type: ignore[no-untyped-def]
    """Nine pages of lines, nine pages with a table."""
    lines = [text[at : at + 28] for text in notice.body for at in range(0, len(text), 28)]
    for page in range(9):
        for index, line in enumerate(lines[page * 24 : page * 24 + 24]):
            drawings.text(canvas, 80, 760 - 28 * index, line, 16)
        canvas.showPage()
    for page in range(9):
        rows = [(str(page * 14 + n), lines[n][:20], "市民政局\n市水务局") for n in range(14)]
        drawings.table(canvas, 60, 780, rows, heights=[50] * 14)
        canvas.showPage()


def _copies(data: bytes, count: int) -> bytes:
    import io

    import pypdfium2

    whole, one, out = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(data), io.BytesIO()
    for _ in range(count):
        whole.import_pages(one)
    whole.save(out)
    return out.getvalue()


def _pdfplumber(path: Path) -> Callable[[], object]:
    import logging

    import pdfplumber

    logging.disable(logging.ERROR)

    def read() -> int:
        count = 0
        with pdfplumber.open(path) as document:
            for page in document.pages:
                count += len(page.extract_text()) + len(page.extract_tables())
                page.close()
        return count

    return read


def _pdfium(path: Path) -> Callable[[], object]:
    import pypdfium2

    def read() -> int:
        document = pypdfium2.PdfDocument(path)
        return sum(len(page.get_textpage().get_text_range()) for page in document)

    return read


def _hedui(path: Path) -> Callable[[], object]:
    import hedui.parser.readers.pdf.read
    from hedui.parser.readers import Blob, ReadOptions

    return lambda: hedui.parser.readers.pdf.read.read_pdf(Blob(path.read_bytes(), path.name, "body"), ReadOptions())


def measure(engine: str, path: Path) -> None:
    """Child process: read once and print seconds and peak memory."""
    run = {"pdfplumber": _pdfplumber, "pdfium": _pdfium, "hedui": _hedui}[engine](path)
    start = time.process_time()
    run()
    seconds = time.process_time() - start
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


def _best(engine: str, path: Path, rounds: int) -> tuple[float, float]:
    runs = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--measure", engine, str(path)]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return min(run["seconds"] for run in runs), min(run["peak"] for run in runs)


_SCRIPT = """
import pdfplumber, sys
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_text(), page.extract_tables()
"""


def whole(path: Path, folder: Path, rounds: int) -> dict[str, float]:
    """CPU seconds of whole processes, byte code compiled beforehand as an installation does."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    commands = {
        "pdfplumber script": [sys.executable, "-c", _SCRIPT, str(path)],
        "hedui check": [sys.executable, "-m", "hedui", "check", str(path)],
        "hedui check, JSON": [sys.executable, "-m", "hedui", "check", str(path), "--format", "json"],
    }
    found: dict[str, float] = {}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            environment = kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
            code = subprocess.run(command, capture_output=True, env=environment).returncode
            assert code in (0, 1), name
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            found[name] = min(seconds, found.get(name, seconds))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure[0], Path(options.measure[1]))
        return
    import pypdfium2

    print(f"{'input':<28}{'pages':>6}  {'engine':<12}{'CPU s':>8}{'faster':>8}{'x floor':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        files = make(Path(folder), options.copies)
        for name, path in files.items():
            found = {engine: _best(engine, path, options.rounds) for engine in ENGINES}
            pages = len(pypdfium2.PdfDocument(path))
            for engine, (seconds, peak) in found.items():
                faster, floor = found["pdfplumber"][0] / seconds, seconds / found["pdfium"][0]
                print(f"{name:<28}{pages:>6}  {engine:<12}{seconds:>8.3f}{faster:>8.1f}{floor:>9.2f}{peak:>6.0f}")
        name = "LibreOffice" if "LibreOffice" in files else next(iter(files))
        print(f"whole processes, {name}:")
        processes = whole(files[name], Path(folder), options.rounds)
        for label, seconds in processes.items():
            print(f"  {label:<20}{seconds:>8.3f}{processes['pdfplumber script'] / seconds:>8.1f}")


if __name__ == "__main__":
    main()
