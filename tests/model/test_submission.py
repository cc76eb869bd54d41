"""Submissions: finding them in files, folders and zips, reading them, and explaining those that cannot be read."""

import copy
import hashlib
import io
import json
import os
import tarfile
import zipfile

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model import notebook_file
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import NoSubmissions, Notebook, SubmittedFile, Unreadable
from autograder.model.submission_files import Submissions

MAX = 2**20
many = settings(deadline=None, max_examples=150)


def notebook(*cells, **more):
    """A notebook's JSON tree; a cell given as text is a code cell."""
    cells = [{"cell_type": "code", "source": cell} if isinstance(cell, str) else cell for cell in cells]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"otter": {"assignment_name": "mnist_mlp"}},
        "cells": [{"metadata": {}, "outputs": [], "execution_count": None} | cell for cell in cells],
    } | more


def text(source, **metadata):
    return {"cell_type": "markdown", "source": source, "metadata": metadata}


def as_bytes(tree):
    return json.dumps(tree, ensure_ascii=False).encode()


def read(content, max_bytes=MAX):
    content = content if isinstance(content, bytes) else as_bytes(content)
    return read_notebook(SubmittedFile("kim.ipynb", content), max_bytes)


def unreadable(content, max_bytes=MAX):
    with pytest.raises(Unreadable) as failed:
        read(content, max_bytes)
    return str(failed.value)


def sources(content):
    return [cell.source for cell in read(content).cells]


# --- collecting


def collect(paths, max_bytes):
    submissions = Submissions(paths, max_bytes)
    return list(submissions), submissions.left_out


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path, content=b"{}"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(paths, max_bytes=MAX):
    found, left_out = collect(paths, max_bytes)
    return [file.name for file in found], [name for name, _ in left_out]


def test_a_file_that_is_named_is_a_submission_whatever_it_is(folder):
    put(folder / "in" / "kim.ipynb", b"one")
    put(folder / "in" / "lee.txt", b"two")
    found, left_out = collect([folder / "in" / "kim.ipynb", folder / "in" / "lee.txt"], MAX)
    assert [(file.name, file.content) for file in found] == [("kim.ipynb", b"one"), ("lee.txt", b"two")]
    assert left_out == []


def test_a_digest_is_that_of_the_content():
    assert SubmittedFile("kim.ipynb", b"abc").digest == hashlib.sha256(b"abc").hexdigest()


def test_a_folder_is_searched_through_and_sorted(folder):
    for name in ("b.ipynb", "a/b.ipynb", "a/deep/er/c.ipynb", "z.ipynb", "김.ipynb"):
        put(folder / "in" / name)
    assert names([folder / "in"]) == (["a/b.ipynb", "a/deep/er/c.ipynb", "b.ipynb", "z.ipynb", "김.ipynb"], [])


def test_checkpoints_hidden_files_and_the_like_are_left_out_by_name(folder):
    for name in (
        "a.ipynb",
        ".ipynb_checkpoints/a-checkpoint.ipynb",
        "sub/.ipynb_checkpoints/a-checkpoint.ipynb",
        ".hidden.ipynb",
        "._a.ipynb",
        "__MACOSX/._a.ipynb",
        ".DS_Store",
        ".git/b.ipynb",
        ".git/objects/c",
        ".venv/lib/c.ipynb",
    ):
        put(folder / "in" / name)
    left_out = [".DS_Store", "._a.ipynb", ".git/", ".hidden.ipynb", ".ipynb_checkpoints/", ".venv/", "__MACOSX/"]
    for path in (folder / "in", with_all_of(folder / "in", folder / "in.zip")):
        found, others = names([path])
        assert (found, sorted(others)) == (["a.ipynb"], sorted([*left_out, "sub/.ipynb_checkpoints/"]))


def test_files_that_are_no_notebooks_are_left_out_and_named(folder):
    for name in ("a.ipynb", "notes.txt", "sub/data.csv"):
        put(folder / "in" / name)
    found, left_out = names([folder / "in"])
    assert found == ["a.ipynb"]
    assert sorted(left_out) == ["notes.txt", "sub/data.csv"]


