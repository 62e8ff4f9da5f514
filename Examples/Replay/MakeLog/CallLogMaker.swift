// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Makes a log of calls row by row: callers come by the curve of the day, wait for whoever is free
/// first, and give up when their patience ends. Nothing is kept but the people on duty and the last
/// callers.
struct CallLogMaker {
  private let plan: CallLogPlan
  private var dice: Dice
  private var arrivals: Arrivals
  private var row = CallLogRow()
  private var made = 0
  private var hasHeader = false
  /// When each agent is free, in milliseconds.
  private var freeAt: [Int64] = []
  /// The last callers, each with the matter.
  private var recent: [(customer: Int, matter: Int)] = []

  init(_ plan: CallLogPlan) {
    self.plan = plan
    dice = Dice(plan.seed &* 0x9e37_79b9_7f4a_7c15 &+ 1)
    arrivals = Arrivals(plan)
  }

  /// The next rows, of at least so many bytes unless they are the last; `nil` at the end.
  mutating func next(atLeast size: Int) -> [UInt8]? {
    guard made < plan.rows else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 512)
    if !hasHeader {
      bytes += Array((CallLogRow.header + "\n").utf8)
      hasHeader = true
    }
    while bytes.count < size, made < plan.rows {
      call()
      row.write(to: &bytes, plan.zone)
      made += 1
    }
    return bytes
  }

  // MARK: A call

  private mutating func call() {
    let slot = arrivals.next(&dice)
    row = CallLogRow()
    row.arrival = slot.at
    if dice.happens(0.004) { return phantom() }
    identify(slot)
    let menu = Int64(4 + dice.exponential() * 14) * 1_000
    row.menuExit = row.arrival + min(menu, 240_000)
    row.outcome = "MENU"
    if !dice.happens(0.085) { enter(slot) }
    if dice.happens(0.003) { spoil() }
  }

  private mutating func phantom() {
    row.outcome = "PHANTOM"
    row.menuExit = row.arrival
    row.end = row.arrival
  }

  /// Who calls, and about what: sometimes a customer who called not long ago.
  private mutating func identify(_ slot: Arrivals.Slot) {
    let again = recent.isEmpty ? 0 : recentPlace()
    if !recent.isEmpty, dice.happens(CallLogPlan.matters[recent[again].matter].returns) {
      row.customer = recent[again].customer
      row.matter = recent[again].matter
    } else {
      row.customer = 10_000 + dice.number(below: max(plan.rows * 3, 100))
      row.matter =
        slot.isBroken && dice.happens(0.6) ? 3 : dice.place(CallLogPlan.matters.map(\.share))
    }
    row.priority = dice.place([0.12, 0.68, 0.2])
    if recent.count < 4_096 {
      recent.append((row.customer, row.matter))
    } else {
      recent[made % 4_096] = (row.customer, row.matter)
    }
    row.isAnonymous = dice.happens(0.06)
  }

  /// A place among the last callers, the latest more often.
  private mutating func recentPlace() -> Int {
    let share = dice.share()
    let back = Int(share * share * Double(min(recent.count, 1_200)))
    return recent.count < 4_096
      ? recent.count - 1 - back : (made - 1 - back + 2 * 4_096) % 4_096
  }

  private mutating func enter(_ slot: Arrivals.Slot) {
    let entry = row.menuExit
    // Urgent calls may be taken by two people more than the others.
    let staff = slot.staff + (row.priority == 0 ? 2 : 0)
    while freeAt.count < slot.staff + 2 { freeAt.append(entry) }
    let agent = (0..<staff).min { freeAt[$0] < freeAt[$1] } ?? 0
    let answer = max(entry + Int64(dice.number(below: 3)) * 1_000, freeAt[agent])
    let wait = answer - entry
    row.queueEntry = entry
    if wait > 1_200_000 {
      row.queueEntry = nil
      row.outcome = "BUSY"
      row.end = entry
      return
    }
    let patience =
      dice.happens(0.05) ? Int64(dice.number(below: 6)) : Int64(8 + dice.exponential() * 260)
    if patience * 1_000 < wait { return leave(after: patience * 1_000, "HANG") }
    if wait > 90_000, dice.happens(0.12) { return leave(after: 90_000, "CALLBACK") }
    if wait > 60_000, dice.happens(0.03) { return leave(after: 60_000, "OVERFLOW") }
    serve(agent, answer, slot)
  }

  private mutating func leave(after wait: Int64, _ outcome: String) {
    row.queueExit = (row.queueEntry ?? row.menuExit) + wait
    row.outcome = outcome
    row.end = row.queueExit
  }

  private mutating func serve(_ agent: Int, _ answer: Int64, _ slot: Arrivals.Slot) {
    // Others sit at the same desk in the next shift.
    let person = (agent + slot.shift * 7) % arrivals.roster
    let matter = CallLogPlan.matters[row.matter]
    var talk = 40 + dice.exponential() * matter.talk * (dice.happens(0.06) ? 2.6 : 1)
    // Some people are quicker than others.
    talk *= 0.85 + 0.3 * Double(person * 37 % 11) / 10
    let hold = dice.happens(0.17) ? Int64(10 + dice.exponential() * 55) : 0
    let wrapUp = Int64(5 + dice.exponential() * 25)
    row.outcome = "AGENT"
    row.queueExit = answer
    row.answer = answer
    row.talk = Int64(talk)
    row.hold = hold
    row.wrapUp = wrapUp
    row.end = answer + (Int64(talk) + hold) * 1_000
    row.agent = person
    row.transfers = dice.happens(0.08) ? 1 + dice.number(below: 2) : 0
    let settled = 0.93 - matter.returns * 1.3
    row.resolved = dice.happens(0.35) ? dice.happens(settled) : nil
    freeAt[agent] = (row.end ?? answer) + wrapUp * 1_000
  }

  /// Writes something into the row that cannot be.
  private mutating func spoil() {
    switch dice.number(below: 7) {
    case 0: row.answer = row.answer.map { _ in row.arrival - 9_000 }
    case 1: row.talk = row.talk.map { -$0 }
    case 2: row.agent = nil
    case 3: row.talk = row.talk.map { $0 + 600 }
    case 4: row.end = row.end.map { _ in row.arrival - 30_000 }
    case 5: row.outcome = row.outcome == "HANG" ? "AGENT" : "HANG"
    default: row.outcome = "TEST"
    }
  }
}

