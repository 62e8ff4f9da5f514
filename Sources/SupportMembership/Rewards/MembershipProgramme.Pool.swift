// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MembershipProgramme {
  /// A sum that may be given away in each year, as a programme says it.
  public struct Pool: Hashable, Sendable {
    /// The name, as rewards quote it.
    public var id: RewardPoolID
    /// How much may be given in a calendar year, by the clocks of the programme; at least one minor
    /// unit, in its currency.
    public var perYear: Money

    /// Creates a pool.
    public init(_ id: RewardPoolID, perYear: Money) {
      self.id = id
      self.perYear = perYear
    }
  }
}

extension RewardPool {
  /// Creates a pool of a programme, to which nothing has happened yet: it knows its yearly sum, and its
  /// years begin by the programme's clocks. `nil` where the programme has no pool of that name.
  ///
  /// A sum that somebody sets later counts instead, see ``Command/setAmount(_:)``.
  public init?(_ id: ID, under programme: MembershipProgramme) {
    guard let pool = programme.pools.first(where: { $0.id == id }) else { return nil }
    self.init(id, zone: programme.zone, amount: pool.perYear)
  }
}