def test_endings_in_capitals_are_notebooks_too(folder):
    put(folder / "in" / "KIM.IPYNB")
    put(folder / "in" / "lee.Ipynb")
    assert sorted(names([folder / "in"])[0]) == ["KIM.IPYNB", "lee.Ipynb"]


def test_a_large_file_is_read_just_beyond_the_bound(folder):
    put(folder / "in" / "a.ipynb", b"x" * 1000)
    with zipfile.ZipFile(folder / "in.zip", "w") as archive:
        archive.writestr("a.ipynb", b"x" * 1000)
    for path in (folder / "in", folder / "in" / "a.ipynb", folder / "in.zip"):
        ((file,), _) = collect([path], 100)
        assert len(file.content) == 101


def test_several_paths_are_taken_in_their_order(folder):
    for name in ("b/x.ipynb", "a/y.ipynb", "c.ipynb"):
        put(folder / name)
    assert names([folder / "b", folder / "c.ipynb", folder / "a"])[0] == ["x.ipynb", "c.ipynb", "y.ipynb"]


def test_a_path_that_is_not_there_is_told(folder):
    with pytest.raises(NoSubmissions, match="nowhere does not exist; check the path"):
        collect([folder / "nowhere"], MAX)


def test_where_nothing_is_found_that_is_told(folder):
    put(folder / "in" / "notes.txt")
    (folder / "empty").mkdir()
    for paths in ([folder / "in"], [folder / "empty"], [folder / "in", folder / "empty"]):
        with pytest.raises(NoSubmissions, match=r"There is no notebook \(.ipynb\) in .*" + paths[0].name):
            collect(paths, MAX)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(folder):
    put(folder / "in" / "a.ipynb").chmod(0)
    with pytest.raises(NoSubmissions, match="a.ipynb"):
        collect([folder / "in"], MAX)


def test_a_link_to_nowhere_and_a_pipe_do_not_stop_the_others(folder):
    put(folder / "in" / "a.ipynb")
    (folder / "in" / "b.ipynb").symlink_to("nowhere")
    os.mkfifo(folder / "in" / "c.ipynb")
    (folder / "in" / "d").symlink_to(folder)
    assert names([folder / "in"]) == (["a.ipynb"], ["b.ipynb", "c.ipynb", "d"])


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("hw.ipynb.json", "hw.ipynb"),
        ("hw.ipynb.txt", "hw.ipynb"),
        ("hw.IPYNB.TXT", "hw.IPYNB"),
        ("hw.ipynb.download", "hw.ipynb"),
        ("hw.ipynb (1)", "hw (1).ipynb"),
        ("hw.ipynb(2).txt", "hw(2).ipynb"),
        ("hw.ipynb.txt (1)", "hw (1).ipynb"),
        ("hw (1).ipynb", "hw (1).ipynb"),
        ("과제.ipynb.txt", "과제.ipynb"),
    ],
)
def test_what_programs_put_behind_the_name_does_not_matter(folder, name, read_as):
    put(folder / "in" / "kim" / name, b"{}")
    zipped(folder / "in.zip", {f"kim/{name}": b"{}"})
    for path in (folder / "in", folder / "in.zip"):
        assert names([path]) == ([f"kim/{read_as}"], [])
    assert names([folder / "in" / "kim" / name]) == ([read_as], [])


@pytest.mark.parametrize(
    "name", ["hw.ipynb.html", "hw.ipynb.pdf", "ipynb.txt", "hw.json", "hw.ipynb_old.txt", "hw.ipynb.zip.txt"]
)
def test_what_was_made_of_a_notebook_is_none(folder, name):
    put(folder / "in" / "a.ipynb")
    put(folder / "in" / name)
    assert names([folder / "in"]) == (["a.ipynb"], [name])


