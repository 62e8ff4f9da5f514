// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where a field lies in the bytes that were cut.
struct FieldRange {
  var start: Int
  var end: Int
  /// Whether it holds doubled quotes that stand for one.
  var isEscaped: Bool
}

/// Cuts records into fields: RFC 4180 with any one-byte separator and LF, CRLF or CR as line ends.
///
/// A quote counts where a field begins; inside an unquoted field it is a plain character. Text
/// between a closing quote and the next separator makes the record bad.
struct RecordCutter {
  enum Cut {
    /// A record; the next one begins at `next`.
    case record(next: Int)
    /// The bytes end inside the record.
    case incomplete
    /// Text follows a closing quote; the next line begins at `next`.
    case textAfterQuote(next: Int)
  }

  let separator: UInt8
  /// The fields of the last record.
  private(set) var fields: [FieldRange] = []
  /// Line ends inside quotes of the last record.
  private(set) var innerLines = 0

  init(separator: UInt8) {
    self.separator = separator
    fields.reserveCapacity(64)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Cuts the record that begins at `start`; with `isLast` the end of the bytes ends it.
  mutating func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> Cut {
    fields.removeAll(keepingCapacity: true)
    innerLines = 0
    var position = start
    while true {
      if position < bytes.count, bytes[position] == Self.quote {
        guard let end = quoted(bytes, from: position) else { return .incomplete }
        position = end
      } else {
        let fieldStart = position
        while position < bytes.count, !ends(bytes[position]) { position &+= 1 }
        fields.append(FieldRange(start: fieldStart, end: position, isEscaped: false))
      }
      guard position < bytes.count else {
        return isLast ? .record(next: position) : .incomplete
      }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == Self.lineFeed { return .record(next: position) }
      guard byte == Self.carriageReturn else {
        return .textAfterQuote(next: Self.nextLine(bytes, from: position))
      }
      guard position < bytes.count else {
        return isLast ? .record(next: position) : .incomplete
      }
      return .record(next: bytes[position] == Self.lineFeed ? position + 1 : position)
    }
  }

  @inline(__always)
  private func ends(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// Takes in a quoted field and returns where it ends, `nil` when the quote is not closed.
  private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var position = start + 1
    var isEscaped = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.lineFeed { innerLines += 1 }
      position += 1
      guard byte == Self.quote else { continue }
      guard position < bytes.count, bytes[position] == Self.quote else {
        fields.append(FieldRange(start: start + 1, end: position - 1, isEscaped: isEscaped))
        return position
      }
      isEscaped = true
      position += 1
    }
    return nil
  }

  /// Where the line after the one with `start` begins, or where the bytes end.
  static func nextLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      position += 1
      if bytes[position - 1] == lineFeed { break }
      if bytes[position - 1] == carriageReturn {
        if position < bytes.count, bytes[position] == lineFeed { position += 1 }
        break
      }
    }
    return position
  }
}
