// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension FactField {
  /// Whether the field is another one with fewer values at most: what a book may say of a fact that the
  /// library brings.
  package func narrows(_ open: FactField) -> Bool {
    guard name == open.name else { return false }
    switch (open.domain, domain) {
    case (.text, .choice), (.text, .ordered): return true
    case (.choice(let all), .choice(let some)), (.choice(let all), .ordered(let some)):
      return Set(some).isSubset(of: all)
    case (.integer(let all, _), .integer(let some, _)):
      return all.contains(some.lowerBound) && all.contains(some.upperBound)
    default: return domain == open.domain
    }
  }

  /// The names that the field can be; `nil` where it is no closed list of names.
  package var names: [String]? {
    switch domain {
    case .choice(let names), .ordered(let names): names
    default: nil
    }
  }
}
