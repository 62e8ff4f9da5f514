// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One Swift file: where it is and what is in it.
struct SourceFile: Sendable {
  /// The path from the root of the repository, with slashes.
  let path: String
  let text: String
  let tokens: [Token]
  let declarations: [Declaration]

  /// The last part of the path.
  let basename: String

  /// The folder at the top: `Sources`, `Tests`, `Examples`; empty for files in the root.
  let area: String

  /// The module, test target or program: the folder below the top.
  let target: String

  /// The folder whose files are compiled together, also in a package of its own further down:
  /// `Examples/Shop/Sources/Shop`.
  let targetPath: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
    let folders = path.split(separator: "/")
    basename = folders.last.map(String.init) ?? path
    area = folders.count > 1 ? String(folders[0]) : ""
    target = folders.count > 2 ? String(folders[1]) : area
    let roots = folders.indices.dropLast(2).filter { ["Sources", "Tests"].contains(folders[$0]) }
    let last = roots.last.map { folders[...($0 + 1)] } ?? folders.prefix(2)
    targetPath = last.joined(separator: "/")
    tokens = SwiftLexer.tokens(of: text)
    declarations = DeclarationParser.declarations(in: tokens)
  }

  var isLibrary: Bool { area == "Sources" }
}
