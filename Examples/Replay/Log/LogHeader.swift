// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// The first line of a log: which column stands where.
struct LogHeader {
  let separator: UInt8
  let names: [String]
  /// The position of each column that the map names, by its name in the log.
  private let positions: [String: Int]

  /// Reads the header, or says what keeps it from being one: the wanted columns have to be there.
  /// Without a separator the most frequent one is taken.
  init(
    _ line: [UInt8], separator: UInt8?, wanted: [String], path: String
  ) throws(ReplayFailure) {
    if line.contains(0) { throw ReplayFailure(.data, "\(path) is not a text file") }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw ReplayFailure(.data, "\(path) is not text in UTF-8 (line 1)")
    }
    let separator = separator ?? Self.likeliest(text)
    let names = line.withUnsafeBufferPointer { line -> [String]? in
      var cutter = RecordCutter(separator: separator)
      guard case .record = cutter.cut(line, from: 0, isLast: true) else { return nil }
      return cutter.fields.map { FieldReader.text($0, in: line).trimmed }
    }
    guard let names else {
      throw ReplayFailure(.data, "\(path): the header's quotes do not match")
    }
    self.separator = separator
    self.names = names
    positions = try Self.positions(of: wanted, in: names, path: path)
  }

  /// Where a column stands; -1 for one that the map does not name.
  func position(_ name: String?) -> Int { name.flatMap { positions[$0] } ?? -1 }

  private static func likeliest(_ header: String) -> UInt8 {
    let candidates = [",", ";", "\t", "|"] as [Character]
    let counts = candidates.map { candidate in header.filter { $0 == candidate }.count }
    let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    return candidates[best].asciiValue ?? UInt8(ascii: ",")
  }

  private static func positions(
    of columns: [String], in names: [String], path: String
  ) throws(ReplayFailure) -> [String: Int] {
    var positions: [String: Int] = [:]
    var mistakes: [String] = []
    for name in columns where positions[name] == nil {
      let found = names.indices.filter { names[$0] == name }
      switch found.count {
      case 1: positions[name] = found[0]
      case 0:
        let near = EditDistance.nearest(to: name, among: names)
        mistakes.append(
          "the map's column \"\(name)\" is missing"
            + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
      default: mistakes.append("the column \"\(name)\" stands \(found.count) times")
      }
    }
    guard mistakes.isEmpty else {
      let shown = names.prefix(40).map { "\"\($0.printable)\"" }.joined(separator: ", ")
      throw ReplayFailure(
        .data, "\(path): \(mistakes.joined(separator: "; ")). The log has the columns \(shown)")
    }
    return positions
  }
}

/// Reads texts out of fields.
enum FieldReader {
  /// The text of a field, doubled quotes made single; bytes that are no UTF-8 are replaced.
  static func text(_ field: FieldRange, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
    let text = String(decoding: slice, as: UTF8.self)
    return field.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  /// The bytes of a field without blanks around it.
  @inline(__always)
  static func trimmed(
    _ field: FieldRange, in bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var start = field.start
    var end = field.end
    while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

extension String {
  /// The text without white space around it.
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
    return String(self[start..<end])
  }
}
