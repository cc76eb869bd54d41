"""Recognize files that are submitted in place of a notebook, and explain the mistake."""

import json
import re

from autograder.model.language import mark, tr
from autograder.model.verdict import cut

# Other files that students submit under a notebook's name, by their first bytes. Advice follows a colon.
KINDS = {
    b"%PDF": mark("a PDF"),
    b"\x89PNG": mark("a picture (PNG)"),
    b"\xff\xd8\xff": mark("a picture (JPEG)"),
    b"GIF8": mark("a picture (GIF)"),
    b"\x1f\x8b": mark("a compressed file (gzip): unpack it, and submit the notebook that is in it"),
    b"7z\xbc\xaf": mark("an archive (7z): unpack it, and submit the notebook that is in it"),
    b"Rar!": mark("an archive (RAR): unpack it, and submit the notebook that is in it"),
    b"BZh": mark("a compressed file (bzip2): unpack it, and submit the notebook that is in it"),
    b"\xfd7zXZ": mark("a compressed file (xz): unpack it, and submit the notebook that is in it"),
    b"ALZ\1": mark("an archive (ALZ): unpack it, and submit the notebook that is in it"),
    b"EGGA": mark("an archive (EGG): unpack it, and submit the notebook that is in it"),
    b"\xd0\xcf\x11\xe0": mark("an old Microsoft Office document"),
    b"{\\rtf": mark("a document (RTF)"),
    b"\x80\x04\x95": mark("a pickle"),
    b"\x89HDF": mark("a file of weights (HDF5)"),
    b"SQLite format 3": mark("a database"),
}
OFFICE = {b"word/": mark("a Word document"), b"xl/": mark("an Excel workbook"), b"ppt/": mark("a PowerPoint presentation")}
CONFLICT = re.compile(r"^[ \t]*(<<<<<<< |>>>>>>> ).*$", re.MULTILINE)
WEB_PAGE = re.compile(r"(<!doctype html|<html|<head|<\?xml|<!--|<script|<body)", re.IGNORECASE)
PYTHON = re.compile(r"(import|from|def|class|print\(|#|%%)")


def other_kind(content: bytes) -> str:
    """Describe a file of another kind by its first bytes; empty if it may be a notebook."""
    kind = next((kind for magic, kind in KINDS.items() if content.startswith(magic)), "")
    if content.startswith(b"PK\x03\x04"):
        office = next((kind for folder, kind in OFFICE.items() if folder in content[:4000]), "")
        kind = office or mark("a zip file with another name: unpack it, and submit the notebook that is in it")
    if content[257:262] == b"ustar":
        kind = mark("an archive (tar): unpack it, and submit the notebook that is in it")
    if not kind:
        return ""
    advice = "" if ":" in kind else tr(". Submit the .ipynb file that you worked in")
    return tr("The file is not a notebook, but {}{}.", kind, advice)


def why_not_json(text: str, error: json.JSONDecodeError) -> str:
    """Explain why the text is not valid JSON, as far as the text shows."""
    conflict = CONFLICT.search(text)
    start = text.lstrip()
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return tr(
            "The notebook contains a Git merge conflict in line {} of the file ({}). Decide which version to "
            "keep, save the notebook, run it, and submit it again.",
            line,
            cut(conflict[0].strip(), 60),
        )
    if WEB_PAGE.match(start):
        return tr(
            "The file is not a notebook, but a web page: a sign-in page, or a page that shows the notebook, was saved in its place. "
            "Download the notebook itself (in Jupyter and Colab: File, Download, .ipynb), and submit that file."
        )
    if start.startswith("version https://git-lfs"):
        return tr("The file is not a notebook, but a Git LFS pointer. Fetch the notebook with `git lfs pull`, and submit it.")
    if (start.startswith("{") and error.pos >= len(text.rstrip()) - 1) or error.msg.startswith("Unterminated string"):
        return tr("The notebook is incomplete: the upload was cut off. Submit it again.")
    if PYTHON.match(start):
        return tr("The file is not a notebook, but plain text, such as a program. Submit the .ipynb file that you worked in.")
    place = tr("line {}: {}", error.lineno, error.msg)
    return tr("The file is not a notebook ({}). Submit the .ipynb file that you worked in.", place)
