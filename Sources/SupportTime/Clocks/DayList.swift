// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Days with a value each, in order: small, and quick to look up.
struct DayList<Value> {
  /// The days since 1970, in order, each once.
  let days: [Int]
  private let values: [Value]

  /// Creates a list; of a day that stands several times the first value counts.
  init(_ pairs: [(day: Int, value: Value)]) {
    let isInOrder = zip(pairs, pairs.dropFirst()).allSatisfy { $0.day < $1.day }
    let sorted = isInOrder ? pairs : Self.sorted(pairs)
    days = sorted.map(\.day)
    values = sorted.map(\.value)
  }

  private static func sorted(_ pairs: [(day: Int, value: Value)]) -> [(day: Int, value: Value)] {
    var sorted: [(day: Int, value: Value)] = []
    // Sorting keeps those of one day in the order in which they came.
    for pair in pairs.sorted(by: { $0.day < $1.day }) where sorted.last?.day != pair.day {
      sorted.append(pair)
    }
    return sorted
  }

  /// Whether a day is in the list.
  func contains(_ day: Int) -> Bool { place(of: day) != nil }

  /// The value of a day; `nil` where it is not in the list.
  func value(on day: Int) -> Value? { place(of: day).map { values[$0] } }

  private func place(of day: Int) -> Int? {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < days.count && days[low] == day ? low : nil
  }
}

extension DayList: Sendable where Value: Sendable {}
