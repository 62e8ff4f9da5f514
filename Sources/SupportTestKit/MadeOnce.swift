// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Synchronization

/// What many tests need and what takes long to make, by its key: made when it is first asked for, and
/// shared from then on. A test that asks for another key does not wait.
package final class MadeOnce<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Place: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let places = Mutex<[Key: Place]>([:])
  private let make: @Sendable (Key) throws -> Value

  /// - Parameter make: Makes the value of a key; asked again where it has thrown.
  package init(_ make: @escaping @Sendable (Key) throws -> Value) { self.make = make }

  /// The value of a key.
  package func value(_ key: Key) throws -> Value {
    let place = places.withLock { places in
      let place = places[key] ?? Place()
      places[key] = place
      return place
    }
    return try place.value.withLock { value in
      if let value { return value }
      let made = try make(key)
      value = made
      return made
    }
  }
}
