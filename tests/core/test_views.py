from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import SettingsWrapper


@pytest.mark.django_db
def test_health_answers_once_the_database_does(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize("folder", ["products", "collections"])
def test_a_photograph_is_served_for_ever(
    folder: str, client: Client, tmp_path: Path, settings: SettingsWrapper
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a-B_9.webp").write_bytes(b"pixels")
    response = client.get(f"/media/{folder}/a-B_9.webp")
    assert b"".join(response) == b"pixels"  # type: ignore[arg-type]
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["products/none.webp", "products/../secret_key", "secret_key", "products/a.html"])
def test_nothing_else_of_the_folder_is(path: str, client: Client, tmp_path: Path, settings: SettingsWrapper) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "products").mkdir()
    (tmp_path / "products" / "a.html").write_text("<script>")
    (tmp_path / "secret_key").write_text("secret")
    assert client.get(f"/media/{path}").status_code == 404
