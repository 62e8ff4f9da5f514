// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One Swift file: where it is and what is in it.
struct SourceFile: Sendable {
  /// The path from the root of the repository, with slashes.
  let path: String
  let text: String
  let tokens: [Token]
  let declarations: [Declaration]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    tokens = SwiftLexer.tokens(of: text)
    declarations = DeclarationParser.declarations(in: tokens)
  }

  private var folders: [Substring] { path.split(separator: "/") }

  /// The last part of the path.
  var basename: String { folders.last.map(String.init) ?? path }

  /// The folder at the top: `Sources`, `Tests`, `Examples`; empty for files in the root.
  var area: String { folders.count > 1 ? String(folders[0]) : "" }

  /// The module, test target or program: the folder below the top.
  var target: String { folders.count > 2 ? String(folders[1]) : area }

  var isLibrary: Bool { area == "Sources" }
}
