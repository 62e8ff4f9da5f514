// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads a log from its bytes as they come: header, records, rows.
struct LogReader {
  private var map: LogMap
  private let path: String
  private let isStrict: Bool
  private var buffer: [UInt8] = []
  private var filled = 0
  private var line = 1
  private var rows: RowReader?

  /// A record longer than this is a quote that nobody closed.
  private static let longestRecord = 1 << 20
  private static let chunk = 1 << 18

  init(_ map: LogMap, path: String, isStrict: Bool) {
    self.map = map
    self.path = path
    self.isStrict = isStrict
  }

  /// Reads the whole log, telling `progress` the rows so far now and then.
  mutating func read(
    _ source: LogSource, stopwatch: inout Stopwatch, progress: (Int) -> Void
  ) throws(ReplayFailure) -> LogTable {
    var isLast = false
    while !isLast {
      if buffer.count - filled < Self.chunk {
        buffer.append(contentsOf: repeatElement(0, count: filled + Self.chunk))
      }
      let count = try fill(from: source)
      stopwatch.lap(\.reading)
      isLast = count == 0
      if isLast { try source.finish() }
      try take(isLast: isLast)
      stopwatch.lap(\.parsing)
      progress(rows?.table.rowCount ?? 0)
    }
    guard let rows else {
      throw ReplayFailure(.data, "\(path) is empty: a log begins with a line of column names")
    }
    if rows.table.rows.isEmpty, let bad = rows.table.rejections.first {
      throw ReplayFailure(
        .data,
        "\(path): none of its \(rows.table.rowCount) rows could be read; line \(bad.firstLine): "
          + "\(bad.reason): \(bad.firstText)")
    }
    return rows.table
  }

  private mutating func fill(from source: LogSource) throws(ReplayFailure) -> Int {
    let start = filled
    var failure: ReplayFailure?
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      do throws(ReplayFailure) {
        return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    filled += count
    return count
  }

  /// Takes in all records that are whole, and keeps the rest for the next time.
  private mutating func take(isLast: Bool) throws(ReplayFailure) {
    var failure: ReplayFailure?
    var consumed = 0
    let filled = filled
    let bytes = buffer
    buffer = []
    bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[..<filled])
      do throws(ReplayFailure) {
        consumed = try records(text, isLast: isLast)
      } catch {
        failure = error
      }
    }
    buffer = bytes
    if let failure { throw failure }
    buffer.withUnsafeMutableBytes { all in
      all.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[consumed..<filled]))
    }
    self.filled -= consumed
  }

  private mutating func records(
    _ text: UnsafeBufferPointer<UInt8>, isLast: Bool
  ) throws(ReplayFailure) -> Int {
    var position = 0
    if rows == nil {
      guard let start = try header(text, isLast: isLast) else { return 0 }
      position = start
    }
    guard var rows = self.rows else { return position }
    self.rows = nil
    defer { self.rows = rows }
    while position < text.count {
      guard
        let next = rows.take(
          text, from: position, line: &line, isLast: isLast,
          gaveUp: text.count - position > Self.longestRecord)
      else { break }
      position = next
      if isStrict, let bad = rows.table.rejections.first {
        throw ReplayFailure(
          .data, "\(path), line \(bad.firstLine): \(bad.reason): \(bad.firstText)")
      }
    }
    return position
  }

  /// Reads the first line that is not blank; `nil` while it is not whole.
  private mutating func header(
    _ text: UnsafeBufferPointer<UInt8>, isLast: Bool
  ) throws(ReplayFailure) -> Int? {
    var start = 0
    if text.starts(with: [0xef, 0xbb, 0xbf]) { start = 3 }
    if text.starts(with: [0xff, 0xfe]) || text.starts(with: [0xfe, 0xff]) {
      throw ReplayFailure(.data, "\(path) is text in UTF-16; save it as UTF-8")
    }
    while start < text.count {
      let end = RecordCutter.nextLine(text, from: start)
      let isWhole = isLast || end < text.count
      guard isWhole || text.count - start > Self.longestRecord else { return nil }
      let record = text[start..<end].prefix { $0 != 10 && $0 != 13 }
      if record.count == 5, record.starts(with: Array("sep=".utf8)) {
        // Spreadsheets write the separator into a line of its own.
        map.separator = map.separator ?? record.last
      } else if record.contains(where: { $0 != UInt8(ascii: " ") }) {
        let header = try LogHeader(UnsafeBufferPointer(rebasing: record), map: map, path: path)
        rows = RowReader(header, map: map)
        line += 1
        return end
      }
      line += 1
      start = end
    }
    return nil
  }
}
