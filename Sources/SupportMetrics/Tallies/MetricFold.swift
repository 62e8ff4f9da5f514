// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// One pass over columns: answers of the program, cells of the rows, and what each step makes of them.
struct MetricFold {
  private let plan: MetricPlan
  private var block: MaskBlock
  /// Per step of the program whether a name of the columns is asked for.
  private let asked: [[Bool]]
  /// Per field, for each name of the columns, its number in the tally.
  private let numbers: [[Int64]]
  /// Per frame the cell of each row of the block.
  private var rowCells: [ContiguousArray<Int32>]
  /// Per frame, for each 64 rows of the block, their cell where they share one, -1 where not.
  private var sharedCells: [ContiguousArray<Int32>]
  private var periods: PeriodReader

  init(_ plan: MetricPlan, _ columns: MetricColumns, _ pools: inout [TextPool]) {
    self.plan = plan
    block = MaskBlock(plan.program)
    asked = plan.program.steps.map { step in
      guard case .names(let field, let texts) = step else { return [] }
      let names = Set(texts)
      return columns.pools[field].texts.map(names.contains)
    }
    let needed = Set(
      plan.frames.flatMap(\.groups) + plan.steps.flatMap(\.kind.namedFields))
    numbers = columns.pools.indices.map { field in
      guard needed.contains(field) else { return [] }
      return pools[field].ids(of: columns.pools[field])
    }
    rowCells = plan.frames.map { _ in .init(repeating: 0, count: MaskBlock.rows) }
    sharedCells = plan.frames.map { _ in .init(repeating: -1, count: MaskBlock.words) }
    periods = PeriodReader(plan.period, plan.zone)
  }

  mutating func begin(_ columns: MetricColumns, _ start: Int, _ count: Int) {
    block.answer(plan.program, columns, names: asked, from: start, count: count)
  }

  // MARK: Cells

  /// Finds the cell of each row of the block.
  mutating func find(
    _ place: Int, _ columns: MetricColumns, _ start: Int, _ count: Int, _ index: inout CellIndex
  ) {
    let frame = plan.frames[place]
    guard frame.date != nil || !frame.groups.isEmpty else {
      let cell = index.cell([0])
      for word in 0..<MaskBlock.words { sharedCells[place][word] = cell }
      return
    }
    for word in 0..<(count + 63) / 64 {
      var shared: Int32 = -1
      for offset in word * 64..<Swift.min(word * 64 + 64, count) {
        let cell = cell(frame, columns, start + offset, &index)
        rowCells[place][offset] = cell
        shared = offset == word * 64 || cell == shared ? cell : -2
      }
      sharedCells[place][word] = Swift.max(shared, -1)
    }
  }

  @inline(__always)
  private mutating func cell(
    _ frame: MetricFrame, _ columns: MetricColumns, _ row: Int, _ index: inout CellIndex
  ) -> Int32 {
    let period = period(frame.date, columns, row)
    var cell = index.step(0, from: 0, period)
    for (level, field) in frame.groups.enumerated() {
      cell = index.step(level + 1, from: cell, code(columns, field, row))
    }
    return cell
  }

  @inline(__always)
  private mutating func period(
    _ date: MetricFrame.Date?, _ columns: MetricColumns, _ row: Int
  ) -> Int64 {
    let unknown = MetricColumns.unknown
    switch date {
    case nil: return 0
    case .instant(let field):
      let code = columns.codes[field][row]
      return code == unknown ? unknown : periods.number(at: code)
    case .day(let field):
      let code = columns.codes[field][row]
      return code == unknown ? unknown : periods.number(ofDay: code)
    case .event(let from, let after, let limit):
      let (start, time) = (columns.codes[from][row], columns.codes[after][row])
      guard start != unknown, time != unknown else { return unknown }
      return periods.number(at: .saturatingSum(start, Swift.min(time, limit)))
    }
  }

  /// The code of a value; of a name its number in the tally.
  @inline(__always)
  func code(_ columns: MetricColumns, _ field: Int, _ row: Int) -> Int64 {
    let code = columns.codes[field][row]
    return code >= 0 && Int(code) < numbers[field].count ? numbers[field][Int(code)] : code
  }

