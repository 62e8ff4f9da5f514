// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "at": [0, 90000], "since": [0, 0], "changes": [1, -1] }`: instants in milliseconds since 1970, in
/// order; a start that is not known is `null`.
extension StepTally {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm {
    let steps = steps
    return .object([
      .init("at", .integers(steps.lazy.map(\.at))),
      .init(
        "since",
        .list(steps.map { $0.since == Step.unknown ? .null : .integer($0.since) })),
      .init("changes", .counts(steps.lazy.map(\.change))),
    ])
  }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let times = Instant.min.millisecondsSince1970...Instant.max.millisecondsSince1970
    let at = object.required("at", &problems)?.integers(in: times, &problems)
    let since = object.required("since", &problems)?.values(&problems) { node, problems in
      node.value == .null ? Step.unknown : node.integer(in: times, &problems)
    }
    let changes = object.required("changes", &problems)?
      .integers(in: -Int64.max...Int64.max, &problems)
    object.finish(&problems)
    guard let at, let since, let changes else { return nil }
    guard at.count == since.count, at.count == changes.count else {
      problems.report("the columns have different lengths", at: node)
      return nil
    }
    let steps = at.indices.map {
      Step(at: at[$0], since: since[$0], change: Int(changes[$0]))
    }
    guard zip(steps, steps.dropFirst()).allSatisfy({ $0.precedes($1) }),
      !changes.contains(0)
    else {
      problems.report("the instants must rise, and each change something", at: node)
      return nil
    }
    self.init(steps: steps)
  }
}

extension StepTally: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes `{"at": [0, 90000], "since": [0, 0], "changes": [1, -1]}`, in milliseconds since 1970.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
