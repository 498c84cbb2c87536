"""The pipelines: what they run works in a fresh checkout, and only the releases leave it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.hosting.checkout import (
    GUIDE,
    HOSTING,
    WHOLLY_FRESH,
    Checkout,
    fresh_checkout,
    github_steps,
    pipeline,
)

PRIVATE = ("data", "build", ".")
FILES = sorted(path for path in HOSTING.rglob("*") if path.is_file())


def versions(checkout: Checkout) -> list[str]:
    found = json.loads((checkout.releases / "releases.json").read_text("utf-8"))
    return [one["name"] for one in found["releases"]]


def test_two_quarters_are_released_and_kept(released: Checkout) -> None:
    assert versions(released) == ["2025-26-q1", "2025-26-q2"]
    assert (released.releases / "latest/index.html").is_file()
    kept = released.must("git fetch -q origin releases && git log --format=%s FETCH_HEAD")
    assert kept.splitlines()[:2] == ["release: 2025-26 Q2", "release: 2025-26-q1"]


def test_a_host_finds_its_files_at_the_top(released: Checkout) -> None:
    folder = released.releases
    assert (folder / "_headers").read_text("utf-8").startswith("/*\n")
    assert "/2025-26-q2/*" in (folder / "_headers").read_text("utf-8")
    assert "https://example.org/latest/" in (folder / "sitemap.xml").read_text("utf-8")
    assert "https://example.org/sitemap.xml" in (folder / "robots.txt").read_text("utf-8")
    assert "Page not found" in (folder / "404.html").read_text("utf-8")


def test_what_is_published_holds_nothing_private(released: Checkout) -> None:
    private = {path.read_bytes() for path in (released.folder / "data").rglob("*.csv")}
    private.add((released.folder / "build/private/suppression.csv").read_bytes())
    for path in released.releases.rglob("*"):
        if path.is_file():
            assert path.read_bytes() not in private, path
            assert not path.name.startswith("."), path


def test_only_the_preview_and_the_releases_are_handed_over() -> None:
    jobs = pipeline("github-pages.yml")["jobs"]
    handed = {
        step["uses"].partition("@")[0]: step["with"]["path"]
        for job in jobs.values()
        for step in job["steps"]
        if "upload" in step.get("uses", "")
    }
    assert handed == {
        "actions/upload-artifact": "site",
        "actions/upload-pages-artifact": "kept/releases",
    }
    gitlab = pipeline("gitlab-ci.yml")
    assert gitlab["check"]["artifacts"]["paths"] == ["site/"]
    assert gitlab["check"]["artifacts"]["access"] == "developer"
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]


def test_every_change_is_checked_and_only_a_hand_or_a_tag_releases() -> None:
    workflow = pipeline("github-pages.yml")
    # `on` is a yes to this reader of YAML.
    when = next(part for name, part in workflow.items() if str(name) in {"True", "on"})
    assert set(when) == {"pull_request", "push", "workflow_dispatch"}
    assert when["push"] == {"branches": ["main"], "tags": ["release-*"]}
    assert "if" not in workflow["jobs"]["check"]
    condition = workflow["jobs"]["release"]["if"]
    assert condition == "github.event_name == 'workflow_dispatch' || github.ref_type == 'tag'"
    assert workflow["jobs"]["release"]["needs"] == "check"
    assert workflow["permissions"] == {"contents": "read"}
    rules = [rule["if"] for rule in pipeline("gitlab-ci.yml")["pages"]["rules"]]
    assert all("$CI_COMMIT_TAG =~ /^release-/" in rule or "$PERIOD" in rule for rule in rules)


def test_what_a_person_types_is_never_part_of_a_command() -> None:
    for job in ("check", "release"):
        for command, _ in github_steps(job, {}):
            assert "${{" not in command


def test_a_release_that_is_there_already_is_a_success_that_changes_nothing(
    later: Checkout,
) -> None:
    before = later.must("git fetch -q origin && git rev-parse origin/releases")
    known = {"github.ref_name": "release-2025-26-q2"}
    said = [later.must(*step) for step in github_steps("release", known)]
    assert "Nothing new" in said[-1]
    assert later.must("git fetch -q origin && git rev-parse origin/releases") == before


def test_the_preview_knows_the_earlier_releases(later: Checkout) -> None:
    for script in (
        [command for command, _ in github_steps("check", {})],
        pipeline("gitlab-ci.yml")["check"]["script"],
    ):
        shutil.rmtree(later.folder / "site", ignore_errors=True)
        later.must("git worktree remove --force kept || true; rm -f releases")
        later.must("\n".join(script))
        assert (later.folder / "site/index.html").is_file()
        listed = later.must(".venv/bin/scorecard releases").splitlines()
        assert [line.split()[0] for line in listed][:2] == ["2025-26-q1", "2025-26-q2"]
        assert later.must("git status --short") == ""


def test_a_preview_before_the_first_release_needs_no_branch(later: Checkout) -> None:
    later.must("git push -q origin origin/releases:refs/heads/aside :refs/heads/releases")
    later.must("rm -rf kept releases; git worktree prune")
    ran = later.run("sh examples/hosting/earlier.sh")
    later.must("git fetch -q && git push -q origin origin/aside:refs/heads/releases")
    assert (ran.status, (later.folder / "releases").is_symlink()) == (0, False)
    assert "no earlier releases" in ran.said
    gone = later.run("git remote rename origin other; sh examples/hosting/earlier.sh")
    later.must("git remote rename other origin")
    assert gone.status == 1


def test_releases_that_lie_in_the_way_are_left_alone(later: Checkout) -> None:
    (later.folder / "releases").unlink(missing_ok=True)
    (later.folder / "releases").mkdir()
    ran = later.run("sh examples/hosting/earlier.sh")
    (later.folder / "releases").rmdir()
    assert ran.status == 1
    assert "move it away" in ran.said


def test_a_correction_with_nothing_to_correct_is_refused(later: Checkout) -> None:
    known = {"inputs.period": "2025-26 Q3", "inputs.what": "correct", "inputs.reason": "Typed"}
    before = later.must("git fetch -q origin && git rev-parse origin/releases")
    (_, (command, variables)) = github_steps("release", known)
    assert later.run(command, variables).status == 2  # wrong use
    assert later.must("git fetch -q origin && git rev-parse origin/releases") == before


def test_a_fault_is_noted_beside_its_line_without_its_count(later: Checkout) -> None:
    data = later.folder / "data/assessments.csv"
    lines = data.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    cells[5] = "98765"  # the numerator, far above its denominator
    lines[1] = ",".join(cells)
    data.write_text("\n".join(lines) + "\n", "utf-8")
    command = next(c for c, _ in github_steps("check", {}) if "--format github" in c)
    ran = later.run(command)
    later.must("git restore data")
    assert ran.status == 1
    assert re.search(r"^::error file=data/assessments.csv,line=2", ran.said, re.MULTILINE)
    assert "98765" not in ran.said


def test_without_its_branch_of_releases_nothing_begins_anew(later: Checkout) -> None:
    later.must("git push -q origin origin/releases:refs/heads/aside :refs/heads/releases")
    shutil.rmtree(later.folder / "kept", ignore_errors=True)
    ran = later.run("sh examples/hosting/release.sh '2025-26 Q2'")
    later.must("git fetch -q && git push -q origin origin/aside:refs/heads/releases")
    assert ran.status == 1
    assert "hosting.md" in ran.said
    assert not (later.folder / "kept").exists()


def test_counts_may_be_kept_in_another_place(later: Checkout, tmp_path: Path) -> None:
    (later.folder / "data").rename(tmp_path / "counts")
    command = "sh examples/hosting/release.sh '2025-26 Q2'"
    try:
        assert later.run(command).status == 1
        said = later.must(command, {"COUNTS": str(tmp_path / "counts")})
    finally:
        (tmp_path / "counts").rename(later.folder / "data")
    assert "Nothing new" in said


def test_the_commands_of_gitlab_give_the_same_release(released: Checkout, tmp_path: Path) -> None:
    shutil.copytree(released.folder.parent / "before.git", tmp_path / "origin.git")
    checkout = fresh_checkout(tmp_path / "origin.git", tmp_path / "project")
    jobs = pipeline("gitlab-ci.yml")
    for name in ("check", "pages"):
        variables = {**jobs[name].get("variables", {}), "CI_COMMIT_TAG": "release-2025-26-q1"}
        checkout.must("\n".join(jobs[name]["script"]), variables)
    public = checkout.folder / "public"
    ours = (public / "2025-26-q1/manifest.json").read_bytes()
    assert ours == (released.releases / "2025-26-q1/manifest.json").read_bytes()
    assert not list(public.rglob("suppression.csv"))


def test_a_withdrawn_release_leaves_the_public_folder_and_its_ledger_is_kept(
    later: Checkout,
) -> None:
    known = {
        "inputs.period": "2025-26 Q1",
        "inputs.what": "withdraw",
        "inputs.reason": 'It\'s "wrong"; `x` $(touch ran)',
    }
    for step in github_steps("release", known):
        later.must(*step)
    assert not (later.folder / "ran").exists()
    gone = later.releases / "2025-26-q1"
    assert sorted(path.name for path in gone.rglob("*")) == ["index.html"]
    assert "withdrawn" in (gone / "index.html").read_text("utf-8")
    assert "/2025-26-q1/*\n  Cache-Control: public, max-age=300" in (
        later.releases / "_headers"
    ).read_text("utf-8")
    listed = later.must("git -C kept ls-tree -r --name-only HEAD").splitlines()
    assert "releases-withdrawn/2025-26-q1.json" in listed
    assert {name.partition("/")[0] for name in listed} == {"releases", "releases-withdrawn"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOSTING).as_posix())
def test_no_file_names_a_registry_or_a_mirror(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"index-url|find-links|https?://|simple/", text)


def test_the_guide_names_every_file() -> None:
    guide = GUIDE.read_text("utf-8")
    for path in FILES:
        assert f"examples/hosting/{path.relative_to(HOSTING).as_posix()}" in guide


@pytest.mark.skipif(not WHOLLY_FRESH, reason="FRESH_ENVIRONMENT=1 installs every package anew")
def test_the_environment_was_wholly_fresh(released: Checkout) -> None:
    assert not list(released.folder.glob(".venv/lib/*/site-packages/lent.pth"))
