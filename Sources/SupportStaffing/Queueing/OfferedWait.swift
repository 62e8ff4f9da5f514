// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The wait that a contact of unbounded patience would have in M/M/n+M, in units of the mean patience.
///
/// Its density beyond 0 is proportional to `h(s) = exp(x(1 − e^−s) − c s)` with `x` = load · patience /
/// handling time and `c` = agents · patience / handling time (S. Zeltyn and A. Mandelbaum, "Call
/// centers with impatient customers: many-server asymptotics of the M/M/n+G queue", 2005, with an
/// exponential patience). `h` is log-concave: it is integrated from its peak outwards, on pieces over
/// which its logarithm changes by about 12, until what is left weighs nothing.
struct OfferedWait {
  /// Integrals of `h` with several weights.
  struct Moments {
    /// Of h.
    var all = 0.0
    /// Of h e^−s: whoever is still there.
    var staying = 0.0
    /// Of h (1 − e^−s): whoever has left.
    var leaving = 0.0
    /// Of h s e^−s.
    var waited = 0.0
  }

  let x: Double
  let c: Double
  /// c − x, with the digits of the distance.
  let slack: Double
  /// Where h has its peak; negative where it falls from 0 on.
  let peak: Double
  /// The logarithm of h at its peak, 0 where it falls from 0 on. Moments are those of h / h(peak).
  let height: Double

  init(_ load: OfferedLoad, agents: Int, patience: Double) {
    let scale = patience / load.handlingTime
    let n = Double(agents)
    let distance = load.slack(agents)
    x = load.erlangs * scale
    c = n * scale
    slack = distance * scale
    if distance < 0 {
      peak = log1p(-distance / n)
      height = c * SmallDifferences.logarithm(load.erlangs, n, difference: -distance)
    } else {
      peak = min(log(load.erlangs / n), 0)
      height = 0
    }
  }

  /// The moments over `start ..< end`.
  func moments(from start: Double, to end: Double) -> Moments {
    var moments = Moments()
    guard start < end else { return moments }
    let top = min(max(peak, start), end)
    let highest = logarithm(top)
    addRight(from: top, to: end, highest, &moments)
    addLeft(from: top, to: start, highest, &moments)
    return moments
  }

  /// What is smaller than the peak by this power of e weighs nothing.
  private static let negligible = 44.0
  /// How far the logarithm falls on a piece.
  private static let fall = 12.0
  /// e^−s is as good as a polynomial on pieces of this length.
  private static let longest = 6.0

  private func logarithm(_ s: Double) -> Double {
    slack < 0
      ? -c * SmallDifferences.exponential(s - peak).excess
      : -slack * s - x * SmallDifferences.exponential(s).excess
  }

  private func addRight(
    from top: Double, to end: Double, _ highest: Double, _ moments: inout Moments
  ) {
    // From here on e^−s is nothing, and h falls like e^−cs.
    let straight = Self.negligible + log1p(x)
    var s = top
    while s < end {
      let level = logarithm(s)
      if level < highest - Self.negligible { return }
      if s >= straight {
        let rest = exp(level) * (end.isInfinite ? 1 : -expm1(-c * (end - s))) / c
        moments.all += rest
        moments.leaving += rest
        return
      }
      let curvature = x * exp(-s)
      let next = min(s + Self.length(abs(curvature - c), curvature), end)
      add(from: s, to: next, &moments)
      s = next
    }
  }

  private func addLeft(
    from top: Double, to start: Double, _ highest: Double, _ moments: inout Moments
  ) {
    // The weight e^−s grows to the left.
    let least = highest - Self.negligible - top
    var s = top
    while s > start, logarithm(s) >= least {
      let curvature = x * exp(-s)
      let slope = abs(curvature - c)
      let guess = min(Self.length(slope, curvature), 1.5)
      let previous = max(s - Self.length(slope, curvature * exp(guess)), start)
      add(from: previous, to: s, &moments)
      s = previous
    }
  }

  private static func length(_ slope: Double, _ curvature: Double) -> Double {
    min(2 * fall / (slope + (slope * slope + 2 * fall * curvature).squareRoot()), longest)
  }

  private func add(from start: Double, to end: Double, _ moments: inout Moments) {
    let middle = (start + end) / 2
    let half = (end - start) / 2
    for (position, weight) in GaussLegendre.points {
      add(middle - half * position, weight * half, &moments)
      add(middle + half * position, weight * half, &moments)
    }
  }

  private func add(_ s: Double, _ weight: Double, _ moments: inout Moments) {
    let (excess, left) = SmallDifferences.exponential(s)
    let level =
      slack < 0 ? -c * SmallDifferences.exponential(s - peak).excess : -slack * s - x * excess
    let density = weight * exp(level)
    // Where s is large, 1 − left has no digits of its own.
    let stays = s < 1 ? 1 - left : exp(-s)
    moments.all += density
    moments.staying += density * stays
    moments.leaving += density * left
    moments.waited += density * stays * s
  }
}
