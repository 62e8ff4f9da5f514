// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricTally {
  /// Adds the tally of another part of the same log. Any order of merging gives the same figures:
  /// exactly those of one tally over all rows. Only of bounded counters nothing but their bounds is the
  /// same in any order. The tally of all parts is that of the whole.
  ///
  /// - Throws: ``MetricMergeError`` when the tallies count by different plans, when a part was counted
  ///   in both, or when the cut divides what a metric keeps together; this tally then stays as it was.
  /// - Complexity: O(cells of the other, and rows that it keeps).
  public mutating func merge(_ other: Self) throws(MetricMergeError) {
    let joined = try joinedShard(with: other)
    settle()
    let other = other.settled
    shard = joined.isWhole ? .whole : joined
    absorb(other)
  }

  private func joinedShard(with other: Self) throws(MetricMergeError) -> MetricShard {
    guard plan == other.plan else { throw .otherPlan }
    guard shard.count == other.shard.count, shard.key == other.shard.key, shard.count > 1
    else { throw .otherCut(shard, other.shard) }
    guard let joined = shard.joined(with: other.shard) else {
      throw .countedTwice(parts: shard.parts.filter(other.shard.parts.contains))
    }
    for definition in plan.definitions {
      guard case .recurrence(let window, _) = definition.measure else { continue }
      if let key = shard.key, window.key.contains(key) { continue }
      throw .dividesKey(definition.id, key: window.key, cutBy: shard.key)
    }
    return joined
  }
}

extension MetricTally {
  /// Takes over what a settled tally of the same plan counted.
  private mutating func absorb(_ other: Self) {
    settledRows.add(saturating: other.settledRows)
    let names = pools.indices.map { field in
      pools[field].ids(of: other.pools[field])
    }
    func code(_ code: Int64, _ field: Int) -> Int64 {
      code >= 0 && Int(code) < names[field].count ? names[field][Int(code)] : code
    }
    let cellMaps = plan.frames.indices.map { frame -> [Int] in
      other.indexes[frame].keys.map { key in
        var own: ContiguousArray<Int64> = [key[0]]
        for (level, field) in plan.frames[frame].groups.enumerated() {
          own.append(code(key[level + 1], field))
        }
        return Int(indexes[frame].cell(own))
      }
    }
    for (place, step) in plan.steps.enumerated() {
      cells[place].grow(to: indexes[step.frame].count)
      cells[place].merge(
        other.cells[place], step, cells: cellMaps[step.frame], code: code)
    }
  }
}

extension MetricCells {
  /// Adds the cells of another tally: `places` tells for each cell of the other its place here, `code`
  /// what a code of the other is here, for a field.
  fileprivate mutating func merge(
    _ other: Self, _ step: MetricStep, cells places: [Int], code: (Int64, Int) -> Int64
  ) {
    for (cell, place) in places.enumerated() where cell < other.leftOut.count {
      leftOut[place].merge(other.leftOut[cell])
      switch form {
      case .rates: rates[place].merge(other.rates[cell])
      case .sums: sums[place].merge(other.sums[cell])
      case .extremes: extremes[place].merge(other.extremes[cell])
      case .values: values[place].merge(other.values[cell])
      // Of one plan, so of one accuracy and one size: these merges have nothing to refuse.
      case .sketches: try? sketches[place].merge(other.sketches[cell])
      case .frequent: try? frequent[place].merge(other.frequent[cell])
      case .distinct:
        try? distinct[place].sketch.merge(other.distinct[cell].sketch)
        distinct[place].count.add(saturating: other.distinct[cell].count)
      case .names:
        for (value, count) in other.names[cell].counts {
          names[place].add(code(value, step.kind.namedFields[0]), times: count)
        }
      case .shared:
        let cell = other.shared[cell]
        shared[place].sum.add(saturating: cell.sum)
        shared[place].count.add(saturating: cell.count)
        for value in cell.values.codes {
          _ = shared[place].values.number(of: code(value, step.kind.namedFields[0]))
        }
      case .presences:
        presences[place].stays += other.presences[cell].stays
      case .judged, .recurrences: break
      }
    }
    for row in other.judged {
      var row = row
      row.cell = Int32(places[Int(row.cell)])
      judged.append(row)
    }
    guard form == .recurrences else { return }
    let keyMap: [Int32] = other.keys.keys.map { key in
      keys.cell(
        ContiguousArray(zip(key, step.kind.namedFields).map { value, field in code(value, field) }))
    }
    for row in other.recurrences {
      recurrences.append(
        .init(
          key: keyMap[Int(row.key)], cell: Int32(places[Int(row.cell)]), start: row.start,
          end: row.end, isCounted: row.isCounted, isFollower: row.isFollower))
    }
  }
}

extension MetricPlan: Equatable {
  /// Tells whether two plans count the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.subject == right.subject && left.definitions == right.definitions
      && left.period == right.period && left.zone == right.zone
  }
}
