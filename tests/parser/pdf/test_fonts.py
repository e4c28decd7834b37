"""Fonts that a file names and does not bring: the same reading on every machine, and no trace for other programs."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from hedui.batch import warming
from hedui.parser.readers.pdf import library
from hedui.parser.readers.pdf.fonts import box_font
from hedui.parser.readers.pdf.pages import OpenFile

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "business-climate" / "business-climate.pdf"


def printed(*lines: str) -> bytes:
    """A page in a Chinese font that the file does not bring."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 16)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 24 * number, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("sign", "width"), [("一", 100), ("〔", 100), ("。", 100), ("1", 45), ("A", 45), ("-", 45)])
def test_box_font_has_a_box_for_every_character(sign: str, width: int) -> None:
    font = ImageFont.truetype(io.BytesIO(box_font()), 100)
    assert font.getlength(sign) == width
    assert font.getbbox(sign) == (0, 0, width, 100)


@pytest.fixture
def machine_without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found among the fonts of the system; whether they are asked for is told by the test."""
    monkeypatch.setattr(library.fonts(), "_system", None)


@pytest.mark.usefixtures("machine_without_fonts")
def test_characters_that_stand_alone_are_read_without_any_font() -> None:
    file = OpenFile(printed("云川市人民政府办公室关于做好重点工作的通", "知", "第", "2", "号"), "file.pdf")
    assert file.page(1).text.split() == ["云川市人民政府办公室关于做好重点工作的通", "知", "第", "2", "号"]


@pytest.mark.usefixtures("machine_without_fonts")
@pytest.mark.parametrize("name", ["SimSun", "FangSong_GB2312", "Calibri", "方正小标宋简体"])
def test_a_font_without_character_set_loses_nothing(name: str) -> None:
    """As Identity-H fonts are, whose signs only the file's own table tells."""
    data = warming._as_pdf(["云川市通知", "知", "号", "2", "件"]).replace(b"SimSun", name.encode("gbk"))
    file = OpenFile(data, "file.pdf")
    assert file.page(1).text.split()[:5] == ["云川市通知", "知", "号", "2", "件"]


def test_characters_are_as_wide_as_the_file_says() -> None:
    file = OpenFile(printed("云川市2031年"), "file.pdf")
    page = file.page(1)
    rights = [page.glyph(at).right for at in range(7)]
    lefts = [page.glyph(at).left for at in range(8)]
    assert [rights[at] for at in (0, 1, 2)] == pytest.approx([lefts[at + 1] for at in (0, 1, 2)], abs=0.1)
    assert all(lefts[at] < rights[at] <= lefts[at + 1] + 0.1 for at in range(3, 7))


_RENDER = """
import hashlib, pypdfium2
from pathlib import Path
def rendered():
    with pypdfium2.PdfDocument(Path(r"{file}").read_bytes()) as document:
        print(hashlib.sha256(document[0].render(scale=1).to_pil().tobytes()).hexdigest())
"""
_READ = "import hedui; assert hedui.check(r'{file}').clauses\n"
_KEEP = """
from hedui.parser.readers.pdf.pages import OpenFile
from pathlib import Path
file = OpenFile(Path(r"{file}").read_bytes(), "file.pdf"); assert file.page(1).text
"""


def test_pictures_of_other_programs_keep_the_fonts_of_the_system() -> None:
    def run(*steps: str) -> list[str]:
        code = "".join(steps).replace("{file}", str(SAMPLE))
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    (alone,) = run(_RENDER, "rendered()")
    assert run(_READ, _RENDER, "rendered()") == [alone]
    assert run(_KEEP, _RENDER, "rendered()") == [alone]
    assert run(_RENDER, "rendered()\n", _READ, "rendered()") == [alone, alone]
