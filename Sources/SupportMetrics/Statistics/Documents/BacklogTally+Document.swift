// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "notClosed": {…}, "unresolved": {…} }`: two tallies of steps.
extension BacklogTally {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm {
    .object([.init("notClosed", notClosed.form), .init("unresolved", unresolved.form)])
  }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let notClosed = object.required("notClosed", &problems).flatMap {
      StepTally(reading: $0, &problems)
    }
    let unresolved = object.required("unresolved", &problems).flatMap {
      StepTally(reading: $0, &problems)
    }
    object.finish(&problems)
    guard let notClosed, let unresolved else { return nil }
    self.init(notClosed: notClosed, unresolved: unresolved)
  }
}

extension BacklogTally: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the steps of both: `{"notClosed": {"at": …}, "unresolved": {"at": …}}`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
