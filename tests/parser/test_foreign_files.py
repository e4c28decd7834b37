"""A file that is no notice gets one sentence: what it is, and what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from hedui.errors import InputError
from hedui.parser.readers import Blob, forms_read, read_document, readers


def zipped(*names: str, password: bool = False) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name in names:
            archive.writestr(name, "内容")
    data = bytearray(raw.getvalue())
    if password:
        data[6] |= 1
    return bytes(data)


def ole(*streams: str) -> bytes:
    """The sectors of a small OLE file: header, one FAT sector, one directory sector with these streams."""
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    names = ["Root Entry", *streams]
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 5 if not n else 2) + bytes(61)
        for n, name in enumerate(names)
    ).ljust(512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack(
        "<109I", 0, *[0xFFFFFFFF] * 108
    )
    return header.ljust(512, b"\0") + fat + entries


FOREIGN = {
    "a PNG picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a JPEG picture": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "a GIF picture": b"GIF89a\x01\x00\x01\x00\x00",
    "a TIFF picture": b"II*\x00\x08\x00\x00\x00",
    "a WebP picture": b"RIFF\x00\x00\x00\x00WEBPVP8 \x00",
    "a picture (HEIC)": b"\x00\x00\x00\x18ftypheic\x00\x00",
    "a presentation (PowerPoint)": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "an e-mail": b"From: a@example.invalid\r\nTo: b@example.invalid\r\nSubject: x\r\n\r\nhello",
    "an SVG picture": b'<svg xmlns="http://www.w3.org/2000/svg"><text>1</text></svg>',
    "a Word document saved as XML": b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    b'<w:wordDocument xmlns:w="a"><w:body/></w:wordDocument>',
    "an Excel workbook saved as XML": b"<?xml version='1.0'?>\n<Workbook xmlns='a'></Workbook>",
    "a UOF document": '<?xml version="1.0"?><uof:UOF xmlns:uof="a">通知</uof:UOF>'.encode("utf-16"),
    "an XML file": "<?xml version='1.0'?><!-- a --><通知/><item>1</item>".encode(),
    "a JSON file": '{"title": "关于绿化的通知", "rows": [1, 2]}\n'.encode(),
    "a shortcut to a web page": b"[InternetShortcut]\r\nURL=https://example.invalid/\r\n",
    "a shortcut": b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0",
    "an Outlook e-mail": ole("__substg1.0_0037001F"),
    "a Windows program": b"MZ\x90\x00\x03\x00\x00\x00",
    "a Linux program": b"\x7fELF\x02\x01\x01\x00\x00",
    "a sound recording": b"ID3\x03\x00\x00\x00\x00",
    "a video": b"\x00\x00\x00\x18ftypmp42\x00\x00",
    "a RAR archive": b"Rar!\x1a\x07\x00\xcf",
    "a 7-Zip archive": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "a ZIP file": zipped("a.txt"),
    "a ZIP file protected by a password": zipped("a.txt", password=True),
    "a file of unknown kind": b"\x00\x01\x02" * 99,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_it_is_and_what_to_do_is_said_in_one_line(kind: str) -> None:
    with pytest.raises(InputError) as error:
        read_document(Blob(FOREIGN[kind], "文件.bin", "body"))
    said = str(error.value)
    assert said.startswith(f"文件.bin: this is {kind}. ")
    assert "\n" not in said
    assert said.endswith(".")
    assert error.value.reason in ("unknown-type", "encrypted")


def test_an_encrypted_office_file_asks_for_its_password_to_be_removed() -> None:
    with pytest.raises(InputError, match="password"):
        read_document(Blob(ole("EncryptedPackage", "EncryptionInfo"), "文件.docx", "body"))


def test_the_forms_that_are_read_are_those_of_the_readers() -> None:
    assert len(readers()) >= 5
    assert {"DOCX", "HTML", "MHTML", "PDF", "TXT"} <= set(forms_read().replace(" and ", ", ").split(", "))
    with pytest.raises(InputError, match=forms_read()):
        read_document(Blob(FOREIGN["a file of unknown kind"], "x", "body"))
