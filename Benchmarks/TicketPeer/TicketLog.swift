// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics

/// A log with the columns of the one that comes with `replay`, read fast: only the columns that the
/// figures need, in as many parts as there are threads, no text ever made of a field.
///
/// It reads logs without quotes, whose numbers fit into 31 bits and ascend; others are refused.
struct TicketLog: Sendable {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// The rows of a log, ready to fold.
  struct Rows: Sendable {
    var rows: [TicketEventRow] = []
    var tickets: Range<Int32> = 0..<0
    var isAscending = true
    var end = Instant.min
    var rejected = 0
  }

  /// A part that was folded.
  private struct Part: Sendable {
    var fold: TicketStateFold
    var end: Instant
  }

  private let file: MappedFile
  private let columns: TicketLogColumns
  private let firstLine: Int

  init(_ file: MappedFile) throws {
    self.file = file
    let text = UnsafeBufferPointer(start: file.bytes, count: file.count)
    guard let end = text.firstIndex(of: UInt8(ascii: "\n")) else {
      throw Refusal(description: "no header")
    }
    let header = String(decoding: text[..<end], as: UTF8.self)
    columns = try TicketLogColumns(header)
    firstLine = end + 1
  }

  /// Reads all rows.
  func rows() throws -> Rows {
    var rows = Rows()
    rows.rows.reserveCapacity((file.count - firstLine) / 180)
    var scanner = TicketLogScanner(file, columns)
    try scanner.scan(from: firstLine, to: file.count) { row in rows.rows.append(row) }
    rows.end = scanner.end
    rows.rejected = scanner.rejected
    rows.isAscending = scanner.isAscending
    rows.tickets = scanner.least..<max(scanner.least, scanner.greatest &+ 1)
    return rows
  }

  /// Reads and folds the log, part by part at the same time, without keeping its rows.
  func figures(_ promise: TicketPromise, threads: Int) async throws -> TicketStateFigures {
    let cuts = try self.cuts(threads)
    let parts = try await withThrowingTaskGroup(of: Part.self) { group in
      for (start, end) in zip(cuts, cuts.dropFirst()) {
        group.addTask { try fold(from: start, to: end, promise) }
      }
      return try await group.reduce(into: [Part]()) { $0.append($1) }
    }
    let end = parts.map(\.end).max() ?? .min
    return try await withThrowingTaskGroup(of: TicketStateFigures.self) { group in
      for part in parts { group.addTask { part.fold.figures(asOf: end) } }
      var whole: TicketStateFigures?
      for try await figures in group {
        if whole == nil {
          whole = figures
        } else {
          try whole?.merge(figures)
        }
      }
      guard let whole else { throw Refusal(description: "no rows") }
      return whole
    }
  }

  /// How many rows are folded at once: they stay in the cache.
  private static let batch = 2_048

  private func fold(from start: Int, to end: Int, _ promise: TicketPromise) throws -> Part {
    var scanner = TicketLogScanner(file, columns)
    guard let first = scanner.number(at: start), let last = scanner.number(at: lastLine(to: end)),
      first <= last
    else { throw Refusal(description: "its numbers do not ascend") }
    var fold = TicketStateFold(promise, tickets: first..<(last &+ 1))
    var batch: [TicketEventRow] = []
    batch.reserveCapacity(Self.batch)
    try scanner.scan(from: start, to: end) { row in
      batch.append(row)
      if batch.count == Self.batch {
        fold.add(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    fold.add(batch)
    guard scanner.isAscending else { throw Refusal(description: "its numbers do not ascend") }
    return Part(fold: fold, end: scanner.end)
  }

  /// Where parts begin, so that no ticket is cut; the last is the end of the file.
  private func cuts(_ count: Int) throws -> [Int] {
    let scanner = TicketLogScanner(file, columns)
    var cuts = [firstLine]
    for part in 1..<max(count, 1) where count > 1 {
      let place = firstLine + (file.count - firstLine) * part / count
      var line = nextLine(from: max(place, cuts[part - 1]))
      let number = line < file.count ? scanner.number(at: line) : nil
      while line < file.count, scanner.number(at: line) == number { line = nextLine(from: line) }
      cuts.append(line)
    }
    return (cuts + [file.count]).reduce(into: []) { distinct, cut in
      if distinct.last != cut { distinct.append(cut) }
    }
  }

  private func nextLine(from place: Int) -> Int {
    var place = place
    while place < file.count, file.bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return min(place + 1, file.count)
  }

  /// Where the last line before a place begins.
  private func lastLine(to end: Int) -> Int {
    var place = end - 1
    while place > firstLine, file.bytes[place - 1] != UInt8(ascii: "\n") { place -= 1 }
    return place
  }
}
