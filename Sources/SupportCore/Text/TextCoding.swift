// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Coding of values whose JSON form is their text.
extension Decoder {
  /// Decodes a text and makes a value of it; what is wrong with the text becomes a decoding error.
  package func decodeText<Value>(
    _ make: (String) throws(TextError) -> Value
  ) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    do throws(TextError) {
      return try make(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }
}

extension Encoder {
  /// Encodes a text.
  package func encodeText(_ text: String) throws {
    var container = singleValueContainer()
    try container.encode(text)
  }
}