/// Arrivals in the order of time, exactly as many as there are rows: sorted uniform numbers, put onto
/// the calendar by its weights.
private struct Arrivals {
  /// A moment at which a call comes, and how the hotline is staffed then.
  struct Slot {
    var at: Int64
    var staff: Int
    /// Three a day, from the first day on.
    var shift: Int
    var isBroken: Bool
  }

  private struct Half {
    var start: Int64
    var weight: Double
    var staff: Int
    var shift: Int
    var isBroken: Bool
  }

  /// How many people work in the hotline at all.
  let roster: Int
  private let halves: [Half]
  private var place = 0
  private var before = 0.0
  private var position = 0.0
  private let step: Double

  init(_ plan: CallLogPlan) {
    let first = plan.zone.instant(date: plan.from, time: .midnight).millisecondsSince1970
    let end = plan.zone.instant(date: plan.from.adding(days: plan.days), time: .midnight)
    let halves = stride(from: first, to: end.millisecondsSince1970, by: 1_800_000).map { start in
      let (date, time) = plan.zone.wallTime(at: Instant(millisecondsSince1970: start))
      let (day, hour) = (plan.from.days(to: date), time.hour)
      return (
        start: start, day: day, hour: hour,
        weight: plan.weight(day: day, weekday: date.weekday, hour: hour)
      )
    }
    let total = halves.reduce(0) { $0 + $1.weight }
    self.halves = halves.map { half in
      let calls = half.weight / total * Double(plan.rows) * 2
      return Half(
        start: half.start, weight: half.weight,
        staff: plan.staff(calls: calls, day: half.day, hour: half.hour),
        shift: half.day * 3 + half.hour / 8, isBroken: plan.isBroken(day: half.day, hour: half.hour)
      )
    }
    roster = (self.halves.map(\.staff).max() ?? 1) * 2 + 3
    // The gaps are exponential; their mean leaves a little room at the end.
    step = total / (Double(plan.rows) + 3 * Double(plan.rows).squareRoot() + 1)
  }

  mutating func next(_ dice: inout Dice) -> Slot {
    position += dice.exponential() * step
    while place + 1 < halves.count, position >= before + halves[place].weight {
      before += halves[place].weight
      place += 1
    }
    let half = halves[place]
    let part = min((position - before) / half.weight, 0.9999)
    let at = half.start + Int64(part * 1_800) * 1_000
    return Slot(at: at, staff: half.staff, shift: half.shift, isBroken: half.isBroken)
  }
}
