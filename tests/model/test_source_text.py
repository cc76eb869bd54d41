"""Text files of instructors can be read in the encodings of common editors; other encodings give an error with the line."""

import codecs

import pytest

from autograder.model.source_text import SourceError, read_source

TEXT = "# 제목: 은닉층이 두 개인 신경망\nx = 1  # ½ × 2\n\n이름 = '값'\n"
KOREAN = TEXT.replace("½ × 2", "둘")


@pytest.fixture
def read(tmp_path):
    def reader(content):
        path = tmp_path / "master.py"
        path.write_bytes(content)
        return read_source(path)

    return reader


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_unicode_in_every_form(read, content):
    assert read(content) == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_korean_windows(read, end):
    assert read(KOREAN.replace("\n", end).encode("cp949")) == KOREAN


def test_what_is_valid_utf8_is_never_taken_for_korean_windows(read):
    assert read("쀀쀄 é ü".encode()) == "쀀쀄 é ü"


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("x = 1\n# Où est l'été à Besançon ?\n".encode("latin-1"), 2, "neither UTF-8 nor cp949"),
        ("x = 1\n\n# größer\n".encode("cp1252"), 3, "neither UTF-8 nor cp949"),
        ("# 隠れ層が二つある\n".encode("shift-jis"), 1, "neither UTF-8 nor cp949"),
        (b"x = 1\ny = 2\n# \xff\n", 3, "neither UTF-8 nor cp949"),
        ("x = 1\n제목\n".encode("utf-16-le"), 1, "zero byte"),
        (codecs.BOM_UTF8 + b"x = 1\n\xb0\xa1\n", 2, "not valid UTF-8"),
        (codecs.BOM_UTF16_LE + b"x\x00\x00\xd8", 1, "not valid UTF-16"),
        (b"x = 1\ny = \x00\n", 2, "zero byte"),
    ],
)
def test_any_other_encoding_is_a_sentence_with_the_line(read, content, line, problem):
    with pytest.raises(SourceError, match=rf"master\.py, line {line}: the text .*{problem}.*\. Save the file as UTF-8\.$"):
        read(content)


def test_a_folder_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"cannot be read \(Is a directory\)"):
        read_source(tmp_path)
