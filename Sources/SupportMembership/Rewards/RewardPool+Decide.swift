// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension RewardPool {
  /// What may be wanted of a pool.
  public enum Command: Hashable, Sendable {
    /// Say how much may be given in a year. Less than was given leaves nothing, and takes nothing back.
    case setAmount(Money)
    /// Give a sum, out of the year in which that is.
    case award(AwardID, Money)
    /// Take back what was given, into the year it came from.
    case withdraw(AwardID)
  }

  /// Why a command was refused; nothing happened.
  public enum Rejection: Error, Hashable, Sendable {
    /// The pool changed since it was read: read it again and decide anew.
    case versionConflict(expected: Int64, actual: Int64)
    /// The command's instant lies before the last event: send it with the present instant.
    case timeRunsBackwards(last: Instant, given: Instant)
    /// Nobody said how much may be given.
    case noAmount
    /// The sum is below the least that can be given, or the amount below zero.
    case tooLittle(Money)
    /// The sum is not in the currency of the pool.
    case wrongCurrency(Money, expected: Currency)
    /// Less is left of the year than is wanted.
    case exhausted(year: Int, left: Money, wanted: Money)
    /// What has that name was given before.
    case alreadyAwarded(AwardID)
    /// Nothing of that name was given, or it was taken back.
    case unknownAward(AwardID)
  }

  /// Decides what a command would change, without changing anything.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  ///   - expected: The version of the pool that the host read, and under which it will store the events.
  ///   - reason: Why, in words for the desk alone.
  /// - Returns: The events that it causes, to be stored under the expected version and applied.
  /// - Throws: ``Rejection``, and nothing is changed.
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, expecting expected: Int64,
    because reason: String? = nil
  ) throws(Rejection) -> [Event] {
    if expected != version { throw .versionConflict(expected: expected, actual: version) }
    if let lastEventAt, now < lastEventAt {
      throw .timeRunsBackwards(last: lastEventAt, given: now)
    }
    return [Event(try change(of: command, now), by: principal, at: now, because: reason)]
  }

  /// Decides a command on the present version and applies it.
  ///
  /// - Returns: The events that it caused, already applied.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil
  ) throws(Rejection) -> [Event] {
    let events = try decide(
      command, by: principal, at: now, expecting: version, because: reason)
    for event in events { apply(event) }
    return events
  }

  private func change(of command: Command, _ now: Instant) throws(Rejection) -> Change {
    switch command {
    case .setAmount(let sum):
      if let amount, amount.currency != sum.currency {
        throw .wrongCurrency(sum, expected: amount.currency)
      }
      if sum.minorUnits < 0 { throw .tooLittle(sum) }
      return .amountSet(sum)
    case .award(let id, let sum):
      if hasName(id) { throw .alreadyAwarded(id) }
      let year = zone.date(at: now).year
      guard let left = left(in: year) else { throw .noAmount }
      if sum.currency != left.currency { throw .wrongCurrency(sum, expected: left.currency) }
      if sum.minorUnits < 1 { throw .tooLittle(sum) }
      if sum.minorUnits > left.minorUnits {
        throw .exhausted(year: year, left: left, wanted: sum)
      }
      return .awarded(Award(id: id, sum: sum, year: year))
    case .withdraw(let id):
      guard award(id) != nil else { throw .unknownAward(id) }
      return .withdrawn(id)
    }
  }
}

extension RewardPool.Rejection: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch self {
    case .versionConflict(let expected, let actual):
      "the pool is at version \(actual), \(expected) was expected"
    case .timeRunsBackwards(let last, let given): "\(given) is before the last event, \(last)"
    case .noAmount: "nobody said how much the pool holds"
    case .tooLittle(let sum): "\(sum) is too little"
    case .wrongCurrency(let sum, let expected): "\(sum) is not in \(expected)"
    case .exhausted(let year, let left, let wanted):
      "\(wanted) are wanted, \(left) are left for \(year)"
    case .alreadyAwarded(let id): "it was given before: \(id)"
    case .unknownAward(let id): "nothing is given under \(id)"
    }
  }
}
