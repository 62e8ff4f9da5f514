// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// A sum that may be given away in each year, and never more: an aggregate of its own beside the accounts.
///
/// Many hosts may give out of one pool at once. Each decides on the version of the pool that it read and
/// stores under that version; the store takes one of two, and the other reads again. So no interleaving
/// passes the sum, see ``decide(_:by:at:expecting:because:)``.
///
/// ```swift
/// var pool = RewardPool("proposals", zone: .utc)
/// try pool.perform(.setAmount(fiveHundredThousand), by: .agent("lead"), at: now)
/// let events = try pool.decide(
///   .award("p-1", hundredThousand), by: .agent("jury"), at: now, expecting: pool.version)
/// // append the events to StreamID(.rewardPool, of: pool.id), expecting the same version
/// ```
public struct RewardPool: Hashable, Sendable {
  /// Names a pool.
  public typealias ID = RewardPoolID

  /// Names what was given out of a pool; the same name is given once.
  public struct AwardID: Identifier {
    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// What was given.
  public struct Award: Hashable, Sendable, Codable {
    /// Its name.
    public var id: AwardID
    /// How much.
    public var sum: Money
    /// The calendar year, by the pool's clocks, whose sum it takes from.
    public var year: Int

    /// Creates an award.
    public init(id: AwardID, sum: Money, year: Int) {
      self.id = id
      self.sum = sum
      self.year = year
    }
  }

  /// The name of the pool.
  public let id: ID
  /// The clocks by which its years begin.
  public let zone: ZoneRules
  /// What may be given in a year; `nil` until the programme or somebody says so.
  public private(set) var amount: Money?
  /// What was given and not taken back, by name.
  private var awards: [AwardID: Award] = [:]
  /// The names that were ever given to awards, also those that were taken back.
  private var names: Set<AwardID> = []
  /// What was given, year by year, in minor units.
  private var given: [Int: Int64] = [:]
  /// How many events it was made of: the version that the next decision expects.
  public private(set) var version: Int64 = 0
  /// How many of them could not concern it and changed nothing else.
  public private(set) var ignoredEventCount = 0
  /// When the last event occurred.
  public private(set) var lastEventAt: Instant?

  /// Creates a pool to which nothing has happened yet.
  public init(_ id: ID, zone: ZoneRules) {
    self.init(id, zone: zone, amount: nil)
  }

  init(_ id: ID, zone: ZoneRules, amount: Money?) {
    self.id = id
    self.zone = zone
    self.amount = amount
  }

  /// What was given out of the sum of a year.
  public func given(in year: Int) -> Int64 { given[year] ?? 0 }

  /// What is left of the sum of a year; never below zero, also where the sum was lowered later. `nil`
  /// until the programme or somebody says how much there is.
  public func left(in year: Int) -> Money? {
    amount.map { amount in
      Money(
        minorUnits: max(max(amount.minorUnits, 0) - max(given(in: year), 0), 0),
        currency: amount.currency)
    }
  }

  /// What was given under a name and not taken back.
  public func award(_ id: AwardID) -> Award? { awards[id] }

  /// Whether a name was ever given to an award.
  func hasName(_ id: AwardID) -> Bool { names.contains(id) }

  /// Folds one event. Total: an event that cannot concern the pool is only counted.
  public mutating func apply(_ event: Event) {
    version += 1
    lastEventAt = max(lastEventAt ?? event.occurredAt, event.occurredAt)
    switch event.change {
    case .amountSet(let amount): self.amount = amount
    case .awarded(let award):
      guard names.insert(award.id).inserted else {
        ignoredEventCount += 1
        return
      }
      awards[award.id] = award
      add(award.sum.minorUnits, to: award.year)
    case .withdrawn(let id):
      guard let award = awards.removeValue(forKey: id) else {
        ignoredEventCount += 1
        return
      }
      given[award.year] = max(given(in: award.year) - max(award.sum.minorUnits, 0), 0)
    }
  }

  private mutating func add(_ units: Int64, to year: Int) {
    given[year] = .saturatingSum(given(in: year), max(units, 0))
  }
}

extension StreamCategory {
  /// The events of one pool of rewards: `StreamID(.rewardPool, of: pool.id)`.
  public static let rewardPool = Self(rawValue: "reward-pool")
}
