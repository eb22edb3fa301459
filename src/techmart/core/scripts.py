"""Scripts as they stand in their rooms, sent compressed: `{% static %}` leads to them. No build step."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

from techmart.core.packed import Packed, pack

FOLDER = "js"


class ScriptStorage(StaticFilesStorage):
    """Static files, but that the address of a script changes with its content."""

    def url(self, name: str | None) -> str:
        """Return where a file is served."""
        try:
            # Not by the name of the address: some are asked for while addresses are still being read.
            return f"/{FOLDER}/{script(name or '').digest}/{name}"
        except LookupError:
            return super().url(name)


@cache
def script(name: str) -> Packed:
    """Read a script of any room; raise `LookupError` where there is none."""
    found = finders.find(name) if name.endswith(".js") else None
    if found is None:
        raise LookupError(f"There is no script {name}.")
    return pack(Path(found).read_bytes())
