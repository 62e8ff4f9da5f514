# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Plants mistakes in small READMEs and sees that markdown.py finds them."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import markdown

HEADER = "// SPDX-License-Identifier: Apache-2.0\n// Copyright the SupportKit authors\n\n"
README = """# Kit

Try it:

<!-- file: Examples/Quickstart/main.swift -->

```swift
import Kit
print("a")
```

```console
$ printf 'one\\ntwo\\n'
one
two
```

Test with

```sh
swift build
swift test --parallel   # all of it
```
"""


class MarkdownTests(unittest.TestCase):
    def plant(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = Path(folder.name)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return root, sorted(files)

    def kit(self, readme=README, source='import Kit\nprint("a")\n'):
        return self.plant({
            "README.md": readme, "Package.swift": "", "Examples/Quickstart/README.md":
            "```console\n$ echo x\nx\n```\n", "Examples/Quickstart/main.swift": HEADER + source})

    def consoles(self, text, files=None):
        root, names = self.plant({"README.md": text, "Package.swift": "", **(files or {})})
        with contextlib.redirect_stdout(io.StringIO()):
            return markdown.check_consoles(root, names)

    def console(self, text):
        return self.consoles(f"```console\n{text}```\n")

    def test_images_of_a_catalogue_are_found_by_name(self):
        root, files = self.plant({
            "Kit.docc/A.md": "![Due](due.svg) and ![None](gone.svg)\n", "Kit.docc/Resources/due.svg": "",
            "B.md": "![Due](due.svg)\n"})
        self.assertEqual(markdown.check_links(root, files), [
            "B.md:1: due.svg leads to no file of the repository",
            "Kit.docc/A.md:1: gone.svg leads to no file of the repository"])

    def test_a_true_readme_passes(self):
        root, files = self.kit()
        self.assertEqual(markdown.check_listings(root, files), [])
        self.assertEqual(markdown.check_links(root, files), [])
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(markdown.check_consoles(root, files), [])
        self.assertEqual(markdown.test_command(root), "swift test --parallel")

    def test_the_test_command_is_only_found_in_a_block(self):
        root, _ = self.kit(readme="Run swift test.\n\nswift test\n")
        self.assertIsNone(markdown.test_command(root))
        root, _ = self.kit(readme="Test:\n\n    swift test\n")
        self.assertEqual(markdown.test_command(root), "swift test")

    def test_a_listing_that_differs_is_found(self):
        for readme in [
            README.replace('print("a")', 'print("b")'), README.replace("import Kit\n", ""),
            README.replace("<!-- file: Examples/Quickstart/main.swift -->", ""),
            README.replace("Quickstart/main", "Quickstart/gone"),
            README.replace("\n\n```swift", "\n\nWords between.\n\n```swift"),
        ]:
            root, files = self.kit(readme=readme)
            self.assertNotEqual(markdown.check_listings(root, files), [], readme)

    def test_a_listing_may_show_the_licence(self):
        root, files = self.kit(readme=README.replace("import Kit", HEADER + "import Kit"))
        self.assertEqual(markdown.check_listings(root, files), [])

    def test_an_output_that_agrees_passes(self):
        for text in [
            "$ echo a\na\n", "$ true\n", "$ echo a\na\n$ echo b\nb\n", "$ echo a\na\n\n",
            "$ printf 'a\\nb\\nc\\n'\na\n…\nc\n", "$ printf 'a\\nc\\n'\na\n…\nc\n",
            "$ printf 'a\\nb\\n'\n…\n", "$ echo a \\\n> b\na b\n", "$ echo a; echo b >&2\na\n",
            "$ printf 'a\\n\\nb\\n'\na\n\nb\n", "$ printf 'x\\na\\nx\\na\\n'\n…\na\n",
        ]:
            self.assertEqual(self.console(text), [], text)

    def test_an_output_that_differs_is_found(self):
        for text in [
            "$ echo a\nb\n", "$ echo a\n", "$ true\na\n", "$ echo a\na\nb\n", "$ exit 3\n",
            "$ printf 'a\\nb\\n'\na\n…\nc\n", "$ printf 'a\\nb\\n'\nb\n", "$ echo ' a'\na\n",
            "$ echo a1\na…\n", "$ printf 'a\\nb\\n'\na\n", "$ echo a; exit 1\na\n",
        ]:
            self.assertEqual(len(self.console(text)), 1, text)

    def test_a_program_without_an_output_is_found(self):
        good = "```console\n$ true\n```\n"
        source = {"Examples/Shop/main.swift": ""}
        self.assertEqual(len(self.consoles(good, source)), 1)
        self.assertEqual(len(self.consoles(good, source | {"Examples/Shop/README.md": "x"})), 1)
        self.assertEqual(self.consoles(good, source | {"Examples/Shop/README.md": good}), [])
        listed = "<!-- file: Examples/Shop/main.swift -->\n```swift\n```\n"
        self.assertEqual(self.consoles(good + listed, source), [])

    def test_a_command_runs_in_its_package(self):
        files = {
            "Examples/A/README.md": "```console\n$ ls\nPackage.swift\nREADME.md\n```\n",
            "Examples/A/Package.swift": "",
            "Examples/B/README.md": "```console\n$ ls\nExamples\nPackage.swift\nREADME.md\n```\n",
        }
        self.assertEqual(self.consoles("```console\n$ true\n```\n", files), [])

    def test_links_that_lead_nowhere_are_found(self):
        root, files = self.plant({
            "a.md": "# One & two\n\n## `Three`\n\n## One & two\n\n<a id=\"four\"></a>\n"
            "[a](b/c.md) [b](b/) [c](#one--two) [d](#three) [e](#one--two-1) [f](#four) [g](b)\n"
            "[h](https://example.org/x) `[i](gone.md)` [j](b/c.md#here) <!-- [k](gone.md) -->\n"
            "[l]: b/c.md\n![m](b/d.png)\n```\n[n](gone.md)\n```\n",
            "b/c.md": "# Here\n[up](../a.md#three)\n", "b/d.png": ""})
        self.assertEqual(markdown.check_links(root, files), [])
        for link in [
            "[a](gone.md)", "[a](b/C.md)", "[a](#gone)", "[a](b/c.md#gone)", "![a](gone.png)",
            "[a]: gone.md", "[a](../a.md)", "`x` [a](gone.md \"title\")",
        ]:
            (root / "a.md").write_text(f"# A\n\n{link}\n", encoding="utf-8")
            errors = markdown.check_links(root, ["a.md", "b/c.md", "b/d.png"])
            self.assertEqual([e for e in errors if not e.startswith("a.md:3: ")],
                             [e for e in errors if e.startswith("b/")], link)
            self.assertTrue(any(e.startswith("a.md:3: ") for e in errors), link)


if __name__ == "__main__":
    unittest.main()
