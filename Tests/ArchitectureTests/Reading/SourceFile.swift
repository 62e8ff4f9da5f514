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

  /// The folder whose files are compiled together, also in a package of its own further down:
  /// `Examples/Shop/Sources/Shop`.
  var targetPath: String {
    let roots = folders.indices.dropLast(2).filter { ["Sources", "Tests"].contains(folders[$0]) }
    guard let root = roots.last else { return folders.prefix(2).joined(separator: "/") }
    return folders[...(root + 1)].joined(separator: "/")
  }

  var isLibrary: Bool { area == "Sources" }
}
