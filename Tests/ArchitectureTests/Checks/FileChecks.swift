// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What holds for every Swift file, tests and programs included.
enum FileChecks {
  static let mostLines = 600

  /// Generated files are as long as what they are made of.
  static func length(_ file: SourceFile) -> [Offence] {
    if file.path.contains("/Generated/") { return [] }
    var lines = 1
    for byte in file.text.utf8 where byte == UInt8(ascii: "\n") { lines += 1 }
    if file.text.hasSuffix("\n") { lines -= 1 }
    guard lines > mostLines else { return [] }
    return [
      Offence(
        path: file.path, line: mostLines + 1,
        advice: "has \(lines) lines, \(mostLines) are the wall: cut it by subject")
    ]
  }

  private static let header = [
    "// SPDX-License-Identifier: Apache-2.0", "// Copyright the SupportKit authors",
  ]

  /// A manifest and a script begin with a line that must come first.
  static func licence(_ file: SourceFile) -> [Offence] {
    var lines = file.text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    if let first = lines.first, first.hasPrefix("// swift-tools-version") || first.hasPrefix("#!") {
      lines.removeFirst()
    }
    guard lines.prefix(2).map(String.init) != header else { return [] }
    return [
      Offence(
        path: file.path, line: 1, advice: "begins with: \(header.joined(separator: " and "))")
    ]
  }

  /// Files of one target with one name, which the compiler refuses late and darkly.
  static func sameNames(_ files: [SourceFile]) -> [Offence] {
    var first: [String: String] = [:]
    return files.compactMap { file in
      let key = "\(file.targetPath)/\(file.basename)"
      guard let other = first[key] else {
        first[key] = file.path
        return nil
      }
      return Offence(
        path: file.path, line: 1, advice: "is named like \(other): name it by its own subject")
    }
  }
}
