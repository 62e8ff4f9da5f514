// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One case of an ``IncidentLog`` with its rows, in minutes since 1970.
public struct Incident: Sendable {
  /// One update of the case: what it says after the update.
  public struct Row: Hashable, Sendable {
    /// When, in minutes since 1970.
    public var minute: Int64
    /// The state after it.
    public var state: IncidentLog.State
    /// 1 to 4, 1 being the most urgent.
    public var priority: UInt8
    /// How often the case went to another group so far.
    public var reassignments: Int32
    /// How often it came back so far.
    public var reopens: Int32
    /// The group that has it, from 1.
    public var group: Int32
    /// Who has it; 0 while nobody does.
    public var agent: Int32
  }

  /// Its number, ascending from case to case.
  public let number: Int32
  /// When it was opened, in minutes since 1970.
  public let openedAt: Int64
  /// Its updates in order of time, at least one.
  public internal(set) var rows: [Row] = []
  let caller: UInt64
  let category: UInt64
  let channel: UInt64
  let place: UInt64
  private let wanders: Bool

  init(number: Int32, openedAt: Int64, random: inout SplitMix64) {
    self.number = number
    self.openedAt = openedAt
    let first = random.below(5_245)
    caller = min(first, random.below(5_245)) + 1
    category = random.below(59) + 1
    channel = random.below(1_000)
    place = random.below(225) + 1
    wanders = random.happens(inThousand: 30)
    rows.reserveCapacity(8)
  }

  /// Lives from the opening to the closing, or to the end of the log.
  mutating func live(_ random: inout SplitMix64) {
    let drawn = random.below(1_000)
    let priority: UInt8 = drawn < 14 ? 1 : (drawn < 32 ? 2 : (drawn < 969 ? 3 : 4))
    var row = Row(
      minute: openedAt + random.octave(0...4) - 1,
      state: random.happens(inThousand: 660) ? .new : .active, priority: priority,
      reassignments: 0, reopens: 0, group: Int32(random.below(79)) + 1, agent: 0)
    row.minute = min(row.minute, IncidentLog.endMinute - 1)
    if row.state == .active { row.agent = Int32(random.below(234)) + 1 }
    rows.append(row)
    while rows.count < 60, let state = Self.next(row.state, &random) {
      let minute = row.minute + Self.delay(row, to: state, &random)
      guard minute < IncidentLog.endMinute else { return }
      update(&row, to: state, at: minute, &random)
      rows.append(row)
    }
  }

  private func update(
    _ row: inout Row, to state: IncidentLog.State, at minute: Int64, _ random: inout SplitMix64
  ) {
    if row.state.isResolved, !state.isResolved { row.reopens += 1 }
    row.minute = minute
    row.state = state
    guard !state.isResolved else { return }
    if random.happens(inThousand: wanders ? 700 : 330) {
      row.reassignments += 1
      row.group = Int32(random.below(79)) + 1
      row.agent = 0
    }
    if state != .new, row.agent == 0 || random.happens(inThousand: 50) {
      row.agent = Int32(random.below(234)) + 1
    }
    if !state.isWaiting, random.happens(inThousand: 6) {
      row.priority = UInt8(random.below(4)) + 1
    }
  }

  /// The state that follows one; `nil` when the case has ended.
  private static func next(
    _ state: IncidentLog.State, _ random: inout SplitMix64
  ) -> IncidentLog.State? {
    let drawn = random.below(1_000)
    switch state {
    case .new: return drawn < 530 ? .new : (drawn < 820 ? .active : .resolved)
    case .active:
      return drawn < 555 ? .active : (drawn < 725 ? waiting(&random) : .resolved)
    case .awaitingUser, .awaitingVendor, .awaitingProblem, .awaitingEvidence:
      return drawn < 420 ? .active : (drawn < 690 ? waiting(&random) : .resolved)
    case .resolved:
      return drawn < 960 ? .closed : (drawn < 988 ? .resolved : (drawn < 999 ? .active : .new))
    case .closed:
      return drawn < 2 ? .closed : (drawn < 3 ? .active : nil)
    }
  }

  private static func waiting(_ random: inout SplitMix64) -> IncidentLog.State {
    let drawn = random.below(1_000)
    if drawn < 924 { return .awaitingUser }
    return drawn < 969 ? .awaitingVendor : (drawn < 997 ? .awaitingProblem : .awaitingEvidence)
  }

  /// How long one state lasts before the next, in minutes.
  private static func delay(
    _ row: Row, to state: IncidentLog.State, _ random: inout SplitMix64
  ) -> Int64 {
    switch row.state {
    case .resolved where state == .closed:
      // Five days later a job closes what is resolved.
      return 7_200 + Int64(random.below(60))
    case .resolved, .closed: return random.octave(4...12)
    default: break
    }
    var minutes = row.state.isWaiting ? random.octave(6...14) : random.octave(0...12)
    if random.happens(inThousand: 12) { minutes *= 8 }
    if row.priority < 3 { minutes = minutes / 4 + 1 }
    guard random.happens(inThousand: 850) else { return minutes }
    return toWork(row.minute + minutes, &random) - row.minute
  }

  /// A minute moved into the hours in which most people work: from Monday to Friday, 8 to 18 UTC.
  private static func toWork(_ minute: Int64, _ random: inout SplitMix64) -> Int64 {
    let sinceFirst = minute - IncidentLog.firstMinute
    var day = sinceFirst / 1_440
    let hour = sinceFirst % 1_440 / 60
    if day % 7 < 5, hour >= 8, hour < 18 { return minute }
    if day % 7 > 4 || hour >= 18 { day += 1 }
    while day % 7 > 4 { day += 1 }
    return IncidentLog.firstMinute + day * 1_440 + 480 + Int64(random.below(150))
  }
}
