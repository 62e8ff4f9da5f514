// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Dispatch
import SupportCore
import SupportMetrics
import Synchronization

/// Reads and counts a log of calls on some threads.
///
/// Each thread takes a chunk, makes columns of its calls and counts them in a tally of its own; repeat
/// contacts, which must not be cut through a customer, are counted in one tally for each part of the
/// customers, on which the threads take turns. Memory holds a chunk for each thread and the tallies.
final class CallRun: Sendable {
  private let plans: CallPlans
  private let path: String
  private let isStrict: Bool
  private let threads: Int
  private let chunks: LogChunks
  private let returns: [Returns]
  private let shared: Mutex<Shared>

  /// The repeat contacts of a part of the customers.
  private final class Returns: Sendable {
    let tally: Mutex<MetricTally>

    init(_ plans: CallPlans, part: Int, of count: Int) {
      let shard = count == 1 ? .whole : MetricShard(part: part, of: count, by: "customer") ?? .whole
      tally = Mutex(MetricTally(plans.returns, shard: shard))
    }

    /// Hands out the tally without leaving a copy behind.
    func take(_ plans: CallPlans) -> MetricTally {
      tally.withLock { tally in
        defer { tally = MetricTally(plans.returns) }
        return tally
      }
    }
  }

  private struct Shared {
    var tallies: [CallTally] = []
    var failure: ReplayFailure?
    var rows = 0
    var progress: Progress
  }

  /// Bytes that a thread reads at a time.
  private static let chunk = 1 << 20

  init(
    _ plans: CallPlans, path: String, threads: Int, isStrict: Bool, showsProgress: Bool,
    chunk: Int = CallRun.chunk
  ) throws(ReplayFailure) {
    self.plans = plans
    self.path = path
    self.isStrict = isStrict
    // The first bad row is the first only where one row is read after another.
    let threads = isStrict ? 1 : threads
    self.threads = threads
    let wanted = CallMap.Column.allCases.compactMap { plans.map.columns[$0]?.name }
    chunks = try LogChunks(path: path, form: plans.map.form, wanted: wanted, chunk: chunk)
    returns = (0..<threads).map { Returns(plans, part: $0, of: threads) }
    shared = Mutex(Shared(progress: Progress(isShown: showsProgress)))
  }

  /// Reads and counts everything.
  func count() throws(ReplayFailure) -> CallCounts {
    DispatchQueue.concurrentPerform(iterations: threads) { part in
      do throws(ReplayFailure) {
        let tally = try work(part)
        shared.withLock { $0.tallies.append(tally) }
      } catch {
        shared.withLock { $0.failure = $0.failure ?? error }
      }
    }
    let (tallies, failure) = shared.withLock { shared in
      shared.progress.clear()
      defer { shared.tallies = [] }
      return (shared.tallies, shared.failure)
    }
    if let failure { throw failure }
    return try merged(tallies)
  }

  private func merged(_ tallies: consuming [CallTally]) throws(ReplayFailure) -> CallCounts {
    var rest = tallies
    var all = rest.popLast() ?? CallTally(plans, part: 0, of: 1)
    do throws(MetricMergeError) {
      while let tally = rest.popLast() { try all.merge(tally) }
    } catch {
      throw ReplayFailure(.data, "\(error)")
    }
    let counts = CallCounts(
      tally: all, returns: reports(until: all.until), firstLine: chunks.firstLine)
    if all.calls == 0, let bad = counts.rejected.first {
      throw ReplayFailure(
        .data,
        "\(path): none of its \(all.rows) rows could be read; line \(bad.line): \(bad.kind): "
          + bad.text)
    }
    return counts
  }

  /// The repeat contacts of each part. No customer is in two, so their figures add up, and the tallies
  /// need not be merged.
  private func reports(until end: Instant?) -> [MetricReport] {
    let reports = Mutex([MetricReport?](repeating: nil, count: returns.count))
    DispatchQueue.concurrentPerform(iterations: returns.count) { part in
      let report = returns[part].take(plans).report(observedUntil: end)
      reports.withLock { $0[part] = report }
    }
    return reports.withLock { $0.compactMap(\.self) }
  }

  // MARK: One thread

  private func work(_ part: Int) throws(ReplayFailure) -> CallTally {
    var tally = CallTally(plans, part: part, of: threads)
    var folder = CallFolder(plans, chunks.header, parts: threads)
    while let chunk = try chunks.next() {
      if shared.withLock({ $0.failure != nil }) { break }
      let before = tally.rows
      folder.fold(chunk, into: &tally)
      // Each thread begins with a part of its own, so that they seldom wait for one another.
      for step in 0..<threads {
        let other = (part + step) % threads
        returns[other].tally.withLock { $0.count(folder.columns[other]) }
      }
      folder.clear()
      if isStrict, let bad = tally.rejected.entries.min(by: { $0.value.first < $1.value.first }) {
        let line = CallCounts.line(of: bad.value.first, tally.lines, from: chunks.firstLine)
        throw ReplayFailure(.data, "\(path), line \(line): \(bad.key): \(bad.value.text)")
      }
      let rows = tally.rows - before
      shared.withLock { shared in
        shared.rows += rows
        shared.progress.show(rows: shared.rows, part: chunks.part(chunk))
      }
    }
    tally.countUnlisted(folder.unlisted)
    return tally
  }
}

/// Everything that was counted, with the lines of the file.
struct CallCounts {
  /// Rows of one kind.
  struct Odd {
    var kind: String
    var count: Int
    var line: Int
    var text: String
  }

  let tally: CallTally
  /// What needs the customers, part by part.
  let returns: [MetricReport]
  /// Rows that are no calls, the most frequent reason first.
  let rejected: [Odd]
  /// Calls in which something cannot be true, in the order of `ContactFault.Kind`.
  let odd: [Odd]

  init(tally: CallTally, returns: [MetricReport], firstLine: Int) {
    self.tally = tally
    self.returns = returns
    let starts = Self.starts(tally.lines, from: firstLine)
    func list(_ rows: OddRows) -> [Odd] {
      rows.entries.map { kind, entry in
        Odd(
          kind: kind, count: entry.count,
          line: (starts[entry.first.chunk] ?? firstLine) + entry.first.line, text: entry.text)
      }
    }
    rejected = list(tally.rejected).sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }
    let order = ContactFault.Kind.allCases.map(\.rawValue)
    odd = list(tally.odd).sorted {
      (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0)
    }
  }

  private static func starts(_ lines: [Int: Int], from firstLine: Int) -> [Int: Int] {
    var starts: [Int: Int] = [:]
    var line = firstLine
    for (chunk, count) in lines.sorted(by: { $0.key < $1.key }) {
      starts[chunk] = line
      line += count
    }
    return starts
  }

  /// The line of the file at which a place lies.
  static func line(of place: OddRows.Place, _ lines: [Int: Int], from firstLine: Int) -> Int {
    (starts(lines, from: firstLine)[place.chunk] ?? firstLine) + place.line
  }
}
