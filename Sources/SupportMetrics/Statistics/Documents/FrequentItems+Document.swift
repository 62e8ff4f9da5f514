// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "capacity": 2, "total": 9, "error": 1, "names": ["a", "b"], "counts": [4, 2] }`, in the order of the
/// names.
extension FrequentItems {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm {
    .object(
      [
        .init("capacity", .integer(Int64(capacity))), .init("total", .integer(Int64(total))),
        .init("error", .integer(Int64(error))),
      ] + DocumentForm.countsByName(counters))
  }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let capacities = Int64(Self.capacities.lowerBound)...Int64(Self.capacities.upperBound)
    let capacity = object.required("capacity", &problems)?.integer(in: capacities, &problems)
    let total = object.required("total", &problems)?.integer(in: 0...Int64.max, &problems)
    let error = object.required("error", &problems)?.integer(in: 0...Int64.max, &problems)
    let counters = DocumentNode.countsByName(&object, &problems)
    object.finish(&problems)
    guard let capacity, let total, let error, let counters else { return nil }
    guard counters.count <= capacity else {
      problems.report("\(counters.count) names are more than \(capacity) counters", at: node)
      return nil
    }
    // Whatever was taken off was taken off one counter more than there are.
    let counted = counters.values.reduce(0) { $0 + Int128($1) }
    guard counted + Int128(error) * Int128(capacity + 1) <= Int128(total) else {
      problems.report("the counts and their error are more than the total of \(total)", at: node)
      return nil
    }
    guard error > 0 || counted == Int128(total) else {
      problems.report("the exact counts are less than the total of \(total)", at: node)
      return nil
    }
    self.init(
      capacity: Int(capacity), total: Int(total), error: Int(error), counters: counters)
  }
}

extension FrequentItems: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the counters in the order of the names:
  /// `{"capacity": 2, "total": 9, "error": 1, "names": ["a", "b"], "counts": [4, 2]}`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
