"""What onrecord is made of: its own code by bandit, what it depends on by hash, by name and by known faults.

`--sbom FILE` writes the list of all that is installed with it (CycloneDX, JSON) and does nothing else;
`--audit` only asks about known faults (pip-audit). That needs the network: where nobody answers, the row
says in capitals that nothing was asked, and nothing fails.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

from rows import Report

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
SAFE = "no package that is installed is known to be unsafe (pip-audit)"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")


def canonical(name: str) -> str:
    """Write a package's name as indexes do (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def tool(*arguments: str, seconds: int = 600) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment."""
    command = [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds, cwd=ROOT)


def code(report: Report) -> None:
    """Look for dangerous ways to write Python; what is meant stands in pyproject.toml, with the reason."""
    meant = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["onrecord"]["bandit"]
    told = json.loads(tool("bandit", "-q", "-c", "pyproject.toml", "-r", "src", "-f", "json").stdout)
    faults = [f"{it['filename']}: {it['reason']}" for it in told["errors"]]
    used = set()
    for found in told["results"]:
        check, where = found["test_id"], found["filename"]
        fits = [
            it["why"] for it in meant if check in it["check"].split("|") and where.startswith(it["where"])
        ]
        used.update(fits)
        if not fits:
            faults.append(f"{where}:{found['line_number']}: {check} {found['issue_text']}")
    faults += [f"nothing is left to be meant: {it}" for it in meant if it["why"] not in used]
    lines = told["metrics"]["_totals"]["loc"]
    report.add("bandit finds nothing in the lines of src but what is meant", tried=lines, faults=faults)


def locked() -> dict[str, int]:
    """Give the packages of the lock with the number of files that each may be."""
    found: dict[str, int] = {}
    name = ""
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if pinned := _PINNED.match(line):
            name = canonical(pinned.group(1))
            found[name] = 0
        found[name] = found.get(name, 0) + line.count("--hash=sha256:")
    return found


def hashes(report: Report) -> None:
    """Look whether all that demo and tests install is named by version and hash."""
    packages = locked()
    faults = [f"{name} has no hash" for name, count in packages.items() if not count]
    if any(word in LOCK.read_text(encoding="utf-8") for word in ("://", "--index-url", "--find-links")):
        faults.append("the lock names a place to get packages from")
    report.add(
        "every package that is installed is named by version and hash", tried=len(packages), faults=faults
    )


def bill(report: Report, out: Path | None = None, *, quick: bool = False) -> None:
    """Write the bill of materials, of what is installed or (`quick`) locked, and look whether it has all."""
    place = out or ROOT / "build" / "sbom.json"
    place.parent.mkdir(exist_ok=True)
    written = ("--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(place))
    source = ("requirements", str(LOCK)) if quick else ("environment", sys.executable)
    done = tool("cyclonedx-py", *source, *written)
    wanted = (
        set(locked()) if quick else {canonical(it.metadata["Name"]) for it in distributions()} - {"onrecord"}
    )
    faults = [done.stderr[-300:]] if done.returncode else []
    if not faults:
        named = {canonical(it["name"]) for it in json.loads(place.read_text(encoding="utf-8"))["components"]}
        faults = [f"{name} is not named" for name in sorted(wanted - named)]
    report.add("the bill of materials (SBOM) names every package", tried=len(wanted), faults=faults)


def known_faults(report: Report) -> None:
    """Ask whether a package of the lock is known to be unsafe."""
    asked = ("pip-audit", "-r", str(LOCK), "--require-hashes", "--disable-pip", "--progress-spinner", "off")
    try:
        done = tool(*asked, "-f", "json", seconds=240)
        audited = [it for it in json.loads(done.stdout)["dependencies"] if "skip_reason" not in it]
    except FileNotFoundError:
        report.skip(SAFE, "NOTHING WAS ASKED, pip-audit is not installed (pip install 'onrecord[trust]')")
        return
    except (subprocess.TimeoutExpired, ValueError):
        audited = []
    if not audited:
        report.skip(SAFE, "NOTHING WAS ASKED, the service that knows can't be reached from here")
        return
    faults = [f"{it['name']} {it['version']}: {fault['id']}" for it in audited for fault in it["vulns"]]
    report.add(SAFE, tried=len(audited), faults=faults)


def main() -> int:
    """Print a row a promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without asking anybody on the network")
    parser.add_argument("--sbom", metavar="FILE", type=Path, help="write the bill of materials there")
    parser.add_argument("--audit", action="store_true", help="only ask about known faults")
    asked = parser.parse_args()
    report = Report.of(__file__)
    if asked.sbom:
        bill(report, asked.sbom)
        return report.exit_status
    if asked.audit:
        known_faults(report)
        return report.exit_status
    code(report)
    hashes(report)
    bill(report, quick=asked.quick)
    if asked.quick:
        report.skip(SAFE, "--quick asks nobody")
    else:
        known_faults(report)
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
