// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A value on the heap: a struct that holds much, or seldom has it, stays small and is copied fast.
final class Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  static func == (one: Boxed, other: Boxed) -> Bool {
    one === other || one.value == other.value
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}
