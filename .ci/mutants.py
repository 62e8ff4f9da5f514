#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Plants the mistakes of Tests/mutants.json, one at a time, and tells which ones the tests catch.

    mutants.py                 builds once, then runs the tests for every mutant
    mutants.py --only ID…      for some: whole ids, or beginnings such as `time`
    mutants.py --list          what there is, and whether each text is still found; builds nothing
    mutants.py --markdown      the last results as the table of Documentation/testing.md

A mutant is a text of a source file and what stands there instead:

    id, file    its name, and the file below Sources
    what        the mistake, in words
    find        the expression that is replaced; white space stands for any white space
    in          a longer text around it, where the expression alone is not the only one of its file
    replace     the mistaken expression
    form        "statement" where whole statements are replaced, by nothing if need be
    survived    for one that no test caught at first: what was done about it
    equivalent  for one that changes no answer: why; it is planted, and never run

All are built at once, in a copy of the tracked files under .build-mutants: `a < b` becomes
`(Mutant.on(7) ? (a <= b) : (a < b))`, and the variable MUTANT of the environment wakes one. The
tests of its room run first, then all others. A test that fails, a process that stops and one that
does not end in time count as caught; without a mutant awake everything has to pass.
"""

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / ".build-mutants"
RESULTS = COPY / ".build" / "mutants.json"
MOST_MEMORY = 12 << 30
MORE_SECONDS = 60
ISSUE = re.compile(r"Test (.+?) recorded an issue")
NOT_ABOUT_ANSWERS = "^ArchitectureTests\\."

SWITCH = """\
// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The one mutant that is awake in this process, by its place in the list.
@usableFromInline enum Mutant {
  private static let awake = ProcessInfo.processInfo.environment["MUTANT"].flatMap { Int($0) } ?? 0

  @usableFromInline static func on(_ number: Int) -> Bool { awake == number }
}
"""


class Misplaced(Exception):
    """The text of a mutant is not to be found, or more than once."""


def only_match(text, within, name):
    """Where a text stands, once; its white space stands for any."""
    pattern = r"\s+".join(re.escape(word) for word in text.split())
    found = [match.span() for match in re.finditer(pattern, within)]
    if len(found) != 1:
        raise Misplaced(f"{name} {text!r} is there {len(found)} times")
    return found[0]


def place(mutant, source):
    """The range of the text that a mutant replaces."""
    start, end = 0, len(source)
    if "in" in mutant:
        start, end = only_match(mutant["in"], source, "the surrounding text")
    first, last = only_match(mutant["find"], source[start:end], "the text")
    return start + first, start + last


def switched(number, mutant, original):
    """The original and the mistake with the switch between them."""
    awake, mistake = f"Mutant.on({number})", mutant["replace"]
    if mutant.get("form") == "statement":
        if not mistake:
            return f"if !{awake} {{ {original} }}"
        return f"if {awake} {{ {mistake} }} else {{ {original} }}"
    return f"({awake} ? ({mistake}) : ({original}))"


def planted(mutants):
    """The changed sources by path, and what is misplaced by id."""
    sources, misplaced = {}, {}
    edits = {}
    for number, mutant in enumerate(mutants, 1):
        path = Path("Sources") / mutant["file"]
        try:
            if path not in sources:
                sources[path] = (ROOT / path).read_text()
            start, end = place(mutant, sources[path])
            if any(start < other[1] and other[0] < end for other in edits.get(path, [])):
                raise Misplaced("another mutant has a part of the text")
            edits.setdefault(path, []).append((start, end, number, mutant))
        except (Misplaced, OSError) as error:
            misplaced[mutant["id"]] = str(error)
    for path, places in edits.items():
        text = sources[path]
        for start, end, number, mutant in sorted(places, key=lambda edit: -edit[0]):
            text = text[:start] + switched(number, mutant, text[start:end]) + text[end:]
        sources[path] = text
    return sources, misplaced


def write_copy(sources):
    """Brings the copy up to date; files that stay the same keep their dates."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    wanted = {Path(name): (ROOT / name).read_bytes() for name in tracked
              if name and (ROOT / name).is_file()}
    wanted.update({path: text.encode() for path, text in sources.items()})
    for room in {path.parts[1] for path in sources}:
        wanted[Path("Sources") / room / "Mutant.swift"] = SWITCH.encode()
    for old in COPY.rglob("*"):
        path = old.relative_to(COPY)
        if old.is_file() and path.parts[0] != ".build" and path not in wanted:
            old.unlink()
    for path, data in wanted.items():
        copy = COPY / path
        if not copy.is_file() or copy.read_bytes() != data:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)


def build(jobs):
    command = ["swift", "build", "--build-tests", "-j", str(jobs)]
    print("$", *command, flush=True)
    result = subprocess.run(command, cwd=COPY, capture_output=True, text=True)
    if result.returncode != 0:
        lines = [line for line in result.stdout.splitlines() if "error:" in line]
        sys.exit("\n".join(lines) or result.stdout[-4000:] + result.stderr[-4000:])


