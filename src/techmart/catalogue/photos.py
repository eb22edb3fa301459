"""Photographs that people upload: decoded, turned upright, made small enough, and written anew.

What reaches the disk is our own encoding of the pixels. Whatever else the file carried (place, camera, a script behind
the picture) is gone, and the name says nothing.
"""

import secrets
import struct
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow raises for broken files; the last two come from what a camera wrote beside the picture.
UNREADABLE = (
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError),
    *(struct.error, TypeError),
)


class NotAPhoto(ValueError):
    """It cannot be taken as a photograph; the message says why, for whoever uploaded it."""


def web_photo(upload: UploadedFile) -> ContentFile:
    """Return the upload as a WebP file with a random name; raise `NotAPhoto` for anything else than a photograph."""
    if not upload.size or upload.size > MAX_BYTES:
        raise NotAPhoto(_("A photograph may have {number} MB.").format(number=MAX_BYTES // 1024 // 1024))
    try:
        picture = _decode(upload)
    except UNREADABLE as error:
        if isinstance(error, NotAPhoto):
            raise
        raise NotAPhoto(_("This is no photograph we can read. JPEG, PNG and WebP work.")) from error
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=4)
    return ContentFile(file.getvalue(), name=f"{secrets.token_urlsafe(12)}.webp")


def _decode(upload: UploadedFile) -> Image.Image:
    """Decode to upright pixels and nothing else. The size is read from the header, before any pixel is."""
    with Image.open(upload, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            words = _("A photograph may have {number} megapixels; this one has more.")
            raise NotAPhoto(words.format(number=MAX_PIXELS // 1_000_000))
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        mode = "RGBA" if upright.has_transparency_data else "RGB"
        pixels = upright.convert(mode)
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain = Image.new(mode, pixels.size)
    plain.paste(pixels)
    return plain