@pytest.mark.parametrize("name", ["hw.json", "hw.txt", "hw", "kim/과제.TXT"])
def test_a_notebook_under_another_name_is_known_by_its_content(folder, name):
    """Some browsers replace the ending, or leave it out."""
    put(folder / "in" / name, as_bytes(notebook("x = 1")))
    put(folder / "in" / "data.json", b'{"nbformat": "no notebook"}')
    put(folder / "in" / "hw.py", as_bytes(notebook("x = 1")))
    assert names([folder / "in"]) == ([f"{name}.ipynb"], ["data.json", "hw.py"])
    with_all_of(folder / "in", folder / "in.zip")
    assert sorted(names([folder / "in.zip"])[0]) == [f"{name}.ipynb"]


def test_backslashes_in_the_names_of_files_are_folders(folder):
    """Some programs unpack zips from Windows this way."""
    put(folder / "in" / r"class\kim\hw.ipynb")
    put(folder / "in" / r"class\kim\.ipynb_checkpoints\hw-checkpoint.ipynb")
    assert names([folder / "in"])[0] == ["class/kim/hw.ipynb"]


# --- zips


def with_all_of(source, path):
    """A zip of a folder's content."""
    return zipped(
        path, {file.relative_to(source).as_posix(): file.read_bytes() for file in source.rglob("*") if file.is_file()}
    )


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def with_raw_names(path, encodings):
    """A zip in the style of Windows: names in some encoding, without a flag for it."""
    placeholders = {
        f"{'x' * len(name.encode(encoding))}{i}.ipynb": name.encode(encoding) for i, (name, encoding) in enumerate(encodings)
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for placeholder in placeholders:
            archive.writestr(placeholder, b"{}")
    content = buffer.getvalue()
    for i, (placeholder, raw) in enumerate(placeholders.items()):
        content = content.replace(placeholder.encode(), raw + f"{i}.ipynb".encode())
    path.write_bytes(content)
    return path


def test_a_zip_is_searched_through(folder):
    path = zipped(
        folder / "in.zip",
        {
            "b.ipynb": b"two",
            "sub/deep/a.ipynb": b"one",
            "sub/": b"",
            "__MACOSX/sub/._a.ipynb": b"",
            "sub/.ipynb_checkpoints/a-checkpoint.ipynb": b"",
            ".DS_Store": b"",
            "notes.txt": b"",
        },
    )
    found, left_out = collect([path], MAX)
    assert {file.name: file.content for file in found} == {"b.ipynb": b"two", "sub/deep/a.ipynb": b"one"}
    assert sorted(name for name, _ in left_out) == [".DS_Store", "__MACOSX/", "notes.txt", "sub/.ipynb_checkpoints/"]


@pytest.mark.parametrize("ending", [".zip", ".ZIP"])
def test_korean_names_in_utf_8_are_read(folder, ending):
    path = zipped(folder / f"in{ending}", {"과제/김민수_2024.ipynb": b"{}"})
    assert names([path])[0] == ["과제/김민수_2024.ipynb"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_names_without_a_flag_are_read(folder, encoding):
    path = with_raw_names(
        folder / "in.zip", [("과제/김민수_", encoding), ("이서연", encoding), ("똠방각하", encoding), ("plain", encoding)]
    )
    assert names([path])[0] == ["과제/김민수_0.ipynb", "이서연1.ipynb", "똠방각하2.ipynb", "plain3.ipynb"]


def test_backslashes_are_folders(folder):
    path = zipped(
        folder / "in.zip", {"class\\kim\\hw.ipynb": b"one", "class\\lee\\": b"", "class\\.ipynb_checkpoints\\hw.ipynb": b""}
    )
    assert names([path]) == (["class/kim/hw.ipynb"], ["class/.ipynb_checkpoints/"])


def as_zip(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def as_tar(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in entries.items():
            archive.addfile(tarfile.TarInfo(name), io.BytesIO(content))
    return buffer.getvalue()


def everywhere(folder, entries):
    """A folder with these files, and a zip with them."""
    for name, content in entries.items():
        put(folder / "in" / name, content)
    return folder / "in", zipped(folder / "in.zip", entries)


def test_a_notebook_in_a_student_s_zip_stands_for_the_zip(folder):
    mac = {"work/hw.ipynb": b"two", "__MACOSX/work/._hw.ipynb": b"", "work/data.csv": b"", "work/.DS_Store": b""}
    entries = {
        "kim/hw.zip": as_zip({"mnist_mlp.ipynb": b"one"}),
        "lee_12_34_hw.ZIP": as_zip(mac),
        "park/hw.zip": as_zip({"inner.zip": as_zip({"x.ipynb.txt": b"three"})}),
        "seo/hw.ipynb": b"four",
    }
    for path in everywhere(folder, entries):
        found, left_out = collect([path], MAX)
        assert [(file.name, file.content) for file in found] == [
            ("kim/hw.ipynb", b"one"),
            ("lee_12_34_hw.ipynb", b"two"),
            ("park/hw.ipynb", b"three"),
            ("seo/hw.ipynb", b"four"),
        ]
        assert left_out == [("lee_12_34_hw.ZIP", "1 of its files are not notebooks")]


def test_several_notebooks_in_a_student_s_zip_are_all_there(folder):
    for path in everywhere(folder, {"kim.zip": as_zip({"a.ipynb": b"1", "old\\a.ipynb": b"2"})}):
        assert names([path]) == (["kim/a.ipynb", "kim/old/a.ipynb"], [])


def encrypted(content):
    """A zip with the flag for encryption in both headers."""
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(signature)
        content = content[: start + place] + b"\1" + content[start + place + 1 :]
    return content


def deep(levels):
    content = as_zip({"a.ipynb": b"{}"})
    for _ in range(levels):
        content = as_zip({"a.zip": content})
    return content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (as_zip({"notes.txt": b""}), "a zip without a notebook"),
        (as_zip({}), "a zip without a notebook"),
        (b"no zip", "a zip that cannot be read"),
        (b"", "a zip that cannot be read"),
        (as_zip({"a.ipynb": os.urandom(3000)})[:1500], "a zip that cannot be read"),
        (as_zip({f"{i}.ipynb": b"\0" * MAX for i in range(11)}), "its contents are too large"),
        (as_zip({f"{i}.ipynb": b"" for i in range(10_001)}), "its contents are too large"),
        (as_zip({"a.ipynb": os.urandom(MAX + 1)}), "larger than 1 MB"),
        (deep(2), "a zip without a notebook"),
        (encrypted(as_zip({"a.ipynb": b"{}"})), "a zip that cannot be read: it is protected by a password"),
    ],
)
def test_a_student_s_zip_that_is_none_stops_nobody_else(folder, content, why):
    for path in everywhere(folder, {"kim/hw.zip": content, "lee/hw.ipynb": b"{}"}):
        found, left_out = collect([path], MAX)
        assert [file.name for file in found] == ["lee/hw.ipynb"]
        assert [(name, why in reason) for name, reason in left_out] == [(left_out[0][0], True)]
        assert left_out[0][0].startswith("kim/hw")


def test_a_bomb_in_a_student_s_zip_is_read_just_beyond_the_bound(folder):
    for path in everywhere(folder, {"kim.zip": as_zip({"a.ipynb": b"\0" * 9 * MAX})}):
        ((file,), _) = collect([path], MAX)
        assert len(file.content) == MAX + 1


def test_a_name_that_nobody_can_read_is_cut(folder):
    ((file,), _) = collect([zipped(folder / "in.zip", {"x" * 60_000 + ".ipynb": b"{}"})], MAX)
    assert len(file.name) <= 4_000 and file.name.endswith(".ipynb")


def test_where_nothing_is_found_what_was_left_out_is_told(folder):
    put(folder / "in" / "kim.zip", as_zip({"notes.txt": b""}))
    with pytest.raises(NoSubmissions, match="kim.zip: a zip without a notebook"):
        collect([folder / "in"], MAX)


def test_names_that_lead_out_of_a_zip_write_nothing(folder):
    path = zipped(folder / "in.zip", {"../../evil.ipynb": b"{}", "/etc/evil.ipynb": b"{}"})
    found, _ = collect([path], MAX)
    assert len(found) == 2
    assert sorted(entry.name for entry in folder.iterdir()) == ["in.zip"]


def test_a_zip_bomb_is_read_just_beyond_the_bound(folder):
    path = zipped(folder / "in.zip", {"a.ipynb": b"\0" * 30_000_000})
    ((file,), _) = collect([path], 1000)
    assert len(file.content) == 1001


def damaged(content, change):
    content = bytearray(content)
    change(content)
    return bytes(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.clear(),
        lambda content: content.__setitem__(slice(None), b"not a zip at all"),
        lambda content: content.__delitem__(slice(len(content) // 2, None)),
        lambda content: content.__delitem__(slice(0, 10)),
        lambda content: content.__setitem__(slice(45, 60), b"\xff" * 15),
    ],
    ids=["empty", "text", "second half missing", "first bytes missing", "damaged data"],
)
def test_a_broken_zip_is_told(folder, change):
    path = zipped(folder / "in.zip", {"a.ipynb": os.urandom(2000)})
    path.write_bytes(damaged(path.read_bytes(), change))
    with pytest.raises(NoSubmissions, match="in.zip"):
        collect([path], MAX)


def test_any_damaged_byte_of_a_zip_is_told_or_harmless(folder):
    path = zipped(folder / "in.zip", {"a.ipynb": b"abcabcabc" * 20, "b.ipynb": b"{}"})
    good = path.read_bytes()
    for place in range(len(good)):
        path.write_bytes(damaged(good, lambda content, place=place: content.__setitem__(place, content[place] ^ 0xFF)))
        try:
            collect([path], MAX)
        except NoSubmissions as told:
            assert "in.zip" in str(told)


def test_an_encrypted_zip_is_told(folder):
    path = zipped(folder / "in.zip", {"a.ipynb": b"{}"})
    path.write_bytes(encrypted(path.read_bytes()))
    with pytest.raises(NoSubmissions, match="in.zip.*protected by a password"):
        collect([path], MAX)


# --- reading: right notebooks


def test_a_notebook_is_read():
    found = read(notebook("x = 1", text("# Title"), "y = 2", text("My answer", name="q8_written")))
    assert isinstance(found, Notebook)
    assert found.assignment == "mnist_mlp"
    assert [(cell.label, cell.source) for cell in found.cells] == [("code cell 1", "x = 1"), ("code cell 2", "y = 2")]
    assert [(cell.kind, cell.name, cell.source) for cell in found.all_cells] == [
        ("code", None, "x = 1"),
        ("markdown", None, "# Title"),
        ("code", None, "y = 2"),
        ("markdown", "q8_written", "My answer"),
    ]


def test_what_nbformat_writes_is_read():
    tree = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1\ny = 2"), nbformat.v4.new_markdown_cell("t")])
    found = read(nbformat.writes(tree).encode())
    assert [cell.source for cell in found.cells] == ["x = 1\ny = 2"]
    assert found.assignment is None


@pytest.mark.parametrize(
    "source",
    ["a = 1\nb = 2", ["a = 1\n", "b = 2"], ["a = 1\r\n", "b = 2"], "a = 1\r\nb = 2", "a = 1\rb = 2", ["a = 1\nb", " = 2"]],
)
def test_a_source_is_text_or_a_list_of_lines_with_any_line_ends(source):
    assert sources(notebook({"cell_type": "code", "source": source})) == ["a = 1\nb = 2"]


@pytest.mark.parametrize(
    "cell", [{"cell_type": "code"}, {"cell_type": "code", "source": ""}, {"cell_type": "code", "source": []}]
)
def test_a_cell_without_source_is_empty(cell):
    assert sources(notebook(cell)) == [""]


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, [1, None], True])
def test_a_source_of_another_kind_is_no_code_that_stops_the_others(source):
    assert sources(notebook({"cell_type": "code", "source": source}, "x = 1"))[-1] == "x = 1"


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("cp949"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\n\n  " + text.encode() + b"\n\n",
    ],
    ids=["BOM", "UTF-16", "UTF-16 BE", "UTF-16 LE without BOM", "UTF-16 BE without BOM", "cp949", "CRLF", "blanks around"],
)
def test_a_notebook_in_another_encoding_is_read(encoded):
    assert sources(encoded(json.dumps(notebook("인사 = '안녕'"), indent=1, ensure_ascii=False))) == ["인사 = '안녕'"]


