"""Extract pictures from written answers: attachments of a text cell, or `data:` URLs in its text.

The pictures become PNG, JPEG, GIF or WebP, limited to the number and size that a page can show. SVG is refused, since it may contain
scripts.
"""

import base64
import binascii
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from PIL import Image

from autograder.model.language import quoted, tr
from autograder.model.verdict import LONGEST_ANSWER, AnswerPicture, MediaType, cut

MOST_PICTURES = 8  # in all answers of a submission; decoding one may take seconds
PICTURE_BYTES = 120_000  # of a picture in the report
SHOWN_PIXELS = 4_000_000  # of a picture that is shown unchanged
LARGEST_BYTES, LARGEST_PIXELS = 20_000_000, 40_000_000  # of the largest picture that is decoded
SIDES_AND_QUALITIES = ((1600, 75), (1600, 50), (1200, 50), (800, 50), (500, 40))
MAGIC: dict[bytes, MediaType] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
DATA = re.compile(r"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3};base64,([A-Za-z0-9+/=%]*)")
ADDRESS = r"""(?:data:image/|attachment:)[^\s"')>]+"""
PICTURE_IN_TEXT = re.compile(
    rf"""!\[[^\]]{{0,500}}\]\(\s*<?(?P<markdown>{ADDRESS})[^)]{{0,500}}\)"""
    rf"""|<img\b[^>]{{0,500}}?\bsrc\s*=\s*["']?(?P<html>{ADDRESS})[^>]{{0,500}}>"""
    r"""|(?P<bare>data:image/[^\s"')>]+)"""
)
LINKED_PICTURE = re.compile(r"!\[[^\]]{0,500}\]\(\s*(?!data:|attachment:|https?:)([^\s)]{1,200})")


@dataclass
class TextWithPictures:
    """The text of a cell with numbered pictures, the pictures, and remarks about pictures that cannot be shown."""

    text: str
    pictures: list[AnswerPicture] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class PictureTray:
    """Extract the pictures from the answers of one submission, and number them."""

    def __init__(self) -> None:
        self._looked_at = self._count = 0

    def take(self, text: str, attachments: Mapping[str, str]) -> TextWithPictures:
        """Extract the pictures from the text of a cell; `attachments` maps names to base64."""
        taken, contents, used = TextWithPictures(""), list[str](), set[str]()

        def put_aside(found: re.Match[str]) -> str:
            contents.append(found[1])
            return f"data:image/#{len(contents) - 1}"

        def marker(found: re.Match[str]) -> str:
            address = found["markdown"] or found["html"] or found["bare"]
            name = unquote(address.removeprefix("attachment:"))
            if address.startswith("data:"):
                number = address.removeprefix("data:image/#")
                aside = number.isdecimal() and int(number) < len(contents)
                return self._shown(contents[int(number)] if aside else "", taken)
            used.add(name)
            if name in attachments:
                return self._shown(attachments[name], taken)
            taken.remarks.append(tr("The picture {} is not in the notebook.", quoted(name[:100])))
            return "[a picture that is not in the notebook]"

        taken.text = PICTURE_IN_TEXT.sub(marker, cut(DATA.sub(put_aside, text), LONGEST_ANSWER))
        if not used:  # pasted pictures whose line in the text was deleted
            taken.text += "".join(f"\n{self._shown(content, taken)}" for content in attachments.values())
        taken.remarks += [
            tr("The picture {} is not in the notebook.", quoted(name)) for name in LINKED_PICTURE.findall(taken.text)[:3]
        ]
        return taken

    def _shown(self, encoded: str, taken: TextWithPictures) -> str:
        """Add a picture; return its placeholder in the text."""
        if self._looked_at >= MOST_PICTURES:
            taken.remarks.append(tr("Only the first {} pictures are shown.", MOST_PICTURES))
            return "[a picture that is not shown]"
        self._looked_at += 1
        picture = picture_of(encoded)
        if picture is None:
            taken.remarks.append(tr("A picture cannot be shown: it is not a readable PNG, JPEG, GIF or WebP file."))
            return "[a picture that cannot be shown]"
        self._count += 1
        taken.pictures.append(picture.model_copy(update={"number": self._count}))
        return f"[picture {self._count}]"


def picture_of(encoded: str) -> AnswerPicture | None:
    """Decode a base64 picture and shrink it if necessary; None if it cannot be shown."""
    if len(encoded) > LARGEST_BYTES * 4 // 3:
        return None
    try:
        content = base64.b64decode("".join(encoded.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=").split()))
    except (binascii.Error, ValueError):
        return None
    media_type = next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        media_type = "image/webp"
    if media_type is None:
        return None
    return _fitting(content, media_type)


def _fitting(content: bytes, media_type: MediaType) -> AnswerPicture | None:
    """Return the picture unchanged if it is small in bytes and pixels, or else as a smaller JPEG."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "GIF", "WEBP"]) as image:
            pixels = image.width * image.height
            if not 0 < pixels <= LARGEST_PIXELS:
                return None
            if len(content) <= PICTURE_BYTES and pixels <= SHOWN_PIXELS:
                image.load()  # raises for a truncated picture
                return AnswerPicture(media_type=media_type, data=base64.b64encode(content).decode())
            image.draft("RGB", (SIDES_AND_QUALITIES[0][0],) * 2)  # decodes a JPEG at a reduced size
            return _as_jpeg(image)
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, Image.DecompressionBombError):  # of damaged files
        return None


def _as_jpeg(image: Image.Image) -> AnswerPicture | None:
    image.thumbnail((SIDES_AND_QUALITIES[0][0],) * 2)
    whole = image.convert("RGBA")
    paper = Image.new("RGB", whole.size, "white")  # transparent pixels become white
    paper.paste(whole, mask=whole.getchannel("A"))
    for side, quality in SIDES_AND_QUALITIES:
        paper.thumbnail((side, side))
        file = io.BytesIO()
        paper.save(file, "JPEG", quality=quality)
        if len(file.getvalue()) <= PICTURE_BYTES:
            return AnswerPicture(media_type="image/jpeg", data=base64.b64encode(file.getvalue()).decode())
    return None
