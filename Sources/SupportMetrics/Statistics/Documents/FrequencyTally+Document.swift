// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "names": ["line", "set-top box"], "counts": [2, 1] }`, in the order of the names.
extension FrequencyTally {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm { .object(DocumentForm.countsByName(counts)) }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let counts = DocumentNode.countsByName(&object, &problems)
    object.finish(&problems)
    guard let counts else { return nil }
    self.init(counts: counts)
  }
}

extension FrequencyTally: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes `{"names": ["line", "set-top box"], "counts": [2, 1]}`, in the order of the names.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
