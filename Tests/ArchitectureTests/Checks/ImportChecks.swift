// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Imports run only as the plan draws them.
enum ImportChecks {
  /// Folders that the plan does not know.
  static func unknownRooms(_ rooms: [String], table: [String: [String]] = RoomTable.below)
    -> [Offence]
  {
    rooms.filter { table[$0] == nil }.map {
      Offence(
        path: "Sources/\($0)", line: 1,
        advice: "is no room of the plan: draw it in RoomTable.swift, with what it may import")
    }
  }

  /// Imports of a library file that the plan does not draw.
  static func library(_ file: SourceFile) -> [Offence] {
    guard file.isLibrary, file.target != RoomTable.umbrella else { return [] }
    let allowed = Set(RoomTable.below[file.target] ?? [])
      .union(RoomTable.platform)
      .union(RoomTable.locking[file.target] ?? [])
    return imports(of: file).flatMap { declaration -> [Offence] in
      var offences: [Offence] = []
      if !allowed.contains(declaration.name) {
        let list = allowed.sorted().joined(separator: ", ")
        offences.append(
          Offence(
            path: file.path, line: declaration.line,
            advice: "\(file.target) may not import \(declaration.name): it may import \(list)"))
      }
      if declaration.attributes.contains("_exported") {
        offences.append(
          Offence(
            path: file.path, line: declaration.line,
            advice: "only Sources/SupportKit/Exports.swift hands on imports: drop @_exported"))
      }
      return offences
    }
  }

  /// Imports of a program of this package that are neither ours nor the platform's.
  static func program(_ file: SourceFile, ownPackages: [String] = []) -> [Offence] {
    guard file.area == "Examples",
      !ownPackages.contains(where: { file.path.hasPrefix($0 + "/") })
    else { return [] }
    return imports(of: file).compactMap { declaration in
      let name = declaration.name
      if declaration.attributes.contains("_exported") {
        return Offence(
          path: file.path, line: declaration.line,
          advice: "a program hands nothing on: drop @_exported")
      }
      if RoomTable.below[name] != nil || RoomTable.programsShare.contains(name) { return nil }
      if RoomTable.programPlatform.contains(name) { return nil }
      return Offence(
        path: file.path, line: declaration.line,
        advice: "a program of this package may not import \(name): make it a package of its own")
    }
  }

  /// What the umbrella holds besides imports, and the rooms that it does not hand on.
  static func umbrella(_ files: [SourceFile], rooms: [String]) -> [Offence] {
    let own = files.filter { $0.isLibrary && $0.target == RoomTable.umbrella }
    let exports = "Sources/\(RoomTable.umbrella)/Exports.swift"
    var offences = own.filter { $0.path != exports }.map {
      Offence(path: $0.path, line: 1, advice: "the umbrella is Exports.swift alone: move this down")
    }
    guard let file = own.first(where: { $0.path == exports }) else {
      return offences + [Offence(path: exports, line: 1, advice: "is missing")]
    }
    let expected = Set(rooms).subtracting(RoomTable.outside).subtracting([RoomTable.umbrella])
    for declaration in file.declarations {
      if declaration.keyword != "import" || !declaration.attributes.contains("_exported")
        || !expected.contains(declaration.name)
      {
        offences.append(
          Offence(
            path: exports, line: declaration.line,
            advice: "holds '@_exported public import' of rooms alone: move this down"))
      }
    }
    let handedOn = Set(file.declarations.flatMap(\.names))
    offences += expected.subtracting(handedOn).sorted().map {
      Offence(path: exports, line: 1, advice: "add '@_exported public import \($0)'")
    }
    return offences
  }

  /// What the root package depends on.
  static func manifest(_ file: SourceFile) -> [Offence] {
    ForbiddenPhrase(".package(", "").matches(in: file.tokens).map {
      Offence(
        path: file.path, line: file.tokens[$0].line,
        advice: "the root package depends on nothing: an example that needs more is its own package"
      )
    }
  }

  private static func imports(of file: SourceFile) -> [Declaration] {
    file.declarations.filter { $0.keyword == "import" }
  }
}