def test_an_old_notebook_is_converted():
    tree = nbformat.v3.new_notebook(
        worksheets=[
            nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("x = 1"), nbformat.v3.new_text_cell("markdown", "t")])
        ]
    )
    assert sources(as_bytes(tree)) == ["x = 1"]


def test_minor_versions_of_the_future_are_read():
    assert sources(notebook("x = 1", nbformat_minor=99)) == ["x = 1"]


@pytest.mark.parametrize("strange", [None, 1, "cell", [], [{}], True])
def test_cells_that_are_no_cells_are_passed_over(strange):
    tree = notebook("x = 1", "y = 2")
    tree["cells"].insert(1, strange)
    assert [(cell.label, cell.source) for cell in read(tree).cells] == [("code cell 1", "x = 1"), ("code cell 2", "y = 2")]


@pytest.mark.parametrize(
    "strange",
    [
        None,
        1,
        "text",
        [],
        {"tags": 3},
        {"tags": None},
        {"tags": [["otter_ignore"]]},
        {"name": 3},
        {"tags": {"otter_ignore": 1}},
    ],
)
def test_metadata_of_cells_of_another_kind_is_passed_over(strange):
    tree = notebook({"cell_type": "code", "source": "x = 1", "metadata": strange}, text("t") | {"metadata": strange})
    found = read(tree)
    assert [cell.source for cell in found.cells] == ["x = 1"]
    assert [cell.name for cell in found.all_cells] == [None, None]


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"otter": None},
        {"otter": []},
        {"otter": {}},
        {"otter": {"assignment_name": None}},
        {"otter": {"assignment_name": 3}},
    ],
)
def test_a_notebook_that_names_no_assignment_is_read(metadata):
    assert read(notebook("x = 1", metadata=metadata)).assignment is None


