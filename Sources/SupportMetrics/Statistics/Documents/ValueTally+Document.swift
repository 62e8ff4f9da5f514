// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "values": [15, 20, 35], "counts": [1, 1, 2] }`: the different values in ascending order, with how
/// often each comes; `counts` is left out where none comes twice.
extension ValueTally {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm {
    let runs = inOrder.runs
    var members = [DocumentForm.Member("values", .integers(runs.values))]
    if !runs.ends.isEmpty {
      let times = runs.values.indices.lazy.map { runs.times(at: $0) }
      members.append(.init("counts", .counts(times)))
    }
    return .object(members)
  }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let valuesNode = object.required("values", &problems)
    let countsNode = object.optional("counts")
    object.finish(&problems)
    let read = valuesNode?.integers(in: Int64.min...Int64.max, &problems)
    let times = countsNode.map { $0.counts(&problems) }
    guard let valuesNode, let values = read else { return nil }
    guard zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) else {
      problems.report("the values must rise", at: valuesNode)
      return nil
    }
    guard let countsNode, let times else {
      self.init(runs: ValueRuns(sorted: values))
      return
    }
    guard let times else { return nil }
    guard times.count == values.count else {
      countsNode.refuse(times.count, insteadOf: values.count, &problems)
      return nil
    }
    self.init(runs: ValueRuns(values: values, times: times))
  }
}

extension ValueTally: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes `{"values": [15, 20, 35], "counts": [1, 1, 2]}`, the counts only where a value comes more
  /// than once; a tally with more than a million numbers is too large to be decoded.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
