// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Names that would shut out those of a host or of another room.
enum NameChecks {
  private static func topLevel(_ file: SourceFile) -> [Declaration] {
    file.declarations.filter {
      $0.isPublic && $0.scope.isEmpty && !["import", "extension", "operator"].contains($0.keyword)
    }
  }

  /// Public top-level types named like one of the platform or like a module.
  static func platform(_ file: SourceFile, names: Set<String>, modules: Set<String>) -> [Offence] {
    topLevel(file).filter(\.isType).compactMap { declaration in
      let name = declaration.name
      if names.contains(name) {
        return Offence(
          path: file.path, line: declaration.line,
          advice: "public type \(name) hides the platform's type of that name in every host:"
            + " nest it or name it by what it is for")
      }
      if modules.contains(name) {
        return Offence(
          path: file.path, line: declaration.line,
          advice: "public type \(name) is named like a module, whose members nobody can then name:"
            + " call it otherwise")
      }
      return nil
    }
  }

  /// Public top-level names that two modules declare; the umbrella would make them ambiguous.
  static func twice(_ files: [SourceFile]) -> [Offence] {
    var owners: [String: String] = [:]
    var offences: [Offence] = []
    for file in files {
      for declaration in topLevel(file) {
        let owner = owners[declaration.name] ?? file.target
        owners[declaration.name] = owner
        guard owner != file.target else { continue }
        offences.append(
          Offence(
            path: file.path, line: declaration.line,
            advice: "\(owner) has a public \(declaration.name) too: nest one of them in its subject"
          ))
      }
    }
    return offences
  }
}
