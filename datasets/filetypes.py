"""What a file is by its content, and why it can't be opened at all. Pure; the name of a file is never believed."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Final

from datasets.importing import Problem, Refused

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: Final = "application/vnd.ms-excel"
ZIP: Final = "application/zip"
GZIP: Final = "application/gzip"
TEXT: Final = "text/csv"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The directory of an OLE file names its streams in UTF-16. A .xlsx with a password is kept in one called so.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGES = (b"<!doctype", b"<html", b"<head", b"<table", b"<meta", b"<?xml")
_PDF = b"%PDF"
# A workbook that unpacks to more is a mistake or an attack; the largest real one (RPW) unpacks to about 400 MB.
MOST_UNPACKED_BYTES: Final = 2 * 1024**3


def media_type(path: Path) -> str:
    """The media type of a file that can be opened; Refused, with what to do about it, for any other."""
    size = path.stat().st_size
    if size == 0:
        raise _refused("empty_file")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise _refused("password_protected")
        return XLS
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(_PDF):
        raise _refused("pdf_instead_of_table")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        raise _refused("page_instead_of_table")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("file_of_unknown_kind")
    return TEXT


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise _refused("password_protected")
            if sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
                raise _refused("file_unpacks_too_large", limit_mb=MOST_UNPACKED_BYTES // 1024**2)
            names = {member.filename for member in members}
    except zipfile.BadZipFile as error:
        raise _refused("file_cut_short") from error
    return XLSX if "xl/workbook.xml" in names or "xl/workbook.bin" in names else ZIP


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refused(code: str, **params: object) -> Refused:
    return Refused([Problem(code=code, params=params)])
