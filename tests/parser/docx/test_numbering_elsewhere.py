"""Automatic list numbers print as LibreOffice prints them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from parser.docx.word_xml import abstract, docx, item, level, num, para, read, texts

_AS_LIBREOFFICE = {
    "chineseCounting": (1, 9, 10, 11, 20, 21, 99),
    "chineseCountingThousand": (1, 10, 11, 20, 99, 100, 101, 110, 111, 1000, 1010, 10001),
    "taiwaneseCounting": (1, 10, 11, 20, 99),
    "taiwaneseCountingThousand": (1, 10, 11, 100, 101, 110, 1010),
    "japaneseCounting": (1, 10, 11, 20, 99),
    "ideographDigital": (1, 5, 9),
    "ideographTraditional": (1, 2, 10, 11),
    "ideographZodiac": (1, 2, 12, 13),
    "chineseLegalSimplified": (1, 10, 11, 100, 101, 110, 1010, 10001),
    "ideographLegalTraditional": (1, 10, 11, 101, 1010, 10001),
    "decimalEnclosedCircle": (1, 9, 10, 11, 20),
    "decimalEnclosedCircleChinese": (1, 9, 10),
    "decimal": (1, 10, 100),
    "decimalZero": (1, 9, 10, 100),
    "upperLetter": (1, 26, 27, 28, 99),
    "lowerLetter": (1, 26, 27, 28, 99),
    "upperRoman": (1, 4, 9, 40, 99, 1999),
    "lowerRoman": (1, 4, 9, 40, 99),
    "koreanDigital": (1, 10, 105),
    "koreanCounting": (1, 10, 11, 101),
    "aiueo": (1, 10, 28),
    "ordinal": (1, 2, 3, 11, 21),
    "chicago": (1, 2, 9, 28),
    "decimalHalfWidth": (1, 10, 100),
    "koreanDigital2": (1, 10, 105),
    "koreanLegal": (1, 10, 11, 20, 99),
    "ganada": (1, 2, 14),
    "chosung": (1, 2, 14),
    "iroha": (1, 12, 25, 47),
    "irohaFullWidth": (1, 12, 25, 47),
    "aiueoFullWidth": (1, 10, 28),
    "vietnameseCounting": (1, 10),
    "russianLower": (1, 9, 25, 29),
    "russianUpper": (1, 9, 25, 29),
    "hebrew1": (1, 10, 11, 15, 16, 29, 105, 499),
    "hebrew2": (1, 10, 22),
    "arabicAlpha": (1, 9, 20, 27),
    "arabicAbjad": (1, 9, 20, 28),
    "thaiLetters": (1, 9, 20, 29),
    "thaiNumbers": (1, 10),
    "thaiCounting": (1, 10),
    "hindiConsonants": (1, 10),
    "hindiNumbers": (1, 10),
    "hindiCounting": (1, 10),
    "bahtText": (1, 10),
    "dollarText": (1, 10),
    "cardinalText": (1, 2, 11, 13, 19, 20, 21, 40, 99),
    "ordinalText": (1, 2, 3, 5, 8, 9, 11, 12, 20, 21, 40, 99),
}
# LibreOffice 7 writes these as plain digits (or in other signs); what they print is pinned in test_numbering.
_NOT_IN_LIBREOFFICE = {
    *(
        "decimalFullWidth",
        "decimalFullWidth2",
        "decimalEnclosedParen",
        "decimalEnclosedFullstop",
        "numberInDash",
        "hex",
    ),
    *("ideographEnclosedCircle", "ideographZodiacTraditional", "japaneseDigitalTenThousand", "japaneseLegal"),
    *("taiwaneseDigital", "hindiVowels"),
}
_WITHOUT_A_NUMBER = {"none", "bullet", "custom"}


def test_every_format_of_the_standard_has_a_case() -> None:
    lines = Path(__file__).with_name("list_formats.txt").read_text(encoding="utf-8").splitlines()
    every = {name for line in lines if not line.startswith("#") for name in line.split()}
    assert set(_AS_LIBREOFFICE) | _NOT_IN_LIBREOFFICE | _WITHOUT_A_NUMBER == every


def _printed_by_libreoffice(data: bytes, folder: Path) -> list[str]:
    """The lines of the document as LibreOffice writes them as text."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: nothing to compare with")
    (folder / "list.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "list.docx")], check=True, capture_output=True, timeout=180)
    return (folder / "list.txt").read_text(encoding="utf-8-sig").split("\n")


def _squeezed(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines if line.strip()]


def test_every_format_prints_as_in_libreoffice(tmp_path: Path) -> None:
    numbering, lists, body, list_id = "", "", "", 0
    for index, (style, numbers) in enumerate(_AS_LIBREOFFICE.items()):
        numbering += abstract(index, level(0, style, "%1#"))
        for number in numbers:
            list_id += 1
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            lists += num(list_id, index, start)
            body += item(list_id, 0, f"{style}{number}")
    data = docx(body, numbering=numbering + lists, styles="")
    assert _squeezed(texts(read(data))) == _squeezed(_printed_by_libreoffice(data, tmp_path))


def test_a_notice_of_several_levels_prints_as_in_libreoffice(tmp_path: Path) -> None:
    levels = (
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "%3.%4"),
        level(4, "lowerLetter", "%1-%5"),
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, *levels) + num(1, 0) + num(2, 0, restart)
    steps = [(1, 0), (1, 1), (1, 2), (1, 3), (1, 3), (1, 2), (1, 1), (1, 2), (1, 0), (1, 4), (2, 0), (2, 1), (2, 0)]
    body = "".join(item(list_id, lvl, f"事项{n}") for n, (list_id, lvl) in enumerate(steps))
    data = docx(body, numbering=numbering, styles="")
    assert _squeezed(texts(read(data))) == _squeezed(_printed_by_libreoffice(data, tmp_path))


