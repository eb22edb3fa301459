"""A local shop makes its own secret, once, whole."""

import os
import stat
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src"
READ = "import django; django.setup(); from django.conf import settings; print(settings.SECRET_KEY)"


def secret_of(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TECHMART_")},
        "DJANGO_SETTINGS_MODULE": "techmart.settings",
        "PYTHONPATH": str(SRC),
        "TECHMART_DATA_DIR": str(folder),
        **variables,
    }
    return subprocess.run([sys.executable, "-c", READ], env=environment, capture_output=True, text=True, check=False)


def test_the_secret_is_made_once_and_is_private(tmp_path):
    first, again = secret_of(tmp_path), secret_of(tmp_path)
    assert first.stdout == again.stdout
    assert len(first.stdout.strip()) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("secret*")] == ["secret_key"]


def test_a_shop_on_a_public_host_needs_its_own_secret(tmp_path):
    refused = secret_of(tmp_path, TECHMART_HOSTS="shop.example")
    assert "TECHMART_SECRET_KEY is not set" in refused.stderr
    assert not (tmp_path / "secret_key").exists()
