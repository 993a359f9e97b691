"""Files for hubs: settings that the chart knows, the same figures in each of them, scripts that a shell can read."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "guide" / "hub"
VALUES = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
SCRIPT = (HUB / "tljh.sh").read_text(encoding="utf-8")
# What the chart's schema (zero-to-jupyterhub-k8s, values.schema.yaml, read on 26 November 2026) says of these settings.
CHART = {
    "singleuser.image.name": str,
    "singleuser.image.tag": str,
    "singleuser.defaultUrl": str,
    "singleuser.startTimeout": int,
    "singleuser.memory.guarantee": str,
    "singleuser.memory.limit": str,
    "singleuser.cpu.guarantee": float,
    "singleuser.cpu.limit": int,
    "singleuser.extraEnv.*": str,
    "singleuser.extraFiles.*.mountPath": str,
    "singleuser.extraFiles.*.data": dict,
    "singleuser.storage.capacity": str,
    "cull.enabled": bool,
    "cull.timeout": int,
    "cull.every": int,
    "prePuller.hook.enabled": bool,
    "prePuller.continuous.enabled": bool,
    "scheduling.userScheduler.enabled": bool,
}


def named(value, path=()) -> dict:
    """Settings by name; a name that the user chooses is a star."""
    found: dict = {}
    for key, inner in value.items():
        free = path[-1:] in (("extraEnv",), ("extraFiles",))
        here = (*path, "*" if free else key)
        if ".".join(here) in CHART or not isinstance(inner, dict):
            found.setdefault(".".join(here), []).append(inner)
        else:
            for name, values in named(inner, here).items():
                found.setdefault(name, []).extend(values)
    return found


def test_the_chart_knows_every_setting_and_takes_its_kind():
    found = named(VALUES)
    assert set(found) == set(CHART)
    assert [name for name, values in found.items() for value in values if type(value) is not CHART[name]] == []


def test_the_littlest_hub_sets_the_same_limits_and_variables():
    (block,) = re.findall(r"(?s)c\.Spawner\.environment = (\{.*?\n\})", SCRIPT)
    assert ast.literal_eval(block) == VALUES["singleuser"]["extraEnv"]
    limits = dict(re.findall(r"(?m)tljh-config set (\S+) (\S+)$", SCRIPT))
    assert float(limits["limits.memory"].removesuffix("G")) * 1000 == int(VALUES["singleuser"]["memory"]["limit"][:-1])
    assert float(limits["limits.cpu"]) == VALUES["singleuser"]["cpu"]["limit"]
    assert int(limits["services.cull.timeout"]) == VALUES["cull"]["timeout"]


@pytest.mark.parametrize("script", [HUB / "tljh.sh", ROOT / "postBuild"], ids=lambda path: path.name)
def test_a_shell_can_read_the_scripts(script):
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    assert script.read_bytes().startswith(b"#!/bin/bash\n") and "set -euo pipefail" in script.read_text(
        encoding="utf-8"
    )


def test_the_image_gets_the_settings_of_the_lab():
    folder = "src/courseutils/commands/jupyter"
    assert (ROOT / folder / "jupyter_server_config.json").is_file() and folder in SCRIPT
    assert f"cp -R {folder}/." in (ROOT / "postBuild").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(HUB.glob("*.md")), ids=lambda path: path.name)
def test_links_of_the_hubs_pages_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert link.startswith("https://") or target.exists(), link
        if anchor and target.suffix == ".md":
            heads = re.findall(r"(?m)^#+ (.+)$", target.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}, link
