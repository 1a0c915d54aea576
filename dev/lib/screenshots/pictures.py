"""Pictures as they are stored: small, and the banner made of them."""

import base64
import io

from .. import manifest
from ..environment import paths

DESCRIPTION = paths.ROOT / "static" / "description"
COLOURS = 256
MOST_BYTES = 150_000
BANNER = 1120, 560


def small(png):
    """The same in few colours; screens have few."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (COLOURS, 128, 64, 32):
        found = io.BytesIO()
        image.quantize(colours).save(found, "PNG", optimize=True)
        if found.tell() <= MOST_BYTES:
            break
    return found.getvalue()


def banner(page, shot):
    """What stands above the addon in a list of addons."""
    html = (paths.DEV / "lib" / "screenshots" / "banner.html").read_text()
    for name, text in (
        ("SUMMARY", manifest.read()["summary"]),
        ("ICON", _inline((DESCRIPTION / "icon.png").read_bytes())),
        ("SHOT", _inline(shot)),
    ):
        html = html.replace(name, text)
    page.resize(*BANNER)
    page.open("about:blank")
    page.show(html)
    return small(page.picture())


def _inline(png):
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