def test_command(selection):
    """The program of the tests itself where there is one: it starts sooner, and stops at once."""
    program = COPY / ".build" / "debug" / "SupportKitPackageTests.xctest"
    if program.is_file():
        return [program, "--testing-library", "swift-testing", *selection]
    return ["swift", "test", "--skip-build", "--disable-xctest", *selection]


def run_tests(number, selection, seconds):
    """How a run ends: None when everything passes, else what caught the mutant.

    The limit counts seconds of the processor, so that a busy machine catches nothing.
    """
    def set_limits():
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    process = subprocess.Popen(
        test_command(selection), cwd=COPY, env=dict(os.environ, MUTANT=str(number)),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        start_new_session=True, preexec_fn=set_limits)

    def stop():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    standstill = threading.Timer(10 * seconds, stop)
    standstill.start()
    passed, said = False, ""
    try:
        for line in process.stdout:
            issue = ISSUE.search(line)
            if issue:
                stop()
                return issue[1].strip('"')
            passed = passed or re.search(r"Test run with [1-9]\d* tests? .*passed", line)
            if "Fatal error" in line:
                said = said or re.sub(r"^.*?Fatal error", "Fatal error", line.strip())[:120]
    finally:
        standstill.cancel()
        process.stdout.close()
        process.wait()
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it comes to no end"
    if passed and process.returncode == 0:
        return None
    ending = f"by signal {-process.returncode}" if process.returncode < 0 else "by itself"
    return f"the process stops: {said or ending}"


def selections(mutant):
    """The tests of the mutant's room, then all others that are about answers."""
    own = mutant["file"].split("/")[0] + "Tests"
    return [("--filter", f"^{own}\\."), ("--skip", f"^{own}\\.", "--skip", NOT_ABOUT_ANSWERS)]


def check_without(mutants):
    """Runs everything with no mutant awake; gives the seconds that each selection may take."""
    seconds = {}
    for selection in [("--skip", NOT_ABOUT_ANSWERS)] + sorted({selections(m)[0] for m in mutants}):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        failure = run_tests(0, selection, 3600)
        if failure:
            sys.exit(f"without a mutant, {' '.join(selection)} does not pass: {failure}")
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds[selection] = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
        print(f"passes without a mutant in {seconds[selection]:.0f} s: {' '.join(selection)}",
              flush=True)
    everything = seconds["--skip", NOT_ABOUT_ANSWERS]
    return lambda selection: MORE_SECONDS + round(4 * seconds.get(selection, everything))


def judge(number, mutant, limit):
    for selection, where in zip(selections(mutant), ["own", "other"]):
        caught = run_tests(number, selection, limit(selection))
        if caught:
            return {"where": where, "by": caught}
    return {"where": "survived", "by": ""}


def markdown(mutants, results):
    cell = lambda text: text.replace("|", "\\|")
    print("| id | file | the mistake | at first | caught by |\n| --- | --- | --- | --- | --- |")
    for mutant in mutants:
        result = results.get(mutant["id"], {"where": "not run", "by": ""})
        first = "survived" if "survived" in mutant else "caught"
        by = cell(result["by"]) or result["where"]
        if result["where"] == "other":
            by += " (a test of another room)"
        if result["where"] == "survived":
            by = f"nothing: {mutant.get('survived', 'it needs a test')}"
        if "equivalent" in mutant:
            first, by = "–", f"equivalent: {mutant['equivalent']}"
        name = Path(mutant["file"]).name
        print(f"| {mutant['id']} | `{name}` | {cell(mutant['what'])} | {first} | {by} |")


def main():
    parser = argparse.ArgumentParser(description="Plants mistakes and looks who notices.")
    parser.add_argument("--only", nargs="+", metavar="ID")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    mutants = json.loads((ROOT / "Tests" / "mutants.json").read_text())
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    if options.markdown:
        return markdown(mutants, results)
    sources, misplaced = planted(mutants)
    for identifier, why in misplaced.items():
        print(f"{identifier}: {why}", file=sys.stderr)
    if options.list:
        for mutant in mutants:
            print(f"{mutant['id']:12} {mutant['file']}: {mutant['what']}")
        print(f"{len(mutants)} mutants, {len(misplaced)} misplaced")
        return sys.exit(bool(misplaced))
    if misplaced:
        sys.exit("mend the list first")
    chosen = [
        (number, mutant) for number, mutant in enumerate(mutants, 1)
        if "equivalent" not in mutant and (
            not options.only
            or any(re.fullmatch(f"{re.escape(name)}(-.*)?", mutant["id"]) for name in options.only))]
    write_copy(sources)
    build(options.jobs)
    limit = check_without([mutant for _, mutant in chosen])
    survivors = 0
    for number, mutant in chosen:
        start = time.monotonic()
        result = judge(number, mutant, limit)
        survivors += result["where"] == "survived"
        results[mutant["id"]] = result
        RESULTS.write_text(json.dumps(results, indent=1))
        print(f"{mutant['id']:12} {result['where']:9} {time.monotonic() - start:4.0f} s  "
              f"{result['by'] or mutant['what']}", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} caught")
    sys.exit(bool(survivors))


if __name__ == "__main__":
    main()
