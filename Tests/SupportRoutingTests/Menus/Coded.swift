// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Values through JSON and back.
enum Coded {
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  static func again<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
