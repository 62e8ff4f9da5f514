// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A step of a settlement, free of references so that taking it copies nothing.
enum SettlementStep: Sendable {
  /// The policy's stacking.
  case stack
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

/// The numbers of a cap.
struct CompiledCap: Sendable {
  /// Its place among the caps of the policy, and of its windows among theirs.
  let place: Int
  let limit: Int64
  let window: AwardCap.Window
  let isPerCase: Bool
  let coversRefund: Bool
  /// Whether refunds count: those that are covered go back as money.
  let countsRefund: Bool
  let counts: FormMask

  init(_ cap: AwardCap, place: Int) {
    self.place = place
    limit = cap.amount.minorUnits
    window = cap.window
    isPerCase = cap.scope == .perCase
    coversRefund = cap.covers == .refundAndCompensation
    countsRefund = coversRefund && cap.counts.contains(.cash)
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

  init() {}

  init(_ kinds: some Sequence<AwardForm.Kind>) {
    for kind in kinds { insert(kind) }
  }

  mutating func insert(_ kind: AwardForm.Kind) { bits |= Self.bit(kind) }

  func contains(_ kind: AwardForm.Kind) -> Bool { bits & Self.bit(kind) != 0 }

  /// Whether it has all kinds of another.
  func contains(_ other: Self) -> Bool { other.bits & ~bits == 0 }

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
