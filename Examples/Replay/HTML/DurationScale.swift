// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A logarithmic scale of durations, with bins of equal width on it and ticks in human units.
struct DurationScale: Sendable {
  /// A bin `lower ..< upper` in milliseconds and the durations in it.
  struct Bin: Sendable {
    var lower: Double
    var upper: Double
    var count: Int
  }

  /// A labelled place on the axis; `isMajor` ones have room on a phone.
  struct Tick: Sendable {
    var label: String
    var milliseconds: Double
    var isMajor: Bool
  }

  /// Durations of zero or less, which have no place on a logarithmic axis.
  let zeros: Int
  /// The bins from the shortest to the longest duration, without a gap.
  let bins: [Bin]

  private let lowest: Double
  private let highest: Double

  /// Creates the scale and fills its bins.
  ///
  /// Edges are powers of the ratio times one minute, so that logs kept to the minute fill each bin
  /// evenly.
  ///
  /// - Complexity: O(*n*) for durations in ascending order.
  init(_ durations: [Int64]) {
    let positive = durations.drop { $0 <= 0 }
    zeros = durations.count - positive.count
    guard let first = positive.first, let last = positive.last else {
      (bins, lowest, highest) = ([], 0, 0)
      return
    }
    var edge = Self.edge(atOrBelow: Double(first))
    var bins = Self.emptyBins(below: edge, upTo: last)
    var index = positive.startIndex
    repeat {
      let upper = edge * Self.ratio
      let start = index
      while index < positive.endIndex, Double(positive[index]) < upper { index += 1 }
      bins.append(Bin(lower: edge, upper: upper, count: index - start))
      edge = upper
    } while edge <= Double(last) || bins.count < Self.fewestBins
    self.bins = bins
    lowest = bins.first?.lower ?? 1
    highest = edge
  }

  /// The place of a duration between the ends of the axis, 0 ... 1.
  func place(_ milliseconds: Double) -> Double {
    guard milliseconds > lowest, lowest > 0 else { return 0 }
    return min(Self.log2(milliseconds / lowest) / Self.log2(highest / lowest), 1)
  }

  /// The ticks, in ascending order and not closer to each other than they can be read.
  var ticks: [Tick] {
    if bins.isEmpty { return [] }
    var chosen: [Tick] = []
    for isMajor in [true, false] {
      let gap = isMajor ? 0.1 : 0.055
      for unit in isMajor ? Self.majorUnits : Self.minorUnits {
        guard unit.size >= lowest, unit.size <= highest else { continue }
        let here = place(unit.size)
        guard chosen.allSatisfy({ abs(place($0.milliseconds) - here) >= gap }) else { continue }
        chosen.append(Tick(label: unit.label, milliseconds: unit.size, isMajor: isMajor))
      }
    }
    return chosen.sorted { $0.milliseconds < $1.milliseconds }
  }

  private static let ratio = 1.5

  /// Fewer bins would be drawn as slabs.
  private static let fewestBins = 13

  /// The bins left of the first, so that durations close to each other stand in the middle.
  private static func emptyBins(below edge: Double, upTo last: Int64) -> [Bin] {
    var needed = 1
    var upper = edge * ratio
    while upper <= Double(last) {
      upper *= ratio
      needed += 1
    }
    let padding = max(fewestBins - needed, 0) / 2
    var lower = edge
    let bins = (0..<padding).map { _ in
      lower /= ratio
      return Bin(lower: lower, upper: lower * ratio, count: 0)
    }
    return bins.reversed()
  }

  private static func edge(atOrBelow duration: Double) -> Double {
    var edge = 60_000.0
    while edge > duration { edge /= ratio }
    while edge * ratio <= duration { edge *= ratio }
    return edge
  }

  /// The binary logarithm, exact enough for a drawing and the same on every platform.
  private static func log2(_ value: Double) -> Double {
    var rest = value.significand
    var bits = Double(value.exponent)
    var weight = 0.5
    for _ in 0..<24 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        bits += weight
      }
      weight /= 2
    }
    return bits
  }

  /// The units that are tried first, the most telling before the others.
  private static let majorUnits: [(label: String, size: Double)] = [
    ("1 h", 3_600_000), ("1 d", 86_400_000), ("1 min", 60_000), ("30 d", 2_592_000_000),
    ("1 wk", 604_800_000), ("10 min", 600_000), ("1 y", 31_536_000_000), ("1 s", 1_000),
    ("10 s", 10_000), ("10 y", 315_360_000_000), ("100 ms", 100), ("10 ms", 10), ("1 ms", 1),
    ("100 y", 3_153_600_000_000), ("8 h", 28_800_000),
  ]

  private static let minorUnits: [(label: String, size: Double)] = [
    ("8 h", 28_800_000), ("4 h", 14_400_000), ("3 d", 259_200_000), ("30 min", 1_800_000),
    ("90 d", 7_776_000_000), ("5 min", 300_000), ("2 h", 7_200_000), ("30 s", 30_000),
    ("2 d", 172_800_000), ("2 min", 120_000), ("15 min", 900_000), ("2 wk", 1_209_600_000),
    ("180 d", 15_552_000_000), ("12 h", 43_200_000), ("5 s", 5_000), ("45 min", 2_700_000),
  ]
}
