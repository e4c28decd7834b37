"""Draw docs/images/console.png: what `hedui check` prints, as a terminal shows it.

Needs chromium and a Chinese monospaced font. Run: python docs/console_picture.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from hedui.export import ExportOptions, exporters
from hedui.pipeline import check, rule_catalogue

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "business-climate" / "business-climate.pdf"
WIDTH, LINES = 92, 42
PAGE = """<!doctype html><meta charset="utf-8"><style>
::-webkit-scrollbar {{ display: none }}
body {{ margin: 0; overflow: hidden; padding: 18px 22px; background: #1d2129; color: #e6e6e6; width: max-content }}
pre {{ margin: 0; font: 15px/1.42 "Noto Sans Mono CJK SC", monospace }}
</style><pre><b>$ hedui check {name}</b>

{body}</pre>"""


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("chromium is needed to draw the picture")
    options = ExportOptions(color=True, width=WIDTH, catalogue=rule_catalogue())
    (written,) = exporters()["text"].write([check(SAMPLE)], options).values()
    lines = written.decode().splitlines()[:LINES]
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=WIDTH + 8, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.from_ansi("\n".join(lines)))
        body = console.export_html(theme=DIMMED_MONOKAI, inline_styles=True, code_format="{code}")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "console.html"
        page.write_text(PAGE.format(name=SAMPLE.name, body=body), encoding="utf-8")
        picture = ROOT / "docs" / "images" / "console.png"
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        size = f"--window-size=860,{36 + 22 * (len(lines) + 2)}"
        subprocess.run([*command, size, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
