// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// Whether a part of the account is there at an instant: while the membership goes on every part is,
  /// the emergency channel too; behind its end only what stays, for as long as it stays.
  public func has(_ part: ClosingRules.Part, at instant: Instant) -> Bool {
    guard enrolledAt != nil else { return false }
    return !isGone(part, at: instant)
  }

  /// When a part of a closed account is gone; `nil` where that is not known, or it has no end.
  public func end(of part: ClosingRules.Part) -> Instant? {
    guard let closedAt, let closure else { return nil }
    guard let kept = closure.kept.first(where: { $0.part == part }) else { return closedAt }
    return kept.until
  }

  func isGone(_ part: ClosingRules.Part, at instant: Instant) -> Bool {
    guard closedAt != nil, let closure else { return false }
    let now = reached(instant)
    return !closure.kept.contains { $0.part == part && $0.until.map { $0 > now } ?? true }
  }
}
