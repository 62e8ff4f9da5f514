// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The appointments of one service: what can be booked, and what is.
///
/// A pure value: keep ``booked`` and make the book anew from it. The present is an argument.
///
/// ```swift
/// var book = SlotBook(plan, on: clock, booked: kept)
/// for offer in book.offers(from: monday, until: friday, limit: 10, now: now) {
///   offer.slot.wallTimes(in: customersZone).description
/// }
/// let slot = try book.book(at: chosen, now: now)
/// ```
public struct SlotBook: Hashable, Sendable {
  /// A slot that can be booked.
  public struct Offer: Hashable, Sendable {
    /// The slot.
    public let slot: Slot

    /// How many more can be booked at the same time, at least 1.
    public let remaining: Int
  }

  /// How slots are cut.
  public let plan: SlotPlan

  /// The opening hours from which they are cut.
  public let clock: BusinessClock

  /// The slots that are taken, ordered; one that is taken twice is there twice.
  public private(set) var booked: [Slot]

  /// The longest slot that is taken, so that a search knows how far back to look.
  private var longest: Int64

  /// Creates a book.
  ///
  /// - Parameters:
  ///   - plan: How slots are cut.
  ///   - clock: The opening hours.
  ///   - booked: What is taken, in any order; it may come from another plan.
  public init(_ plan: SlotPlan, on clock: BusinessClock, booked: [Slot] = []) {
    self.plan = plan
    self.clock = clock
    self.booked = booked.sorted()
    longest = booked.map { $0.start.milliseconds(to: $0.end) }.max() ?? 0
  }

  // MARK: Questions

  /// Returns the free slots that start in a window, the earliest first.
  ///
  /// - Parameters:
  ///   - start: The first start that is wanted.
  ///   - end: The end of the window of starts, not included.
  ///   - limit: The most offers to return.
  ///   - now: The present, from which lead time and horizon count.
  /// - Returns: The offers in order.
  /// - Complexity: O(*n*) in the slots of the window, taken ones included.
  public func offers(
    from start: Instant, until end: Instant = .max, limit: Int, now: Instant
  ) -> [Offer] {
    guard limit > 0, let bounds = bounds(at: now) else { return [] }
    let from = max(start, bounds.lowerBound)
    let until = min(end, bounds.upperBound.adding(milliseconds: 1))
    guard from < until else { return [] }
    var offers: [Offer] = []
    for slot in SlotGrid(plan, on: clock, from: from, until: until) {
      let remaining = remaining(slot)
      if remaining > 0 { offers.append(Offer(slot: slot, remaining: remaining)) }
      if offers.count == limit { break }
    }
    return offers
  }

  // MARK: Changes

  /// Books the slot that starts at an instant.
  ///
  /// - Parameters:
  ///   - start: The start of the slot.
  ///   - now: The present, from which lead time and horizon count.
  ///   - alternatives: How many free slots a refusal names at most.
  /// - Returns: The slot, which is now among ``booked``.
  /// - Throws: ``SlotRefusal`` with the reason and the next free slots.
  public mutating func book(
    at start: Instant, now: Instant, alternatives: Int = 3
  ) throws(SlotRefusal) -> Slot {
    let slot = Slot(start: start, end: start.adding(milliseconds: plan.lengthMilliseconds))
    if let reason = reason(against: slot, at: now) {
      throw SlotRefusal(
        requested: start, reason: reason,
        alternatives: self.alternatives(to: start, reason, at: now, limit: alternatives))
    }
    booked.insert(slot, at: booked.partitioningIndex { $0 >= slot })
    longest = max(longest, plan.lengthMilliseconds)
    return slot
  }

  /// Gives a slot back.
  ///
  /// - Returns: Whether it was taken; one that is taken twice is given back once.
  @discardableResult
  public mutating func cancel(_ slot: Slot) -> Bool {
    let place = booked.partitioningIndex { $0 >= slot }
    guard place < booked.count, booked[place] == slot else { return false }
    booked.remove(at: place)
    longest = booked.map { $0.start.milliseconds(to: $0.end) }.max() ?? 0
    return true
  }
}

// MARK: - Why not

extension SlotBook {
  /// The earliest and the latest start that can be booked now; `nil` where there is none.
  private func bounds(at now: Instant) -> ClosedRange<Instant>? {
    guard let earliest = clock.due(after: plan.lead, from: now) else { return nil }
    let farthest = now.adding(milliseconds: SlotPlan.longestHorizon)
    let latest = min(clock.due(after: plan.horizon, from: now) ?? farthest, farthest)
    return earliest <= latest ? earliest...latest : nil
  }

  private func reason(against slot: Slot, at now: Instant) -> SlotRefusal.Reason? {
    guard let bounds = bounds(at: now) else { return .nothingBookable }
    if slot.start < bounds.lowerBound { return .tooSoon(earliest: bounds.lowerBound) }
    if slot.start > bounds.upperBound { return .tooLate(latest: bounds.upperBound) }
    let length = slot.start.milliseconds(to: slot.end)
    guard clock.milliseconds(between: slot.start, and: slot.end) == length,
      length == plan.lengthMilliseconds
    else { return .closed }
    var grid = SlotGrid(
      plan, on: clock, from: slot.start, until: slot.start.adding(milliseconds: 1))
    guard grid.next() == slot else { return .betweenSlots }
    return remaining(slot) > 0 ? nil : .taken
  }

  /// The next free slots from the request on, or, where none remains, the first free ones.
  private func alternatives(
    to start: Instant, _ reason: SlotRefusal.Reason, at now: Instant, limit: Int
  ) -> [Offer] {
    let next = offers(from: start, limit: limit, now: now)
    return next.isEmpty ? offers(from: .min, limit: limit, now: now) : next
  }
}

// MARK: - Capacity

extension SlotBook {
  /// How many more can be taken at the same time as the slot, its buffer included.
  private func remaining(_ slot: Slot) -> Int {
    let buffer = plan.bufferMilliseconds
    let end = slot.end.adding(milliseconds: buffer)
    let earliest = slot.start.adding(milliseconds: -longest - buffer)
    var ends: [Instant] = []
    var starts: [Instant] = []
    var place = booked.partitioningIndex { $0 >= Slot(start: earliest, end: earliest) }
    while place < booked.count, booked[place].start < end {
      let other = booked[place]
      let otherEnd = other.end.adding(milliseconds: buffer)
      if otherEnd > slot.start, otherEnd > other.start {
        starts.append(max(other.start, slot.start))
        ends.append(otherEnd)
      }
      place += 1
    }
    ends.sort()
    var most = 0
    var over = 0
    for (index, start) in starts.enumerated() {
      while over < ends.count, ends[over] <= start { over += 1 }
      most = max(most, index + 1 - over)
    }
    return plan.capacity - most
  }
}
