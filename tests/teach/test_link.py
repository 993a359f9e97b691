"""`course.py link`: what a hub and Binder read out of a link is what was meant; bad input gets a sentence."""

import doctest
import subprocess
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from courseutils import cli
from courseutils.teach import link

HUB, TREE = "https://hub.example.edu", "https://github.com/teach/georgia2008"


def said(capsys, *words: str) -> str:
    """What the command prints when it succeeds."""
    assert cli.main(["link", *words]) == 0
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize("hub", [HUB, f"{HUB}/", f"{HUB}/hub/home", f"{HUB}/user/anna/lab?x=1"])
def test_a_hub_reads_repository_branch_folder_and_page(capsys, hub):
    words = ["--hub", hub, "--repo", f"{TREE}.git", "--branch", "winter term/2027", "--lesson", "5"]
    address = urlsplit(said(capsys, *words))
    assert (address.netloc, address.path) == ("hub.example.edu", "/hub/user-redirect/git-pull")
    assert parse_qs(address.query) == {
        "repo": [f"{TREE}.git"],
        "branch": ["winter term/2027"],
        "targetpath": ["georgia2008"],
        "urlpath": ["lab/tree/georgia2008/notebooks/05_how_wide_is_a_buffer_zone.ipynb"],
    }
    assert " " not in address.query


def test_a_hub_below_a_path_and_lesson_0_by_default(capsys):
    made = said(capsys, "--hub", "http://jupyter.example.edu/spring/hub/", "--repo", TREE)
    assert made.startswith("http://jupyter.example.edu/spring/hub/user-redirect/git-pull?")
    assert made.endswith("00_check_your_machine.ipynb")


@pytest.mark.parametrize(
    ("repo", "path"),
    [
        (f"{TREE}.git", "/v2/gh/teach/georgia2008/main"),
        ("https://gitlab.com/uni/teach/georgia2008", "/v2/gl/uni%2Fteach%2Fgeorgia2008/main"),
        ("https://git.example.org/g", "/v2/git/https%3A%2F%2Fgit.example.org%2Fg/main"),
    ],
)
def test_binder_knows_where_the_repository_lies(capsys, repo, path):
    made = urlsplit(said(capsys, "--binder", "--repo", repo, "--lesson", "01"))
    assert (made.netloc, made.path) == ("mybinder.org", path)
    assert unquote(made.query) == "urlpath=lab/tree/notebooks/01_read_the_source.ipynb"


def test_a_folder_stands_for_the_address_that_it_was_cloned_from(capsys, tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    address = "git@github.com:teach/georgia2008.git"
    subprocess.run(["git", "-C", str(tmp_path), "remote", "add", "origin", address], check=True)
    assert parse_qs(urlsplit(said(capsys, "--hub", HUB, "--repo", str(tmp_path))).query)["repo"] == [f"{TREE}.git"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--repo", TREE], "address of your hub"),
        (["--hub", "hub.example.edu", "--repo", TREE], "with https://"),
        (["--hub", HUB], "--repo"),
        (["--hub", HUB, "--repo", "teach/georgia2008"], "https address"),
        (["--hub", HUB, "--repo", TREE, "--lesson", "12"], "There is no lesson 12. There are: 0, 1"),
        (["--hub", HUB, "--repo", TREE, "--lesson", "five"], "There is no lesson five"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(capsys, words, sentence):
    assert cli.main(["link", *words]) == 1
    assert sentence in capsys.readouterr().out


def test_the_examples_in_the_texts_run():
    assert doctest.testmod(link).failed == 0
