"""Take the pictures in docs/images anew: `python docs/pictures.py`. Run by hand; needs chromium and LibreOffice.

Every picture shows what one command writes for a sample: nothing is drawn or touched up.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLE = ROOT / "samples" / "business-climate" / "business-climate"
sys.path.insert(0, str(ROOT / "tests"))

from chromium import chromium  # noqa: E402 - found only after the line above

VIEWS = (
    ("report.png", 1280, 1100, False),
    ("report-dark.png", 1280, 1100, True),
    ("report-narrow.png", 390, 1100, False),
)
CHANGES = (
    ("推行工位注册", "试行工位注册"),
    ("市市场监管局、市商务局", "市市场监管局"),
    ("2024年8月底", "2024年10月底"),
)
WITH_NOTES = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _report(_written("html", ".pdf", folder))
        _versions(folder)
        workbook = _through_office(_written("xlsx", ".docx", folder), "pdf", folder)
        _save("workbook.png", _page(workbook, "正文责任与时限", 110))
        annotated = _through_office(_written("docx", ".docx", folder), WITH_NOTES, folder)
        _save("annotated-docx.png", _page(annotated, "推行证照联办", 80))
        _save("annotated-pdf.png", _page(_written("pdf", ".pdf", folder), "推行证照联办", 80))


def _written(kind: str, suffix: str, folder: Path) -> Path:
    """What `hedui check` writes for the sample."""
    output = folder / f"written-{kind}.{kind}"
    command = [sys.executable, "-m", "hedui", "check", SAMPLE.with_suffix(suffix), "--format", kind, "--output", output]
    done = subprocess.run(command, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.returncode)
    return output


def _report(path: Path) -> None:
    with chromium() as tab:
        for name, width, height, dark in VIEWS:
            tab.show(path, width, height, dark=dark)
            tab.run("new Promise(done => setTimeout(done, 300))")
            _save(name, Image.open(io.BytesIO(tab.picture())))


def _versions(folder: Path) -> None:
    """The sample and what three changes make of it, compared."""
    old = SAMPLE.with_suffix(".txt")
    new, output = folder / "business-climate-new.txt", folder / "versions.html"
    text = old.read_text("utf-8")
    for before, after in CHANGES:
        if before not in text:
            raise SystemExit(f"{old.name} does not bear {before}")
        text = text.replace(before, after, 1)
    new.write_text(text, "utf-8")
    command = [sys.executable, "-m", "hedui", "compare", old, new, "--format", "html", "--output", output]
    subprocess.run(command, check=False)
    with chromium() as tab:
        tab.show(output, 1280, 1100)
        tab.run("new Promise(done => setTimeout(done, 300))")
        _save("versions.png", Image.open(io.BytesIO(tab.picture())))


def _through_office(path: Path, to: str, folder: Path) -> Path:
    """The file printed to PDF by LibreOffice."""
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", to, "--outdir", folder, path], check=True, capture_output=True
    )
    return path.with_suffix(".pdf")


def _page(path: Path, words: str, resolution: int) -> Image.Image:
    """The first page that bears these words."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        found = words in "".join(text.get_text_range().split())
        text.close()
        if found:
            picture: Image.Image = page.render(scale=resolution / 72).to_pil()
            return picture
    raise SystemExit(f"no page of {path.name} bears {words}")


def _save(name: str, picture: Image.Image) -> None:
    picture.convert("RGB").quantize(256).save(IMAGES / name, optimize=True)
    print(f"docs/images/{name}: {(IMAGES / name).stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
