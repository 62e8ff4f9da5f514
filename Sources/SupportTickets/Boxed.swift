// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A value on the heap: a struct that seldom has it stays small and is copied fast.
indirect enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  case value(Value)

  var value: Value {
    switch self {
    case .value(let value): value
    }
  }
}
