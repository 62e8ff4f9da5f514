// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A bounded memory of what was used last: two generations, of which the older is dropped when the
/// younger is full.
///
/// What is looked up moves to the younger one, so a value stays for as long as it is asked for within
/// `capacity / 2` others. What is dropped depends on the order of the calls alone.
struct GenerationCache<Key: Hashable, Value> {
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]
  private let half: Int

  init(capacity: Int) {
    half = capacity / 2
  }

  subscript(key: Key) -> Value? {
    mutating get {
      if let value = young[key] { return value }
      guard let value = old.removeValue(forKey: key) else { return nil }
      insert(value, for: key)
      return value
    }
    set {
      old[key] = nil
      if let newValue { insert(newValue, for: key) } else { young[key] = nil }
    }
  }

  private mutating func insert(_ value: Value, for key: Key) {
    guard half > 0 else { return }
    if young.count >= half, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = value
  }
}
