// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What is public is documented, named well, and throws errors by name.
enum DeclarationChecks {
  static func undocumented(_ file: SourceFile) -> [Offence] {
    file.declarations.compactMap { declaration in
      guard declaration.isPublic, !declaration.isDocumented,
        !["import", "extension", "deinit"].contains(declaration.keyword)
      else { return nil }
      return Offence(
        path: file.path, line: declaration.line,
        advice: "public \(declaration.keyword) \(declaration.fullName) has no documentation:"
          + " say in one sentence what it is, then when to use it")
    }
  }

  static func publicExtensions(_ file: SourceFile) -> [Offence] {
    file.declarations.compactMap { declaration in
      guard declaration.keyword == "extension", declaration.isPublic else { return nil }
      return Offence(
        path: file.path, line: declaration.line,
        advice: "'public extension \(declaration.name)' hides what is public:"
          + " write 'public' on each member")
    }
  }

  static func underscored(_ file: SourceFile) -> [Offence] {
    file.declarations.compactMap { declaration in
      guard declaration.isPublic, declaration.keyword != "import",
        let name = declaration.names.first(where: { $0.hasPrefix("_") })
      else { return nil }
      return Offence(
        path: file.path, line: declaration.line,
        advice: "'\(name)' is public and begins with an underscore:"
          + " make it 'package', or give it a name to stand by")
    }
  }

  /// Public functions that throw without saying what. The two requirements of Codable can only be
  /// written so.
  static func untypedThrows(_ file: SourceFile) -> [Offence] {
    guard file.target != "SupportTestKit" else { return [] }
    return file.declarations.compactMap { declaration in
      guard declaration.isPublic, ["func", "init", "subscript"].contains(declaration.keyword),
        let index = declaration.signature.firstIndex(of: "throws"),
        declaration.signature.dropFirst(index + 1).first != "(",
        !declaration.isCoding
      else { return nil }
      return Offence(
        path: file.path, line: declaration.line,
        advice: "\(declaration.fullName) throws any error: name it, 'throws(SomeError)'")
    }
  }
}