def test_a_notebook_without_metadata_is_read():
    tree = notebook("x = 1")
    del tree["metadata"]
    assert read(tree).assignment is None


def test_unknown_types_of_cells_are_no_code():
    assert sources(
        notebook({"cell_type": "raw", "source": "r"}, {"cell_type": "prose", "source": "p"}, {"source": "n"}, "x = 1")
    ) == ["x = 1"]


@pytest.mark.parametrize("magic", ["%md", "%md-sandbox", "%%markdown", "%%html", "%%latex", "\n%md "])
def test_a_code_cell_of_text_is_not_run_but_read(magic):
    found = read(notebook(f"{magic}\n# A title\n1 / 0", "x = 1", "%mdx", "%%time\ny = 1"))
    assert [cell.label for cell in found.cells] == ["code cell 2", "code cell 3", "code cell 4"]
    assert (found.all_cells[0].kind, found.all_cells[0].source) == ("markdown", "# A title\n1 / 0")
    assert {cell.kind for cell in found.all_cells[1:]} == {"code"}


def test_ignored_cells_are_left_out_but_counted():
    ignored = {"cell_type": "code", "source": "plot()", "metadata": {"tags": ["mine", "otter_ignore"]}}
    found = read(
        notebook("x = 1", ignored, text("t"), "y = 2", {"cell_type": "code", "source": "z", "metadata": {"tags": ["other"]}})
    )
    assert [(cell.label, cell.source) for cell in found.cells] == [
        ("code cell 1", "x = 1"),
        ("code cell 3", "y = 2"),
        ("code cell 4", "z"),
    ]


