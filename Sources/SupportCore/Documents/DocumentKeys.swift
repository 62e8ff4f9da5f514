// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The keys of an object so far, to find those that come twice, in constant time for each.
struct DocumentKeys {
  /// Small objects are searched; larger ones get an index.
  private static let searched = 16

  private var lines: [String: Int] = [:]

  /// The line on which a key stands already, or nil after noting the key.
  ///
  /// Keys that look the same are the same, however their accents are encoded.
  mutating func firstLine(
    of key: String, on line: Int, among members: [DocumentNode.Member]
  ) -> Int? {
    if members.count < Self.searched { return members.first { $0.key == key }?.line }
    if lines.isEmpty {
      for member in members { lines[member.key] = member.line }
    }
    if let first = lines[key] { return first }
    lines[key] = line
    return nil
  }
}
