"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from shiten.atomic import replacing, write_text


def test_a_failure_leaves_what_was_there(tmp_path):
    path = tmp_path / "x"
    path.write_text("old", encoding="utf-8")

    def fail():
        with replacing(path) as stream:
            stream.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_and_links_are_kept(tmp_path):
    path, link = tmp_path / "x", tmp_path / "link"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    write_text(link, "new\ud800")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new?"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_file_is_written_to_directly(tmp_path):
    write_text(os.devnull, "x")
    assert not stat.S_ISREG(os.stat(os.devnull).st_mode)
    with pytest.raises(IsADirectoryError):
        write_text(tmp_path, "x")


def test_errors_name_the_file(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        write_text(tmp_path / "nowhere" / "x", "x")
    assert caught.value.filename == str(tmp_path / "nowhere" / "x")


def test_the_longest_name(tmp_path):
    write_text(tmp_path / ("x" * 255), "x")
    assert (tmp_path / ("x" * 255)).read_text(encoding="utf-8") == "x"
