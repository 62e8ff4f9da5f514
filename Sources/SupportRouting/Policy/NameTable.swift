// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Numbers by name. The first few are compared one by one, which is faster than hashing.
struct NameTable<Name: Identifier>: Sendable {
  private let names: [Name]
  private let numbers: [Name: Int]

  init(_ names: [Name]) {
    self.names = names
    numbers = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: Name) -> Int? {
    for number in 0..<min(names.count, 4) where names[number] == name { return number }
    return names.count <= 4 ? nil : numbers[name]
  }
}