def _start_at(index: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def _style(name: str, numbered: str, head: str = "", kind: str = "paragraph") -> str:
    properties = f"<w:pPr><w:numPr>{numbered}</w:numPr></w:pPr>"
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{head}{properties}</w:style>'


def _styled(name: str, numbered: str = "") -> str:
    own = f"<w:numPr>{numbered}</w:numPr>" if numbered else ""
    return para("题", f'<w:pStyle w:val="{name}"/>{own}')


def test_lists_from_styles_overrides_and_other_lists_print_as_in_libreoffice(tmp_path: Path) -> None:
    levels = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))
    whole = f'<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/>{level(1, "decimal", "[%2]")}</w:lvlOverride>'
    numbering = "".join(
        (
            "".join(abstract(index, *levels) for index in range(4)),
            abstract(4, *levels, head='<w:styleLink w:val="Lent"/>'),
            abstract(5, head='<w:numStyleLink w:val="Lent"/>'),
            abstract(6, head='<w:numStyleLink w:val="Other"/>'),
            *(num(list_id, list_id) for list_id in range(7)),
            num(10, 0, _start_at(1, 5)),
            num(11, 1, _start_at(0, 1) + _start_at(1, 1)),
            num(12, 2, whole),
        )
    )
    styles = "".join(
        (
            _style("Top", '<w:ilvl w:val="0"/><w:numId w:val="3"/>'),
            _style("Sub", '<w:ilvl w:val="1"/>', '<w:basedOn w:val="Top"/>'),
            _style("Lent", '<w:numId w:val="4"/>', kind="numbering"),
            _style("Other", '<w:numId w:val="4"/>', kind="numbering"),
        )
    )
    steps = [(10, 0), (10, 1), (10, 1), (10, 0), (10, 1), (1, 0), (1, 1), (11, 0), (11, 1), (1, 1), (2, 0), (2, 1)]
    steps += [(12, 0), (12, 1), (12, 1), (5, 0), (4, 0), (6, 0), (6, 1)]
    body = "".join(item(list_id, lvl, f"事项{n}") for n, (list_id, lvl) in enumerate(steps))
    body += _styled("Top") + _styled("Sub") + _styled("Sub") + _styled("Top") + _styled("Sub")
    body += _styled("Sub", '<w:numId w:val="1"/>') + _styled("Top", '<w:ilvl w:val="2"/>')
    data = docx(body, numbering=numbering, styles=styles)
    assert _squeezed(texts(read(data))) == _squeezed(_printed_by_libreoffice(data, tmp_path))
