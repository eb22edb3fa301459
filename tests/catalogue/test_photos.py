"""What is kept of an upload is its pixels, written anew."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from techmart.catalogue import photos
from techmart.catalogue.photos import NotAPhoto, web_photo

ORIENTATION = 0x0112
TURNED = 6
PLACE = 0x010E


def an_upload(picture: Image.Image, name: str = "me.jpg", **options: object) -> SimpleUploadedFile:
    file = BytesIO()
    picture.save(file, name.rpartition(".")[2].replace("jpg", "jpeg"), **options)
    return SimpleUploadedFile(name, file.getvalue())


def opened(upload: SimpleUploadedFile) -> Image.Image:
    return Image.open(web_photo(upload))


@pytest.mark.parametrize("name", ["me.jpg", "me.png", "me.webp"])
def test_photographs_become_webp(name: str) -> None:
    kept = opened(an_upload(Image.new("RGB", (40, 30), "red"), name))
    assert (kept.format, kept.size) == ("WEBP", (40, 30))


def test_large_ones_are_made_small_enough() -> None:
    assert opened(an_upload(Image.new("RGB", (4000, 1000)))).size == (1600, 400)


def test_they_are_turned_upright_and_what_the_camera_wrote_is_gone() -> None:
    written = Image.Exif()
    written[ORIENTATION], written[PLACE] = TURNED, "at home"
    kept = opened(an_upload(Image.new("RGB", (40, 30)), exif=written))
    assert (kept.size, dict(kept.getexif()), "exif" in kept.info) == ((30, 40), {}, False)


def test_transparency_stays() -> None:
    assert opened(an_upload(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "me.png")).mode == "RGBA"


def test_the_name_says_nothing() -> None:
    names = {web_photo(an_upload(Image.new("RGB", (4, 4)), "maya at home.png")).name for _ in range(2)}
    assert len(names) == 2
    assert not any("maya" in str(name) for name in names)


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"GIF89a\x01\x00\x01\x00", b"x", b""],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPhoto):
        web_photo(SimpleUploadedFile("me.png", content))


def test_a_broken_photograph_is_refused() -> None:
    whole = an_upload(Image.effect_noise((200, 200), 50).convert("RGB")).read()
    with pytest.raises(NotAPhoto):
        web_photo(SimpleUploadedFile("me.jpg", whole[: len(whole) // 2]))


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = an_upload(Image.new("1", (20_000, 20_000)), "bomb.png")
    assert bomb.size < 100_000

    def explode(*args: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", explode)
    with pytest.raises(NotAPhoto):
        web_photo(bomb)


def test_a_heavy_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MAX_BYTES", 10)
    with pytest.raises(NotAPhoto):
        web_photo(an_upload(Image.new("RGB", (4, 4))))


@pytest.mark.parametrize("tag", [b"\x01\x00", b"\x01\x1a"], ids=["width", "resolution"])
def test_words_where_a_camera_writes_numbers_are_no_crash(tag: bytes) -> None:
    written = Image.Exif()
    written[ORIENTATION], written[PLACE] = TURNED, "home"
    wrong = written.tobytes().replace(PLACE.to_bytes(2), tag)
    with pytest.raises(NotAPhoto):
        web_photo(an_upload(Image.new("RGB", (8, 8)), exif=wrong))
