"""Render every sample to TXT, DOCX and PDF beside its source: `python samples/render.py`."""

from __future__ import annotations

from pathlib import Path

from rendering import FORMS, parse_source

HERE = Path(__file__).resolve().parent


def rendered(source: Path) -> dict[Path, bytes]:
    """The files one source gives: NAME.txt, NAME.docx, NAME.pdf, and NAME-attachment.* where the table is apart."""
    files = {}
    for index, part in enumerate(parse_source(source.read_text(encoding="utf-8"))):
        stem = source.stem if index == 0 else f"{source.stem}-attachment"
        for form, render in FORMS.items():
            files[source.with_name(f"{stem}.{form}")] = render(part)
    return files


def main() -> None:
    for source in sorted(HERE.glob("*/*.notice")):
        for path, data in rendered(source).items():
            path.write_bytes(data)
            print(path.relative_to(HERE), len(data))


if __name__ == "__main__":
    main()
