// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What was posted for each cause, by when it happened: what caps count.
struct AwardLedger: Hashable, Sendable {
  /// One cause's sums.
  struct Line: Hashable, Sendable {
    var at: Instant
    var compensation: Int64
    var refund: Int64
    /// The place of its case in the account.
    var ticket: Int32
    /// The place of its cause in the account.
    var cause: Int32
    var form: AwardForm.Kind
  }

  /// Up to so many lines are read from the first one: quicker than to search where to start.
  private static let few = 24

  /// The lines, in the order of time.
  private(set) var lines: [Line] = []

  /// Adds sums of a cause; those of one cause and form share a line, so that a reversal gives back to
  /// the window that it took from.
  mutating func post(_ line: Line) {
    // Most causes come in the order of time.
    var place = lines.count
    if let last = lines.last, last.at > line.at { place = self.place(after: line.at) }
    var other = place - 1
    while other >= 0, lines[other].at == line.at {
      if lines[other].cause == line.cause, lines[other].ticket == line.ticket,
        lines[other].form == line.form
      {
        lines[other].compensation &+= line.compensation
        lines[other].refund &+= line.refund
        return
      }
      other -= 1
    }
    lines.insert(line, at: place)
  }

  /// What counts toward a cap, for a cause at an instant; at most the greatest number of 64 bits.
  func used(
    of cap: CompiledCap, under core: CompensationPolicyCore, ticket: Int?, at instant: Instant
  ) -> Int64 {
    let own: Int32? = cap.isPerCase ? Int32(truncatingIfNeeded: ticket ?? -1) : nil
    if own == -1 { return 0 }
    switch cap.window {
    case .lifetime: return sum(0..<lines.count, cap, own)
    case .calendarYear, .calendarMonth:
      let window = core.windows[cap.place].calendar(around: instant)
      let start = lines.count <= Self.few ? 0 : place(at: window.lowerBound)
      return sum(start..<lines.count, cap, own, window)
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
      guard next < lines.count else { return most }
      end = lines[next].at
    }
  }

  private func sum(
    _ range: Range<Int>, _ cap: CompiledCap, _ own: Int32?, _ window: Range<Instant>? = nil
  ) -> Int64 {
    guard range.lowerBound < range.upperBound else { return 0 }
    var sum: Int64 = 0
    for place in range {
      let line = lines[place]
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
  private func place(at instant: Instant) -> Int {
    lines.partitioningIndex { $0.at >= instant }
  }

  /// The place of the first line after an instant.
  private func place(after instant: Instant) -> Int {
    lines.partitioningIndex { $0.at > instant }
  }
}