def test_a_hundred_megabytes_of_output_are_read():
    # A picture in an output is stored as one very long string.
    tree = notebook("x = 1")
    tree["cells"][0]["outputs"] = [{"output_type": "display_data", "data": {"image/png": "@"}, "metadata": {}}]
    content = as_bytes(tree).replace(b"@", b"A" * 100 * 2**20)
    found = read(content, 200 * 2**20)
    assert [cell.source for cell in found.cells] == ["x = 1"]


# --- reading: files that are not notebooks


@pytest.mark.parametrize("content", [b"", b" ", b"  \n\t", bytes(3000), b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_an_empty_file_is_told(content):
    assert "empty" in unreadable(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7 ...",
        b"PK\x03\x04" + bytes(50),
        b"import torch\nprint(1)\n",
        b"<!DOCTYPE html><html></html>",
        b"[]",
        b"[1, 2]",
        b"3",
        b"null",
        b'"text"',
        b"{}",
        b'{"cells": []}',
        b'{"worksheets": []}',
        b"NaN",
        "저는 김민수입니다".encode("cp949"),
        pytest.param(os.urandom(500), id="random"),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_notebook_is_told(content):
    assert unreadable(content).startswith(("The file is not a notebook", "The notebook"))


CONFLICT = """{
 "cells": [
<<<<<<< HEAD
  {"cell_type": "code", "source": "x = 1"}
=======
  {"cell_type": "code", "source": "x = 2"}
>>>>>>> theirs
 ], "nbformat": 4, "metadata": {}
}
"""


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (CONFLICT.encode(), "a Git merge conflict in line 3 of the file (<<<<<<< HEAD)"),
        (CONFLICT.replace("\n", "\r\n").encode(), "in line 3"),
        (CONFLICT.encode("utf-16"), "in line 3"),
        (b"<!DOCTYPE html>\n<html><title>Sign in</title></html>", "a web page"),
        (b"\xef\xbb\xbf\n\n <HTML lang=ko>", "a web page"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "a web page"),
        (as_zip({"hw.ipynb": b"{}"}), "a zip file with another name: unpack it, and submit the notebook that is in it."),
        (as_zip({"[Content_Types].xml": b"", "word/document.xml": b""}), "a Word document"),
        (as_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "an Excel workbook"),
        (b"%PDF-1.7 ...", "a PDF. Submit the .ipynb file that you worked in."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\0", "(xz)"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"ALZ\1\x0a", "ALZ"),
        (b"EGGA\0", "EGG"),
        (as_tar({"hw.ipynb": b"{}"}), "an archive (tar): unpack it"),
        (b"import torch\nprint(1)\n", "plain text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "a Git LFS pointer"),
    ],
    ids=lambda value: value[:14] if isinstance(value, str) else "",  # a zip contains the time
)
def test_what_it_is_instead_is_told(content, cause):
    told = unreadable(content)
    assert cause in told and len(told) < 300 and "\n" not in told


@pytest.mark.parametrize("cells", [None, {}, "cells", 3])
def test_a_notebook_without_a_list_of_cells_is_told(cells):
    assert "cells" in unreadable(notebook(cells=cells))
    tree = notebook()
    del tree["cells"]
    assert "cells" in unreadable(tree)


@pytest.mark.parametrize("metadata", [None, [], "text", 3])
def test_metadata_of_another_kind_is_told(metadata):
    unreadable(notebook("x = 1", metadata=metadata))


@pytest.mark.parametrize("version", [0, 1, 2, 3, 5, 99, -1, 4.5, "4", "four", None, [], {}, True, 10**30])
def test_a_format_that_cannot_be_read_is_told(version):
    try:
        read(notebook("x = 1", nbformat=version))
    except Unreadable as told:
        assert "format" in str(told) or "cells" in str(told)


def test_a_file_that_is_too_large_is_told_with_the_bound():
    content = as_bytes(notebook("x" * 3 * 2**20))
    assert "larger than 2 MB" in unreadable(content, 2 * 2**20)
    assert "Clear the outputs" in unreadable(content, 2 * 2**20)


def test_a_file_of_exactly_the_bound_is_read():
    content = as_bytes(notebook("x = 1"))
    assert read(content, len(content)).cells
    unreadable(content, len(content) - 1)


LARGEST = 200 * 2**20


def with_outputs(pieces):
    """A notebook with one cell, which has this JSON as its outputs."""
    return b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1", "outputs": [' + pieces + b"]}]}"