  // MARK: Steps

  /// Counts the rows of the block for one step.
  mutating func take(
    _ step: MetricStep, _ columns: MetricColumns, _ start: Int, _ cells: inout MetricCells,
    cellCount: Int
  ) {
    cells.grow(to: cellCount)
    if cells.form == .rates {
      count(step, &cells.rates, &cells.leftOut)
      return
    }
    for word in 0..<block.used {
      let base = block.yes(step.filter, word)
      let unclear = block.present[word] & ~base & ~block.no(step.filter, word)
      if let horizon = step.horizon {
        judge(step, horizon, columns, start, word, &cells)
        continue
      }
      let chosen = step.kind.rows
      let rows = base & block.yes(chosen, word)
      let apart = base & block.no(chosen, word)
      var unknown = unclear | (base & ~rows & ~apart)
      if case .recurrence(_, _, _, let followers, _) = step.kind {
        keep(step, columns, start, word, rows, base & block.yes(followers, word), &unknown, &cells)
        note(apart, unknown, step.frame, word, &cells.leftOut)
        continue
      }
      Self.each(rows) { bit in
        let cell = Int(rowCell(step.frame, word, bit))
        if !add(step.kind, columns, start + word * 64 + bit, cell, &cells) {
          unknown |= 1 << UInt64(bit)
        }
      }
      note(apart, unknown, step.frame, word, &cells.leftOut)
    }
  }

  /// Keeps rows that are counted, and those that may follow one.
  private func keep(
    _ step: MetricStep, _ columns: MetricColumns, _ start: Int, _ word: Int, _ counted: UInt64,
    _ followers: UInt64, _ unknown: inout UInt64, _ cells: inout MetricCells
  ) {
    Self.each(counted | followers) { bit in
      let mask = UInt64(1) << UInt64(bit)
      let isKept = add(
        step.kind, columns, start + word * 64 + bit, Int(rowCell(step.frame, word, bit)), &cells,
        isCounted: counted & mask != 0, isFollower: followers & mask != 0)
      if !isKept, counted & mask != 0 { unknown |= mask }
    }
  }

  /// The rows above, against and below the line, apart and unknown.
  private struct Rows {
    var above: UInt64 = 0
    var against: UInt64 = 0
    var below: UInt64 = 0
    var apart: UInt64 = 0
    var unknown: UInt64 = 0
  }

  @inline(__always)
  private func rows(_ step: MetricStep, _ word: Int) -> Rows {
    let base = block.yes(step.filter, word)
    let unclear = block.present[word] & ~base & ~block.no(step.filter, word)
    var rows = Rows()
    switch step.kind {
    case .count(let part):
      rows.above = base & block.yes(part, word)
      rows.apart = base & block.no(part, word)
      rows.unknown = unclear | (base & ~rows.above & ~rows.apart)
    case .share(let part, let whole):
      let all = base & block.yes(whole, word)
      rows.above = all & block.yes(part, word)
      rows.below = rows.above | (all & block.no(part, word))
      rows.apart = base & block.no(whole, word)
      rows.unknown = unclear | (base & ~rows.below & ~rows.apart)
    case .balance(let part, let opposite, let whole):
      let all = base & block.yes(whole, word)
      let known =
        (block.yes(part, word) | block.no(part, word))
        & (block.yes(opposite, word) | block.no(opposite, word))
      rows.below = all & known
      rows.above = rows.below & block.yes(part, word)
      rows.against = rows.below & block.yes(opposite, word)
      rows.apart = base & block.no(whole, word)
      rows.unknown = unclear | (base & ~rows.below & ~rows.apart)
    case .ratio(let left, let right):
      let known =
        base & (block.yes(left, word) | block.no(left, word))
        & (block.yes(right, word) | block.no(right, word))
      rows.above = known & block.yes(left, word)
      rows.below = known & block.yes(right, word)
      rows.apart = known & ~rows.above & ~rows.below
      rows.unknown = unclear | (base & ~known)
    default: break
    }
    return rows
  }

