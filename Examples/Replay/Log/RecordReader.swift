// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Steps from record to record, and tells rows from blank lines and from what is no row.
struct RecordReader {
  /// A record, or a line that is none.
  struct Step {
    enum Kind {
      /// A row of as many fields as the header has.
      case row
      /// A line without anything on it.
      case blank
      /// What is no row, with the reason.
      case bad(String)
    }

    var kind: Kind
    /// Where the next one begins.
    var next: Int
    /// The line ends that it took.
    var lines: Int
  }

  private var cutter: RecordCutter
  private let columnCount: Int
  /// Texts that stand for "not known".
  private let missing: [[UInt8]]

  init(_ header: LogHeader, missing: [String]) {
    cutter = RecordCutter(separator: header.separator)
    columnCount = header.names.count
    self.missing = missing.map { Array($0.utf8) }.filter { !$0.isEmpty }
  }

  /// Takes the record that begins at `start`; `nil` while it is not whole. With `isLast` the end of
  /// the bytes ends it, and a quote that is open there was never closed.
  mutating func step(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool = true
  ) -> Step? {
    switch cutter.cut(text, from: start, isLast: isLast) {
    case .record(let next) where !isTorn:
      return Step(kind: kind(text), next: next, lines: 1 + cutter.innerLines)
    case .incomplete where !isLast: return nil
    case .record, .incomplete, .textAfterQuote: return torn(text, from: start)
    }
  }

  /// The line that begins at `start`, taken for one whose quotes do not match.
  func torn(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Step {
    Step(
      kind: .bad("quotes do not match"), next: RecordCutter.nextLine(text, from: start), lines: 1)
  }

  private func kind(_ text: UnsafeBufferPointer<UInt8>) -> Step.Kind {
    let count = cutter.fields.count
    if count == 1, FieldReader.trimmed(cutter.fields[0], in: text).isEmpty { return .blank }
    return count == columnCount
      ? .row : .bad("\(count) fields where the header has \(columnCount)")
  }

  /// Whether a quote ran over the line and the record then is no row: a stray quote has swallowed
  /// the lines up to the next one. Only the first of them is bad; the others are read again.
  private var isTorn: Bool {
    cutter.innerLines > 0 && cutter.fields.count != columnCount
  }

  // MARK: Fields

  /// The bytes of a field of the last row; `nil` where the map names no such column or its text stands
  /// for nothing.
  @inline(__always)
  func value(
    _ column: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard column >= 0 else { return nil }
    let field = FieldReader.trimmed(cutter.fields[column], in: text)
    if field.isEmpty { return nil }
    for word in missing where word.count == field.count && word[0] == field[0] {
      if word.elementsEqual(field) { return nil }
    }
    return field
  }

  /// The number of a field's text: -1 where it is missing, `nil` where it is no UTF-8.
  @inline(__always)
  func number(
    _ column: Int, _ text: UnsafeBufferPointer<UInt8>, _ pool: inout TextPool
  ) -> Int32? {
    guard let field = value(column, text) else { return -1 }
    guard !cutter.fields[column].isEscaped else {
      var plain = Array(FieldReader.text(cutter.fields[column], in: text).trimmed.utf8)
      return plain.withUnsafeMutableBufferPointer { pool.number(of: UnsafeBufferPointer($0)) }
    }
    return pool.number(of: field)
  }

  /// The text of a field of the last row as a string, `nil` where it is no UTF-8.
  func string(
    _ column: Int, _ field: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>
  )
    -> String?
  {
    guard let string = String(validating: field, as: UTF8.self) else { return nil }
    return cutter.fields[column].isEscaped ? string.replacing("\"\"", with: "\"") : string
  }

  /// A piece of text to show in a report, from the beginning of a record.
  static func shown(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
    String(decoding: text[start..<min(end, start + 400)], as: UTF8.self).trimmed.printable
  }
}
