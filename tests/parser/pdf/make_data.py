"""Print the committed sample PDFs again: python tests/parser/pdf/make_data.py (needs LibreOffice and Chromium).

The files under data/ let the core behaviour be tested where neither program is installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import notices  # noqa: E402 - found beside this script


def main() -> None:
    for name, notice in notices.committed().items():
        with tempfile.TemporaryDirectory() as folder:
            if name.startswith("libreoffice"):
                data = notices.print_docx(notices.docx_bytes(notice), Path(folder))
            else:
                data = notices.print_html(notices.html_text(notice), Path(folder))
        (HERE / "data" / f"{name}.pdf").write_bytes(data)
        print(f"{name}.pdf  {len(data)} bytes")


if __name__ == "__main__":
    main()
