// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// A first guess of the agents that a goal takes: the load and a multiple β of its square root.
///
/// The limits are those of S. Halfin and W. Whitt (1981) for a queue without impatience, of
/// O. Garnett, A. Mandelbaum and M. Reiman (2002) for one with it, and the normal approximation of a
/// loss. A guess only says where the search begins.
struct SquareRootRule {
  private let model: QueueModel
  private let load: OfferedLoad
  private let root: Double

  init(_ model: QueueModel, _ load: OfferedLoad) {
    self.model = model
    self.load = load
    root = load.erlangs.squareRoot()
  }

  func agents(_ condition: StaffingGoal.Condition) -> Int {
    let most = Double(StaffingBounds.maximumAgents)
    if case .occupancy(let bound) = condition, case .erlangC = model {
      return Int(min((load.erlangs / bound).rounded(.up), most))
    }
    var (low, high) = (-root, 12.0)
    if case .erlangC = model { low = 1e-9 }
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if isMet(condition, middle) { high = middle } else { low = middle }
      if (high - low) * root < 0.2 { break }
    }
    return Int(min(max((load.erlangs + high * root).rounded(.up), 1), most))
  }

  private func isMet(_ condition: StaffingGoal.Condition, _ beta: Double) -> Bool {
    switch condition {
    case .serviceLevel(let share, let target, _): missed(beta, target) <= 1 - share
    case .averageSpeedOfAnswer(let bound): meanWait(beta) <= bound
    case .occupancy(let bound):
      load.erlangs * (1 - lost(beta)) <= bound * (load.erlangs + beta * root)
    case .probabilityOfWaiting(let bound): waiting(beta) <= bound
    case .abandonment(let bound), .blocking(let bound): lost(beta) <= bound
    }
  }

  /// The probability of waiting.
  private func waiting(_ beta: Double) -> Double {
    switch model {
    case .erlangB: 0
    case .erlangC: 1 / (1 + beta / Self.hazard(-beta))
    case .erlangA: 1 / (1 + Self.hazard(beta * delta) / (delta * Self.hazard(-beta)))
    }
  }

  /// The probability of waiting longer than a time, or of a loss.
  private func missed(_ beta: Double, _ target: Double) -> Double {
    switch model {
    case .erlangB: return lost(beta)
    case .erlangC: return waiting(beta) * exp(-beta * root * target / load.handlingTime)
    case .erlangA(let patience):
      let shift = target * root / (load.handlingTime * patience).squareRoot()
      let later = Self.tail(beta * delta + shift) / Self.tail(beta * delta)
      return min(waiting(beta) * later + lost(beta) * (1 - later), 1)
    }
  }

  /// The share that is turned away, or leaves.
  private func lost(_ beta: Double) -> Double {
    switch model {
    case .erlangB: Self.hazard(-beta) / root
    case .erlangC: 0
    case .erlangA:
      max(waiting(beta) * (Self.hazard(beta * delta) / delta - beta) / root, 0)
    }
  }

  private func meanWait(_ beta: Double) -> Double {
    switch model {
    case .erlangB: 0
    case .erlangC: waiting(beta) * load.handlingTime / (beta * root)
    case .erlangA(let patience): lost(beta) * patience
    }
  }

  /// The square root of patience over handling time.
  private var delta: Double {
    if case .erlangA(let patience) = model {
      (patience / load.handlingTime).squareRoot()
    } else {
      1
    }
  }

  /// The probability that a standard normal number is beyond z.
  private static func tail(_ z: Double) -> Double {
    max(erfc(z / 2.0.squareRoot()) / 2, Double.leastNormalMagnitude)
  }

  /// The hazard rate of the standard normal distribution.
  private static func hazard(_ z: Double) -> Double {
    z > 30 ? z : exp(-z * z / 2) / (2 * Double.pi).squareRoot() / tail(z)
  }
}
