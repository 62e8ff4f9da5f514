// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A step of a settlement with what it names.
enum SettlementStep: Sendable {
  case stack(Stacking)
  case cap(CompiledCap)
  case minimum(ExactMoney)
  case round(RoundingRule)
}

extension Stacking {
  /// Whether a cause is added on top, whichever wins among the others.
  func isAdded(_ part: SettledPart) -> Bool {
    part.terms.group.map { adding.contains($0) } ?? false
  }
}

/// A cap with its windows.
final class CompiledCap: Sendable {
  let cap: AwardCap
  let limit: Int64
  let isPerCase: Bool
  let coversRefund: Bool
  /// Whether refunds count: those that are covered go back as money.
  let countsRefund: Bool
  let windows: CapWindows
  let counts: FormMask

  init(_ cap: AwardCap, _ zone: ZoneRules) {
    self.cap = cap
    limit = cap.amount.minorUnits
    isPerCase = cap.scope == .perCase
    coversRefund = cap.covers == .refundAndCompensation
    countsRefund = coversRefund && cap.counts.contains(.cash)
    windows = CapWindows(cap.window, zone)
    counts = FormMask(cap.counts)
  }

  /// What is left of the cap, never below nothing.
  func headroom(used: Int64) -> Int64 {
    // The limit is not negative: only a use far below zero makes the difference too wide.
    let (left, isWide) = limit.subtractingReportingOverflow(used)
    return isWide ? .max : Swift.max(0, left)
  }
}

/// A set of kinds of forms as bits.
struct FormMask: Hashable, Sendable {
  var bits: UInt8 = 0

  init(_ kinds: some Sequence<AwardForm.Kind>) {
    for kind in kinds { bits |= Self.bit(kind) }
  }

  func contains(_ kind: AwardForm.Kind) -> Bool { bits & Self.bit(kind) != 0 }

  private static func bit(_ kind: AwardForm.Kind) -> UInt8 {
    switch kind {
    case .cash: 1
    case .credit: 2
    case .points: 4
    case .coupon: 8
    case .thirdPartyCost: 16
    }
  }
}
