"""Web page archives: the page in them is read, whatever its transfer encoding; e-mails are none."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest

from hedui.errors import InputError
from hedui.parser.document import Document, Paragraph
from hedui.parser.readers import Blob, read_document, reader_for

PAGE = "<html><body><p>云川市关于做好绿化工作的通知</p></body></html>"
HEADERS = b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="edge"%s\r\n\r\n'


def archive(*parts: bytes, extra: bytes = b"") -> bytes:
    return HEADERS % extra + b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"


def part(body: bytes, encoding: str, kind: str = "text/html", more: str = "") -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n"
    return head.encode() + body


def read(data: bytes) -> Document:
    return read_document(Blob(data, "page.mht", "body"))


def texts(document: Document) -> list[str]:
    return [document.quote(block).text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
@pytest.mark.parametrize(
    ("encoding", "encode"), [("base64", base64.encodebytes), ("quoted-printable", quopri.encodestring)]
)
def test_the_page_is_decoded(encoding: str, encode: Callable[[bytes], bytes], codec: str) -> None:
    data = archive(part(encode(PAGE.encode(codec)), encoding, "text/html; charset=us-ascii"))
    assert texts(read(data)) == ["云川市关于做好绿化工作的通知"]


def test_the_part_that_the_archive_starts_with_is_the_page() -> None:
    frame = part("<html><p>广告".encode(), "8bit")
    page = part(PAGE.encode(), "8bit", more="Content-ID: <page>\r\n")
    assert texts(read(archive(frame, page, extra=b'; start="<page>"'))) == ["云川市关于做好绿化工作的通知"]


def test_an_archive_cut_off_after_its_page_is_read() -> None:
    data = archive(part(PAGE.encode(), "8bit"), part(base64.encodebytes(bytes(900)), "base64", "image/png"))
    assert texts(read(data[:-600])) == ["云川市关于做好绿化工作的通知"]


@pytest.mark.parametrize(
    "data",
    [
        archive(part(base64.encodebytes(bytes(9)), "base64", "image/png")),
        archive(part(b"", "8bit")),
        archive()[:60] + b"; type=text/html",
        HEADERS % b"",
    ],
)
def test_an_archive_without_a_page_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError) as error:
        read(data)
    assert "\n" not in str(error.value)


def test_parts_nested_without_end_are_refused_or_read() -> None:
    nested = b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(5_000)
    )
    with pytest.raises(InputError):
        read(b"MIME-Version: 1.0\r\n" + nested + b"Content-Type: text/html\r\n\r\n")


def test_a_posted_message_is_an_e_mail_and_no_archive() -> None:
    mail = b"From: a@example.invalid\r\nTo: b@example.invalid\r\n" + archive(part(PAGE.encode(), "8bit"))
    assert reader_for(mail) is None
    with pytest.raises(InputError, match="this is an e-mail"):
        read(mail)
