"""The lines of a text file, plain or gzip, with every way a file can be broken named by line."""

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from techmart.orders.importing.errors import BadInput

# Reports how much of the file is read: bytes done, bytes in all.
Progress = Callable[[int, int], None]

GZIP = b"\x1f\x8b"
DAMAGE = EOFError, zlib.error, gzip.BadGzipFile
FOREIGN = {
    b"PK\x03\x04": "it is a ZIP archive or a spreadsheet; save it as CSV",
}
UTF16_BOMS = b"\xff\xfe", b"\xfe\xff"
UTF8 = "utf-8"
UTF8_BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 1_000_000
LINES_PER_REPORT = 20_000
BLOCK_BYTES = 1 << 20


def ignore_progress(done: int, total: int) -> None:
    """Report nothing."""


def text_lines(
    path: Path, progress: Progress = ignore_progress, encodings: Sequence[str] = (UTF8,)
) -> Generator[str, None, None]:
    """Yield the lines of the file with their line ends, from bounded memory whatever the file holds.

    UTF-16 says itself what it is; else a line is of the first of the `encodings` that it can be.
    """
    with _file_problems(), path.open("rb") as raw:
        size = path.stat().st_size
        line = 0
        try:
            for line, content in enumerate(_byte_lines(_content(raw, path.name)), start=1):
                if line % LINES_PER_REPORT == 0:
                    progress(raw.tell(), size)
                yield _text(content, line, encodings)
        except UnicodeError as error:
            raise BadInput("it begins as UTF-16 text and does not go on so") from error
        except DAMAGE as error:
            raise BadInput("the gzip file is cut short or damaged from here on", line=line + 1) from error
        progress(size, size)


def is_utf8(path: Path) -> bool:
    """Say whether all of a file, plain or gzip, is UTF-8 text; where it is damaged, `text_lines` says how."""
    decoder = codecs.getincrementaldecoder(UTF8)()
    with _file_problems(), path.open("rb") as raw:
        content = gzip.GzipFile(fileobj=raw) if raw.peek(2).startswith(GZIP) else raw
        try:
            while block := content.read(BLOCK_BYTES):
                decoder.decode(block)
        except (UnicodeDecodeError, *DAMAGE):
            return False
    return True


@contextmanager
def _file_problems() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(f"it cannot be read: {error.strerror or error}") from error


def _content(raw: BinaryIO, name: str) -> Callable[[int], bytes]:
    """Return what reads the next line, of at most so many bytes."""
    head = raw.read(4)
    raw.seek(0)
    for magic, problem in FOREIGN.items():
        if head.startswith(magic):
            raise BadInput(problem)
    if head.startswith(GZIP):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw)).readline
    if head.startswith(UTF16_BOMS):
        text = codecs.getreader("utf-16")(raw)
        return lambda longest: text.readline(longest).encode()
    if name.endswith(".gz"):
        raise BadInput("its name ends in .gz but it is no gzip file")
    return raw.readline


def _byte_lines(next_line: Callable[[int], bytes]) -> Iterator[bytes]:
    line = next_line(LONGEST_LINE).removeprefix(UTF8_BOM)
    while line:
        yield line
        line = next_line(LONGEST_LINE)


def _text(content: bytes, line: int, encodings: Sequence[str]) -> str:
    if len(content) >= LONGEST_LINE:
        raise BadInput(f"the line is longer than {LONGEST_LINE:,} bytes", line=line)
    if b"\0" in content:
        raise BadInput("the line holds a NUL byte: this is no UTF-8 text file", line=line)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            byte, place = content[error.start], error.start + 1
    raise BadInput(f"byte {place} (0x{byte:02x}) is not UTF-8; save the file as UTF-8", line=line)
