// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A linear scale of counts from zero to a round number.
struct ValueScale: Sendable {
  /// The value at the far end of the axis, at least 1.
  let top: Double
  /// The round values to draw lines at, zero left out.
  let ticks: [Double]

  /// Creates a scale that holds every count up to a largest one.
  init(upTo largest: Int) {
    let largest = Double(max(largest, 1))
    let step = Self.step(for: largest)
    let steps = (largest / step).rounded(.up)
    top = steps * step
    ticks = stride(from: 1, through: steps, by: 1).map { $0 * step }
  }

  /// The place of a value, 0 ... 1.
  func place(_ value: Int) -> Double {
    min(max(Double(value) / top, 0), 1)
  }

  /// The place of a tick, 0 ... 1.
  func place(tick: Double) -> Double {
    tick / top
  }

  /// A step of 1, 2 or 5 times a power of ten that gives three to six lines.
  private static func step(for largest: Double) -> Double {
    var power = 1.0
    while power * 10 < largest { power *= 10 }
    for step in [power / 5, power / 2, power, power * 2] where step >= 1 && largest / step <= 5 {
      return step
    }
    return max(power * 2, 1)
  }
}
