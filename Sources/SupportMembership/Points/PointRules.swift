// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How a programme keeps points. It says all of it: nothing here has a silent default.
public struct PointRules: Hashable, Sendable {
  /// Which lot is spent first.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// The one that was earned first.
    case oldestFirst
    /// The one that expires first, those that end with activity at the end that the last activity gave
    /// them, the spending included where it is one; of those that expire together and of those without an end, the one that was earned first.
    case soonestToExpire
  }

  /// What a refund does about points that were spent before.
  public enum Clawback: String, Hashable, Sendable, CaseIterable {
    /// They are owed: what is earned next pays them off, and no other lot is touched.
    case owed
    /// They are taken from the other lots in the order of spending; what these do not have is owed.
    case fromOtherLots
    /// They are let go.
    case waived
  }

  /// What happens to points that come back from a reversal, when the lot they were taken from has
  /// expired meanwhile.
  public enum ExpiredReturn: Hashable, Sendable {
    /// They are gone with their lot.
    case lost
    /// They come back for so long, where the lot expired no longer ago than the window.
    case reinstated(for: MembershipSpan, window: MembershipSpan)
  }

  /// How factors on one earning work together.
  public enum Stacking: String, Hashable, Sendable, CaseIterable {
    /// They are multiplied.
    case multiply
    /// What each adds is added: 2 and 1.5 make 2.5.
    case add
    /// The greatest one counts.
    case highest
  }

  /// Points that end with the member's activity.
  public struct Inactivity: Hashable, Sendable {
    /// How long points stay after the last activity: through the last date of that span.
    public var after: MembershipSpan
    /// Whether spending is an activity too; earning always is.
    public var countsSpending: Bool

    /// Creates the rule.
    public init(after: MembershipSpan, countsSpending: Bool) {
      self.after = after
      self.countsSpending = countsSpending
    }
  }

  /// How long points last that nothing else is said of.
  public var expiry: PointExpiry
  /// Which lot is spent first.
  public var order: Order
  /// How a share of a point is rounded; the step is 1 or a number of points.
  public var rounding: RoundingRule
  /// How the factors of tier and campaigns work together.
  public var stacking: Stacking
  /// What a refund does about points that were spent before.
  public var clawback: Clawback
  /// What happens to points that come back to an expired lot.
  public var expiredReturn: ExpiredReturn
  /// How long after they expired points can be given back on request, and for how long then; `nil`:
  /// they cannot.
  public var reinstatement: Reinstatement?
  /// Points that end with the member's activity; `nil`: there are none.
  public var inactivity: Inactivity?
  /// How long before points expire the member is reminded.
  public var remindBefore: [MembershipSpan]

  /// When expired points can be given back.
  public struct Reinstatement: Hashable, Sendable {
    /// How long ago they may have expired.
    public var window: MembershipSpan
    /// How long they then last.
    public var validity: MembershipSpan

    /// Creates the rule.
    public init(window: MembershipSpan, validity: MembershipSpan) {
      self.window = window
      self.validity = validity
    }
  }

  /// Creates the rules.
  public init(
    expiry: PointExpiry, order: Order, rounding: RoundingRule, stacking: Stacking,
    clawback: Clawback, expiredReturn: ExpiredReturn, reinstatement: Reinstatement? = nil,
    inactivity: Inactivity? = nil, remindBefore: [MembershipSpan] = []
  ) {
    self.expiry = expiry
    self.order = order
    self.rounding = rounding
    self.stacking = stacking
    self.clawback = clawback
    self.expiredReturn = expiredReturn
    self.reinstatement = reinstatement
    self.inactivity = inactivity
    self.remindBefore = remindBefore
  }
}
