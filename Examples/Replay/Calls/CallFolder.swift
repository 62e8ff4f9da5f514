// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

/// Makes columns of the calls of a chunk, and has a tally count them.
struct CallFolder {
  private var reader: CallReader
  private let plain: ContactRowWriter
  /// For calls near a change of the clocks, where the log's times name no offset.
  private let careful: ContactRowWriter
  /// The calls of the chunk, one set of columns for each part of the customers.
  private(set) var columns: [MetricColumns]

  init(_ plans: CallPlans, _ header: LogHeader, parts: Int) {
    let map = plans.map
    reader = CallReader(header, map: map)
    plain = ContactRowWriter(in: map.zone, checks: map.checks)
    var checks = map.checks
    checks.clocks = map.zone
    careful = ContactRowWriter(in: map.zone, checks: checks)
    columns = Array(repeating: MetricColumns(.contacts), count: parts)
  }

  /// Rows by the outcome that the map does not list.
  var unlisted: [String: Int] { reader.unlisted }

  /// Empties the columns for the next chunk.
  mutating func clear() {
    for part in columns.indices { columns[part].removeAll(keepingCapacity: true) }
  }

  /// Reads the records of a chunk and counts them.
  mutating func fold(_ chunk: LogChunks.Chunk, into tally: inout CallTally) {
    var line = 0
    chunk.bytes.withUnsafeBufferPointer { text in
      var position = 0
      while position < text.count {
        let start = position
        let (result, next, lines) = reader.take(text, from: start)
        let place = OddRows.Place(chunk: chunk.number, line: line)
        position = next
        line += lines
        guard let result else { continue }
        tally.countRow()
        switch result {
        case .rejected(let reason):
          tally.reject(reason, at: place, RecordReader.shown(text, start, next))
        case .call(let call):
          take(call, at: place, into: &tally) { RecordReader.shown(text, start, next) }
        }
      }
    }
    for part in columns { tally.count(part) }
    tally.end(chunk: chunk.number, lines: line)
  }

  private mutating func take(
    _ call: Contact, at place: OddRows.Place, into tally: inout CallTally, shown: () -> String
  ) {
    let part = MetricShard.part(of: call.customer?.rawValue ?? "", among: columns.count)
    let isSound =
      reader.isNearChange
      ? careful.append(call, to: &columns[part]) : plain.append(call, to: &columns[part])
    tally.note(call)
    if isSound { return }
    let checks = reader.isNearChange ? careful.checks : plain.checks
    for kind in Self.kinds(of: call, checks) { tally.countOdd(kind, at: place, shown()) }
  }

  /// The kinds of faults of a call, each once.
  private static func kinds(of call: Contact, _ checks: ContactChecks) -> [ContactFault.Kind] {
    let faults = call.faults(checks)
    return ContactFault.Kind.allCases.filter { kind in faults.contains { $0.kind == kind } }
  }
}