@pytest.mark.parametrize(
    "piece",
    [b"[]", b"{}", b'{"":0}', b"[[[[]]]]", b"0.5", b'""', b'"a, [\\"{"', b"[", b'{"":'],
    ids=lambda piece: piece.decode(),
)
def test_a_bomb_of_small_pieces_is_not_parsed(monkeypatch, piece):
    """Twenty megabytes of brackets used to take 600 MB of the engine's memory."""
    monkeypatch.setattr(notebook_file, "MOST_CONTAINERS", 300)
    monkeypatch.setattr(notebook_file, "MOST_VALUES", 2000)
    pieces = piece * 400 if piece.endswith((b"[", b":")) else b",".join([piece] * 2100)
    with pytest.raises(Unreadable, match="Clear the outputs"):
        read(with_outputs(pieces), LARGEST)


def test_twenty_megabytes_of_brackets():
    with pytest.raises(Unreadable, match="Clear the outputs"):
        read(with_outputs(b",".join([b"[]"] * 7_000_000)), LARGEST)


@pytest.mark.parametrize(
    "pieces",
    [
        json.dumps({"text": '[[[{{{,,,\\"' * 10**6}).encode(),
        json.dumps({"text": [f"epoch {i}, [loss]\n" for i in range(100_000)]}).encode(),
        json.dumps({"data": [[i * 0.5 for i in range(100)] for _ in range(1000)]}).encode(),
    ],
    ids=["brackets in a text", "many lines", "a figure's numbers"],
)
def test_large_outputs_are_read(pieces):
    assert [cell.source for cell in read(with_outputs(pieces), LARGEST).cells] == ["x = 1"]


