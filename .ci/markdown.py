#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Holds the Markdown files to the truth.

    markdown.py links         links between files of the repository resolve, anchors included
    markdown.py listings      a block after <!-- file: PATH --> equals the file (its licence header,
                              and the blank line after it, may be left out)
    markdown.py test-command  prints the command with which README.md tests the package
    markdown.py consoles      in README.md and Examples/**/README.md, a block ```console runs each
                              `$ command` and compares what it prints with the lines below

A line `…` in an expected output stands for any number of lines. A command runs in the nearest
folder above its README that holds a Package.swift; only its standard output is compared. A program
has a README of its own, or is listed in that of the repository.
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

SECONDS_FOR_A_COMMAND = 600
ANYTHING = "…"
QUICKSTART = "Examples/Quickstart/main.swift"
FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([^\s`]*)[^`]*$")


class Block:
    """A fenced block: its language, its lines, and the line that it begins on."""

    def __init__(self, language, line, listed_file):
        self.language, self.line, self.listed_file = language, line, listed_file
        self.lines = []


def blocks_and_prose(text):
    """The fenced blocks, and the lines outside them by number."""
    blocks, prose, block, fence, listed = [], {}, None, "", None
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if block is not None:
            closes = line.strip().startswith(fence) and not line.strip().strip(fence[0])
            if closes:
                blocks.append(block)
                block = None
            else:
                block.lines.append(line[indent:] if line[:indent].isspace() else line)
        elif match:
            indent, fence = len(match[1]), match[2]
            block, listed = Block(match[3], number, listed), None
        else:
            prose[number] = line
            marker = re.search(r"<!--\s*file:\s*(\S+)\s*-->", line)
            if marker:
                listed = marker[1]
            elif line.strip():
                listed = None
    if block is not None:
        blocks.append(block)
    return blocks, prose


# Links


def slug(heading):
    """The anchor that GitHub makes of a heading."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    text = re.sub(r"<[^>]*>", "", text).replace("`", "").replace("*", "").strip().lower()
    return "".join(
        "-" if c == " " else c for c in text if c.isalnum() or c in "-_ "
    )


def anchors(text):
    """All anchors of a Markdown text; a heading that comes twice has a number the second time."""
    found, seen = set(), {}
    for line in blocks_and_prose(text)[1].values():
        found.update(re.findall(r"<a\s+(?:id|name)=\"([^\"]+)\"", line))
        match = re.match(r"^#{1,6}\s+(.*?)\s*#*\s*$", line)
        if match:
            name = slug(match[1])
            count = seen.get(name, 0)
            seen[name] = count + 1
            found.add(name if count == 0 else f"{name}-{count}")
    return found


def links(text):
    """Line and target of every link, image and reference in the prose."""
    for number, line in blocks_and_prose(text)[1].items():
        line = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
        line = re.sub(r"<!--.*?-->", "", line)
        for match in re.finditer(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)", line):
            yield number, match[1]
        match = re.match(r"^\s{0,3}\[[^\]^]+\]:\s*<?([^\s>]+)", line)
        if match:
            yield number, match[1]


def check_links(root, files):
    """Every link between the files that leads nowhere."""
    known = set(files)
    for file in files:
        known.update(str(parent) for parent in Path(file).parents)
    errors = []
    for file in (f for f in files if f.endswith(".md")):
        text = (root / file).read_text(encoding="utf-8")
        for line, target in links(text):
            if re.match(r"^[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
                continue
            path, _, anchor = unquote(target).partition("#")
            goal = os.path.normpath(os.path.join(os.path.dirname(file), path)) if path else file
            # DocC finds an image of a catalogue by its name, in the folder of resources.
            resource = os.path.join(os.path.dirname(file), "Resources", path)
            if os.path.dirname(file).endswith(".docc") and resource in known:
                continue
            if goal not in known:
                errors.append(f"{file}:{line}: {target} leads to no file of the repository")
            elif anchor and goal.endswith(".md"):
                if anchor not in anchors((root / goal).read_text(encoding="utf-8")):
                    errors.append(f"{file}:{line}: {target}: {goal} has no heading #{anchor}")
    return errors


# Listings


def without_header(text):
    """A source without the two lines of licence and the blank line after them."""
    lines = text.splitlines()
    if len(lines) > 1 and "SPDX-License-Identifier" in lines[0]:
        lines = lines[2:]
        while lines and not lines[0].strip():
            lines = lines[1:]
    return lines


def check_listings(root, files):
    """Every block that differs from the file it says it shows."""
    errors, listed = [], set()
    for file in (f for f in files if f.endswith(".md")):
        for block in blocks_and_prose((root / file).read_text(encoding="utf-8"))[0]:
            if block.listed_file is None:
                continue
            where = f"{file}:{block.line}"
            listed.add((file, block.listed_file))
            if block.listed_file not in files:
                errors.append(f"{where}: there is no file {block.listed_file}")
                continue
            source = (root / block.listed_file).read_text(encoding="utf-8")
            if block.lines in (source.splitlines(), without_header(source)):
                continue
            diff = difflib.unified_diff(
                without_header(source), block.lines, block.listed_file, where, lineterm="")
            errors.append(f"{where}: differs from {block.listed_file}:\n" + "\n".join(diff))
    if QUICKSTART in files and ("README.md", QUICKSTART) not in listed:
        errors.append(f"README.md: shows no block after <!-- file: {QUICKSTART} -->")
    return errors


# Commands


def test_command(root):
    """The line `swift test …` in a block of README.md, fenced or indented."""
    blocks, prose = blocks_and_prose((root / "README.md").read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.lines]
    lines += [line[4:] for line in prose.values() if line.startswith("    ")]
    for line in lines:
        line = line.removeprefix("$ ").split(" #")[0].strip()
        if re.match(r"^swift test\b", line):
            return line
    return None


def commands(block):
    """The commands of a console block: line, command, expected lines."""
    found, lines, index = [], block.lines, 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("$ "):
            number, command = block.line + 1 + index, line[2:]
            while command.endswith("\\") and index + 1 < len(lines):
                index += 1
                command = command[:-1] + lines[index].removeprefix("> ").lstrip()
            found.append((number, command.strip(), []))
        elif found:
            found[-1][2].append(line)
        index += 1
    for _, _, expected in found:
        while expected and not expected[-1].strip():
            expected.pop()
    return found


def agrees(expected, printed):
    """Compares line by line; a lone ellipsis stands for any number of lines."""
    reachable = {0}
    for line in expected:
        if line.strip() == ANYTHING:
            reachable = set(range(min(reachable), len(printed) + 1)) if reachable else set()
        else:
            reachable = {
                at + 1 for at in reachable if at < len(printed) and printed[at] == line.rstrip()}
    return len(printed) in reachable


def run(root, file, line, command, expected):
    """Runs one command; an error text if it fails or prints something else."""
    folder = (root / file).parent
    while folder != root and not (folder / "Package.swift").exists():
        folder = folder.parent
    print(f"{file}:{line}: $ {command}", flush=True)
    try:
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, text=True,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=SECONDS_FOR_A_COMMAND)
    except subprocess.TimeoutExpired:
        return f"{file}:{line}: has not ended after {SECONDS_FOR_A_COMMAND} s: {command}"
    if done.returncode != 0:
        return f"{file}:{line}: ends with {done.returncode}: {command}\n{done.stdout}{done.stderr}"
    printed = [text.rstrip() for text in done.stdout.splitlines()]
    while printed and not printed[-1]:
        printed.pop()
    if agrees(expected, printed):
        return None
    diff = difflib.unified_diff(
        expected, printed, f"{file}, as written", "as printed", lineterm="")
    return f"{file}:{line}: prints something else: {command}\n" + "\n".join(diff)


def is_program(path):
    """Whether a Swift file is where a program begins; what programs share begins nowhere."""
    return path.name == "main.swift" or re.search(
        r"^@main$", path.read_text(encoding="utf-8"), re.MULTILINE)


def check_consoles(root, files):
    """Every command of the READMEs that prints something else than they say."""
    errors = []
    readmes = [
        f for f in files if f == "README.md" or re.match(r"^Examples/(.*/)?README\.md$", f)]
    programs = {
        f.split("/")[1] for f in files
        if re.match(r"^Examples/[^/]+/.*\.swift$", f) and is_program(root / f)}
    text = (root / "README.md").read_text(encoding="utf-8") if "README.md" in files else ""
    listed = {block.listed_file for block in blocks_and_prose(text)[0] if block.listed_file}
    for program in sorted(programs):
        if any(file.startswith(f"Examples/{program}/") for file in listed):
            continue
        if f"Examples/{program}/README.md" not in readmes:
            errors.append(f"Examples/{program}: has no README.md with its output")
    for file in readmes:
        count = 0
        for block in blocks_and_prose((root / file).read_text(encoding="utf-8"))[0]:
            if block.language != "console":
                continue
            for line, command, expected in commands(block):
                count += 1
                error = run(root, file, line, command, expected)
                if error:
                    errors.append(error)
        if count == 0 and file != "Examples/README.md":
            errors.append(f"{file}: has no ```console block with a command and its output")
    return errors


def main():
    root = Path(__file__).resolve().parent.parent
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root,
        check=True, stdout=subprocess.PIPE, text=True).stdout.split("\0")
    files = sorted(f for f in files if f and (root / f).is_file())
    step = sys.argv[1] if len(sys.argv) == 2 else ""
    if step == "test-command":
        command = test_command(root) if "README.md" in files else None
        if command is None:
            sys.exit("README.md: has no block with a line 'swift test'")
        print(command)
        return
    checks = {"links": check_links, "listings": check_listings, "consoles": check_consoles}
    if step not in checks:
        sys.exit(__doc__)
    errors = checks[step](root, files)
    if step == "consoles" and "README.md" not in files:
        errors.append("README.md: is missing")
    if errors:
        sys.exit("\n".join(errors))


if __name__ == "__main__":
    main()
