// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The kinds of a list, each once, numbered in the order in which they first appear.
struct Kinds<Kind: Hashable> {
  private(set) var all: [Kind] = []
  private(set) var numbers: [Int] = []

  init(_ list: [Kind]) {
    var known: [Kind: Int] = [:]
    for kind in list {
      let number = known[kind] ?? all.count
      if number == all.count {
        known[kind] = number
        all.append(kind)
      }
      numbers.append(number)
    }
  }
}
