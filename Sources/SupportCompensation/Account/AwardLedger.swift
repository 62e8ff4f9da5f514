// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What was posted for one cause: what caps count, kept in the order of when causes happened.
struct AwardLine: Hashable, Sendable {
  var at = Instant.min
  var compensation: Int64 = 0
  var refund: Int64 = 0
  /// The place of its case in the account.
  var ticket: Int32 = -1
  /// The place of its cause in the account.
  var cause: Int32 = -1
  var form = AwardForm.Kind.cash
}

/// The sums of all lines: where a window holds all of them, or none, no line is read.
struct AwardTotals: Sendable {
  /// When the first line and the last one are.
  private var first = Instant.max
  private(set) var last = Instant.min
  private var compensation: Int64 = 0
  private var refund: Int64 = 0
  /// The sums without their signs: while these fit, no order of adding the lines up meets a bound.
  private var magnitude: UInt64 = 0
  private var forms = FormMask()

  mutating func add(_ line: AwardLine) {
    first = Swift.min(first, line.at)
    last = Swift.max(last, line.at)
    compensation &+= line.compensation
    refund &+= line.refund
    add(line.compensation.magnitude)
    add(line.refund.magnitude)
    forms.insert(line.form)
  }

  private mutating func add(_ units: UInt64) {
    let (sum, isLarge) = magnitude.addingReportingOverflow(units)
    magnitude = isLarge ? .max : sum
  }

  /// What counts toward a cap of the customer in a window; `nil` where the lines have to be asked.
  @inline(__always)
  func used(of cap: CompiledCap, in window: Range<Instant>?) -> Int64? {
    if let window {
      if last < window.lowerBound || first >= window.upperBound { return 0 }
      if first < window.lowerBound || last >= window.upperBound { return nil }
    }
    guard magnitude <= UInt64(Int64.max), cap.counts.contains(forms) else { return nil }
    return cap.countsRefund ? compensation &+ refund : compensation
  }
}

extension AwardTotals: Hashable {
  /// The lines tell what they add up to: totals of equal lines are equal.
  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}

extension CompensationAccount {
  /// Up to so many lines are read from the first one: quicker than to search where to start.
  private static let few: Int32 = 24

  /// Adds sums of a cause; those of one cause and form share a line, so that a reversal gives back to
  /// the window that it took from.
  mutating func post(_ line: AwardLine) {
    // Most causes come in the order of time.
    let isLast = counts.lines == 0 || totals.last < line.at
    totals.add(line)
    let place = isLast ? counts.lines : self.place(after: line.at)
    var other = isLast ? -1 : Int(place) - 1
    while other >= 0, rows[other].line.at == line.at {
      if rows[other].line.cause == line.cause, rows[other].line.ticket == line.ticket,
        rows[other].line.form == line.form
      {
        rows[other].line.compensation &+= line.compensation
        rows[other].line.refund &+= line.refund
        return
      }
      other -= 1
    }
    rows.reach(counts.lines)
    var next = Int(counts.lines)
    while next > place {
      rows[next].line = rows[next - 1].line
      next -= 1
    }
    rows[next].line = line
    counts.lines += 1
  }

  /// What counts toward a cap, for a cause at an instant; at most the greatest number of 64 bits.
  func used(
    of cap: CompiledCap, under core: CompensationPolicyCore, ticket: Int?, at instant: Instant
  ) -> Int64 {
    if cap.isPerCase, ticket == nil { return 0 }
    let own: Int32? = cap.isPerCase ? Int32(truncatingIfNeeded: ticket ?? -1) : nil
    switch cap.window {
    case .lifetime:
      if own == nil, let used = totals.used(of: cap, in: nil) { return used }
      return sum(0..<counts.lines, cap, own)
    case .calendarYear, .calendarMonth:
      let window = core.windows[cap.place].calendar(around: instant)
      if own == nil, let used = totals.used(of: cap, in: window) { return used }
      let start = counts.lines <= Self.few ? 0 : place(at: window.lowerBound)
      return sum(start..<counts.lines, cap, own, window)
    case .rolling(let months):
      return rolling(months, core.windows[cap.place], cap, own, instant)
    }
  }

  /// The greatest sum of the rolling windows that hold an instant: of that which ends with its date,
  /// and of those that end with the date of a later cause and reach back to it. Windows that end on
  /// other dates hold less.
  private func rolling(
    _ months: Int, _ windows: CapWindows, _ cap: CompiledCap, _ own: Int32?, _ instant: Instant
  ) -> Int64 {
    var most: Int64 = 0
    var end = instant
    while true {
      let window = windows.rolling(endingOn: end, months: months)
      guard window.lowerBound <= instant else { return most }
      let next = place(at: window.upperBound)
      most = Swift.max(most, sum(place(at: window.lowerBound)..<next, cap, own))
      guard next < counts.lines else { return most }
      end = rows[Int(next)].line.at
    }
  }

  private func sum(
    _ range: Range<Int32>, _ cap: CompiledCap, _ own: Int32?, _ window: Range<Instant>? = nil
  ) -> Int64 {
    var sum: Int64 = 0
    for place in range {
      let line = rows[Int(place)].line
      if let window {
        if line.at < window.lowerBound { continue }
        if line.at >= window.upperBound { break }
      }
      let isCounted = cap.counts.contains(line.form)
      if let own, line.ticket != own { continue }
      if isCounted { sum.add(saturating: line.compensation) }
      // A refund goes back as money, whatever is paid on top.
      if cap.countsRefund { sum.add(saturating: line.refund) }
    }
    return sum
  }

  /// The place of the first line at an instant or after it.
  private func place(at instant: Instant) -> Int32 { firstLine { $0 >= instant } }

  /// The place of the first line after an instant.
  private func place(after instant: Instant) -> Int32 { firstLine { $0 > instant } }

  private func firstLine(where test: (Instant) -> Bool) -> Int32 {
    Int32(truncatingIfNeeded: (0..<Int(counts.lines)).partitioningIndex { test(rows[$0].line.at) })
  }
}
