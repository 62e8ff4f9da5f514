// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "names": ["anna", "ben"], "numbers": [7] }`, both in order.
extension DistinctTally {
  /// The tally as a document; equal tallies give equal documents.
  package var form: DocumentForm {
    .object([
      .init("names", .texts(names.map(\.canonical).sorted())),
      .init("numbers", .integers(numbers.sorted())),
    ])
  }

  /// Reads a tally that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let names = object.required("names", &problems)?.differentNames(&problems)
    let numbers = object.required("numbers", &problems)?
      .integers(in: Int64.min...Int64.max, &problems)
    object.finish(&problems)
    guard let names, let numbers else { return nil }
    self.init(names: Set(names), numbers: Set(numbers))
  }
}

extension DistinctTally: Codable {
  /// Decodes a tally and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes `{"names": ["anna", "ben"], "numbers": [7]}`, both in order.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
