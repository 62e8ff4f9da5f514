// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTime

/// What holds for all queues of a policy.
public struct RoutingOptions: Sendable {
  /// How work is offered in queues that do not say it.
  public var offers: OfferRules
  /// How often work is transferred.
  public var transfers: TransferRules
  /// The head start of customers who are served before others of equal urgency: zero or more.
  public var accessibleWeight: Duration
  /// Below which delay live translation counts as available; more than zero.
  public var translationDelayBound: Duration
  /// How long an abandoned caller may come back and keep the place: zero or more. Who comes back
  /// when that long has passed is too late.
  public var returnWindow: Duration
  /// Whether a level that nobody on duty could serve (the first owner, a ring, a language, a level of
  /// skill) is passed at once where a later level has somebody on duty.
  public var skipsEmptyLevels: Bool
  /// The queue of work that names none and that no rule sends anywhere; `nil` refuses it.
  public var fallback: QueueID?
  /// The calendars that queues and pools name.
  public var calendars: [String: BusinessClock]
  /// The rosters that overflow rules name.
  public var rosters: [String: DutyRoster.Plan]

  /// Creates options.
  public init(
    offers: OfferRules = OfferRules(), transfers: TransferRules = TransferRules(),
    accessibleWeight: Duration = .zero, translationDelayBound: Duration = .seconds(1),
    returnWindow: Duration = .zero, skipsEmptyLevels: Bool = true, fallback: QueueID? = nil,
    calendars: [String: BusinessClock] = [:], rosters: [String: DutyRoster.Plan] = [:]
  ) {
    self.offers = offers
    self.transfers = transfers
    self.accessibleWeight = accessibleWeight
    self.translationDelayBound = translationDelayBound
    self.returnWindow = returnWindow
    self.skipsEmptyLevels = skipsEmptyLevels
    self.fallback = fallback
    self.calendars = calendars
    self.rosters = rosters
  }
}