@pytest.mark.parametrize("content", [b"[" * 200_000, b'{"nbformat": 4, "cells": ' + b"[" * 200_000, b'{"a":' * 100_000])
def test_what_is_nested_too_deep_is_told(content):
    unreadable(content)


def test_a_number_that_is_too_long_is_told():
    # Python refuses to read integers of more than 4,300 digits.
    unreadable(b'{"nbformat": 4, "metadata": {}, "cells": [], "x": ' + b"1" * 5000 + b"}")


def test_half_a_surrogate_is_read():
    assert sources(as_bytes(notebook("x = '@'")).replace(b"@", b"\\ud800")) == ["x = '\ud800'"]


WHOLE = json.dumps(
    notebook("x = 'a \"quoted\" text'\nprint(x)", text("It is 둥글다.", name="w"), "y = [1, {2: 3}]"),
    indent=1,
    ensure_ascii=False,
).encode()


def test_a_notebook_that_was_cut_off_anywhere_is_told():
    for end in range(len(WHOLE)):
        assert unreadable(WHOLE[:end])


def test_a_notebook_that_was_cut_off_is_told_as_one():
    cut_off = ["cut off" in unreadable(WHOLE[:end]) for end in range(20, len(WHOLE) - 1, 7)]
    assert sum(cut_off) > 0.9 * len(cut_off)


@many
@given(st.data())
def test_a_notebook_with_damaged_bytes_is_read_or_told(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(content))
    except Unreadable as told:
        assert str(told)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)
strange_cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | json_values,
        "source": st.text(max_size=6) | st.lists(st.text(max_size=4), max_size=3) | json_values,
        "metadata": st.fixed_dictionaries({}, optional={"tags": json_values, "name": json_values}) | json_values,
        "outputs": json_values,
    },
)
strange_notebooks = st.fixed_dictionaries(
    {"nbformat": st.sampled_from([4, 4, 4, 3, 2]) | json_values},
    optional={
        "nbformat_minor": json_values,
        "cells": st.lists(strange_cells | json_values, max_size=4) | json_values,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(strange_cells, max_size=3)}), max_size=2) | json_values,
        "metadata": st.fixed_dictionaries({}, optional={"otter": json_values, "name": json_values}) | json_values,
    },
)


@settings(many, max_examples=400)
@given(json_values | strange_notebooks)
def test_any_json_is_read_or_told(tree):
    before = copy.deepcopy(tree)
    try:
        found = read(json.dumps(tree).encode())
    except Unreadable as told:
        assert str(told)
    else:
        assert all(isinstance(cell.source, str) for cell in found.cells)
        assert all(isinstance(cell.source, str) and isinstance(cell.name, str | None) for cell in found.all_cells)
    assert json.dumps(tree) == json.dumps(before)


@many
@given(st.binary(max_size=300))
def test_random_bytes_are_told(content):
    assert unreadable(content)
