// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The files of this repository, read once for all checks.
enum Repository {
  /// Found from this very file: `Tests/ArchitectureTests/Reading/Repository.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let areas = ["Sources", "Tests", "Examples", "Benchmarks"]

  static let files: [SourceFile] = (areas.flatMap(swiftFiles) + ["Package.swift"]).compactMap {
    guard let text = try? String(contentsOf: root.appending(path: $0), encoding: .utf8) else {
      return nil
    }
    return SourceFile(path: $0, text: text)
  }

  static var library: [SourceFile] { files.filter(\.isLibrary) }

  /// The names of the folders in `Sources`.
  static let rooms: [String] = folders(in: "Sources")

  /// The names that the standard library and Foundation have given away.
  static let platformTypes: Set<String> = {
    let path = "Tests/ArchitectureTests/Fixtures/platform-types.txt"
    let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
  }()

  /// Programs that are packages of their own and bring their own dependencies.
  static let ownPackages: [String] = folders(in: "Examples").map { "Examples/\($0)" }
    .filter {
      FileManager.default.fileExists(atPath: root.appending(path: $0 + "/Package.swift").path)
    }

  private static func folders(in area: String) -> [String] {
    let base = root.appending(path: area)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    return names.sorted().filter {
      var isFolder: ObjCBool = false
      let path = base.appending(path: $0).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  private static func swiftFiles(in area: String) -> [String] {
    guard
      let names = FileManager.default.enumerator(atPath: root.appending(path: area).path)
    else { return [] }
    var paths: [String] = []
    for case let name as String in names {
      if name.hasSuffix(".build") {
        names.skipDescendants()
      } else if name.hasSuffix(".swift") {
        paths.append("\(area)/\(name)")
      }
    }
    return paths.sorted()
  }
}
