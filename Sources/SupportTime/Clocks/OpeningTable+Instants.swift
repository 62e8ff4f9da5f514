// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// From open time to instants.
extension OpeningTable {
  /// The earliest instant with that much open time before it, for 0 < `open` ≤ ``total``: inside an
  /// opening or at its end.
  func earliest(open: Int64, near hint: Int) -> Int64 {
    var open = open
    var shift: Int64 = 0
    if open > openAtCycleEnd {
      let perCycle = openAtCycleEnd - openAtCycleStart
      let cycles = (open - openAtCycleEnd - 1) / perCycle + 1
      open -= cycles * perCycle
      shift = cycles * (cycleEnd - cycleStart)
    }
    let span = spans[self.span(holding: open - 1, near: hint)]
    let inside = open - span.adjust
    // INVARIANT: there is open time in the span, so a pattern has some each week or cycle.
    guard !span.isWeekly else {
      let (week, into) = weeks(in: inside - 1)
      return week * Self.week - span.origin + shift
        + end(of: into, from: 0, to: span.last)
    }
    guard span.isExplicit else {
      let cell = patterns[span.last].cell(holding: inside - 1)
      return cell.start - span.origin + shift
        + end(of: inside - 1 - cell.open, from: cell.first, to: cell.last)
    }
    return shift + end(of: inside - 1, from: span.first, to: span.last)
  }

  /// The place in a cell after the millisecond of open time that follows `open`.
  @inline(__always)
  private func end(of open: Int64, from first: Int, to last: Int) -> Int64 {
    let interval = interval(from: first, to: last, holding: open)
    return intervals.opens[interval] + open + 1 - intervals.before[interval]
  }

  /// The latest instant with that much open time before it, for 0 ≤ `open` < ``total``: inside an
  /// opening or at its start.
  func latest(open: Int64, near hint: Int) -> Int64 {
    earliest(open: open + 1, near: hint) - 1
  }

  /// The span with the millisecond of open time that follows `open`.
  private func span(holding open: Int64, near hint: Int) -> Int {
    var index = hint
    var steps = 0
    while spans[index].openBefore <= open {
      if open < spans[index + 1].openBefore { return index }
      index += 1
      steps += 1
      if steps == 4 { break }
    }
    var low = spans[index].openBefore <= open ? index : 0
    var high = spans[index].openBefore <= open ? spans.count - 1 : index
    while high - low > 1 {
      let middle = (low + high) >> 1
      if spans[middle].openBefore <= open { low = middle } else { high = middle }
    }
    return low
  }

  /// Divides by the open time of a week, without a division.
  @inline(__always)
  private func weeks(in open: Int64) -> (quotient: Int64, rest: Int64) {
    var quotient = Int64(
      truncatingIfNeeded: UInt64(truncatingIfNeeded: open)
        .multipliedFullWidth(by: weekReciprocal).high)
    var rest = open &- quotient &* weekOpen
    // The reciprocal is rounded down, so the quotient may be short by one or two.
    while rest >= weekOpen {
      quotient &+= 1
      rest &-= weekOpen
    }
    return (quotient, rest)
  }

  /// The interval with the millisecond of open time that follows `open` in a pattern.
  @inline(__always)
  private func interval(from first: Int, to last: Int, holding open: Int64) -> Int {
    var low = first
    var high = last
    while high - low > 8 {
      let middle = (low + high) >> 1
      if intervals.before[middle] <= open { low = middle } else { high = middle }
    }
    while intervals.before[low + 1] <= open { low += 1 }
    return low
  }
}