  private func count(
    _ step: MetricStep, _ rates: inout ContiguousArray<MetricCells.RateCell>,
    _ leftOut: inout ContiguousArray<MetricLeftOut>
  ) {
    for word in 0..<block.used {
      let rows = rows(step, word)
      let shared = Int(sharedCells[step.frame][word])
      if shared >= 0 {
        rates[shared].above &+= rows.above.nonzeroBitCount
        rates[shared].against &+= rows.against.nonzeroBitCount
        rates[shared].below &+= rows.below.nonzeroBitCount
      } else {
        Self.each(rows.above | rows.against | rows.below) { bit in
          let cell = Int(rowCells[step.frame][word * 64 + bit])
          rates[cell].above &+= Int(truncatingIfNeeded: rows.above >> UInt64(bit) & 1)
          rates[cell].against &+= Int(truncatingIfNeeded: rows.against >> UInt64(bit) & 1)
          rates[cell].below &+= Int(truncatingIfNeeded: rows.below >> UInt64(bit) & 1)
        }
      }
      note(rows.apart, rows.unknown, step.frame, word, &leftOut)
    }
  }

  @inline(__always)
  private func note(
    _ apart: UInt64, _ unknown: UInt64, _ frame: Int, _ word: Int,
    _ leftOut: inout ContiguousArray<MetricLeftOut>
  ) {
    let shared = Int(sharedCells[frame][word])
    if shared >= 0 {
      leftOut[shared].apart &+= apart.nonzeroBitCount
      leftOut[shared].unknown &+= unknown.nonzeroBitCount
      return
    }
    Self.each(apart) { leftOut[Int(rowCells[frame][word * 64 + $0])].apart &+= 1 }
    Self.each(unknown) { leftOut[Int(rowCells[frame][word * 64 + $0])].unknown &+= 1 }
  }

  /// Keeps rows of shares until the data reach far enough.
  private func judge(
    _ step: MetricStep, _ horizon: MetricStep.Horizon, _ columns: MetricColumns, _ start: Int,
    _ word: Int, _ cells: inout MetricCells
  ) {
    let rows = rows(step, word)
    Self.each(block.present[word] & ~block.no(step.filter, word)) { bit in
      let cell = rowCell(step.frame, word, bit)
      let from = columns.codes[horizon.start][start + word * 64 + bit]
      let mask = UInt64(1) << UInt64(bit)
      if rows.unknown & mask != 0 || from == MetricColumns.unknown && rows.apart & mask == 0 {
        cells.leftOut[Int(cell)].unknown.add(saturating: 1)
      } else if rows.apart & mask != 0 {
        cells.leftOut[Int(cell)].apart.add(saturating: 1)
      } else {
        cells.judged.append(
          .init(
            due: .saturatingSum(from, horizon.length), cell: cell,
            isAbove: rows.above & mask != 0, isAgainst: rows.against & mask != 0,
            isBelow: rows.below & mask != 0))
      }
    }
  }

  @inline(__always)
  private func rowCell(_ frame: Int, _ word: Int, _ bit: Int) -> Int32 {
    let shared = sharedCells[frame][word]
    return shared >= 0 ? shared : rowCells[frame][word * 64 + bit]
  }

  /// Visits the bits that are set, from the lowest.
  @inline(__always)
  static func each(_ bits: UInt64, _ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}

extension MetricStep.Kind {
  /// The fields whose names cells, counts or keys speak of.
  var namedFields: [Int] {
    switch self {
    // Bounded counters keep names themselves or their hashes, so that the tally's own do not grow.
    case .names(let field, _), .distinct(let field, _), .sumByDistinct(_, let field, _): [field]
    case .recurrence(let key, _, _, _, _): key
    default: []
    }
  }

  /// The place of the condition that chooses the rows of an amount, a name or an instant.
  var rows: Int {
    switch self {
    case .count(let rows), .share(_, let rows), .ratio(_, let rows), .balance(_, _, let rows),
      .sum(_, let rows), .quotient(_, _, let rows), .extreme(_, let rows, _), .values(_, let rows),
      .sketch(_, let rows, _), .names(_, let rows), .frequent(_, let rows, _),
      .distinct(_, let rows), .sketchedDistinct(_, let rows, _), .sumByDistinct(_, _, let rows),
      .present(_, _, let rows), .recurrence(_, _, _, _, let rows):
      rows
    }
  }
}
