"""The lines of a text file, plain or gzip, with every way a file can be broken named by line."""

import gzip
import io
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from techmart.orders.importing.errors import BadInput

# Reports how much of the file is read: bytes done, bytes in all.
Progress = Callable[[int, int], None]

GZIP = b"\x1f\x8b"
FOREIGN = {
    b"PK\x03\x04": "it is a ZIP archive or a spreadsheet; save it as CSV",
    b"\xff\xfe": "it is UTF-16 text; save it as UTF-8",
    b"\xfe\xff": "it is UTF-16 text; save it as UTF-8",
}
UTF8_BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 1_000_000
LINES_PER_REPORT = 20_000


def ignore_progress(done: int, total: int) -> None:
    """Report nothing."""


def text_lines(path: Path, progress: Progress = ignore_progress) -> Generator[str, None, None]:
    """Yield the lines of the file with their line ends, from bounded memory whatever the file holds."""
    with _file_problems(), path.open("rb") as raw:
        size = path.stat().st_size
        line = 0
        try:
            for line, content in enumerate(_byte_lines(_content(raw, path.name)), start=1):
                if line % LINES_PER_REPORT == 0:
                    progress(raw.tell(), size)
                yield _text(content, line)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadInput("the gzip file is cut short or damaged from here on", line=line + 1) from error
        progress(size, size)


@contextmanager
def _file_problems() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(f"it cannot be read: {error.strerror or error}") from error


def _content(raw: BinaryIO, name: str) -> BinaryIO:
    head = raw.read(4)
    raw.seek(0)
    for magic, problem in FOREIGN.items():
        if head.startswith(magic):
            raise BadInput(problem)
    if head.startswith(GZIP):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw))
    if name.endswith(".gz"):
        raise BadInput("its name ends in .gz but it is no gzip file")
    return raw


def _byte_lines(content: BinaryIO) -> Iterator[bytes]:
    line = content.readline(LONGEST_LINE).removeprefix(UTF8_BOM)
    while line:
        yield line
        line = content.readline(LONGEST_LINE)


def _text(content: bytes, line: int) -> str:
    if len(content) >= LONGEST_LINE:
        raise BadInput(f"the line is longer than {LONGEST_LINE:,} bytes", line=line)
    if b"\0" in content:
        raise BadInput("the line holds a NUL byte: this is no UTF-8 text file", line=line)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        byte, place = content[error.start], error.start + 1
        raise BadInput(f"byte {place} (0x{byte:02x}) is not UTF-8; save the file as UTF-8", line=line) from error
