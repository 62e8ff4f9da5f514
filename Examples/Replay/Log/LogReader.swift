// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Reads a log of tickets, chunk by chunk, into a table.
struct LogReader {
  private let map: LogMap
  private let path: String
  private let isStrict: Bool
  /// Bytes that are read at a time.
  private let chunk: Int

  init(_ map: LogMap, path: String, isStrict: Bool, chunk: Int = 1 << 18) {
    self.map = map
    self.path = path
    self.isStrict = isStrict
    self.chunk = chunk
  }

  /// Reads the whole log, telling `progress` the rows so far and the part of the log that is read, now
  /// and then.
  func read(
    stopwatch: inout Stopwatch, progress: (Int, Double?) -> Void
  ) throws(ReplayFailure) -> LogTable {
    let wanted = LogMap.Column.allCases.compactMap { map.columns[$0] }
    let chunks = try LogChunks(path: path, form: map.form, wanted: wanted, chunk: chunk)
    var rows = RowReader(chunks.header, map: map)
    var line = chunks.firstLine
    while let chunk = try chunks.next() {
      stopwatch.lap(\.reading)
      let bad = chunk.bytes.withUnsafeBufferPointer { text -> LogTable.Rejection? in
        var position = 0
        while position < text.count {
          position = rows.take(text, from: position, line: &line)
          if isStrict, let bad = rows.table.rejections.first { return bad }
        }
        return nil
      }
      if let bad {
        throw ReplayFailure(
          .data, "\(path), line \(bad.firstLine): \(bad.reason): \(bad.firstText)")
      }
      stopwatch.lap(\.parsing)
      progress(rows.table.rowCount, chunks.part(chunk))
    }
    if rows.table.rows.isEmpty, let bad = rows.table.rejections.first {
      throw ReplayFailure(
        .data,
        "\(path): none of its \(rows.table.rowCount) rows could be read; line \(bad.firstLine): "
          + "\(bad.reason): \(bad.firstText)")
    }
    return rows.table
  }
}
