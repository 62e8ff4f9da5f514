// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Finds the values of some ranks among values of which a part is sorted and a part is not, without
/// sorting that part.
///
/// It counts the loose values by logarithmic buckets, takes out the few buckets in which the ranks lie,
/// and goes on with each of them by the leading bits that still differ: a multiple selection of two
/// passes over everything, and of short ones over what is left.
struct OrderStatistics {
  private let runs: ValueRuns
  private var found: [Int64]

  /// The most ranks that are looked for at once; for more, sorting is quicker.
  static let mostRanks = 100

  /// Finds the values of ranks.
  ///
  /// - Parameters:
  ///   - ranks: Ascending, counted from 0, each less than the number of all values; at most
  ///     ``mostRanks``.
  ///   - loose: Values in any order, fewer than 2³².
  ///   - runs: More values.
  /// - Returns: One value for each rank.
  /// - Complexity: O(n + r log n)
  static func values(at ranks: [Int], loose: [Int64], runs: ValueRuns) -> [Int64] {
    var search = Self(runs: runs, found: [Int64](repeating: 0, count: ranks.count))
    loose.withUnsafeBufferPointer {
      search.find(ranks[...], in: $0, after: 0, isFirst: true)
    }
    return search.found
  }

  /// Finds ranks whose values lie among some loose ones or the runs between them; so many other loose
  /// values are less than all of these.
  private mutating func find(
    _ ranks: ArraySlice<Int>, in loose: UnsafeBufferPointer<Int64>, after before: Int,
    isFirst: Bool = false
  ) {
    let differing = loose.count < 512 ? 0 : [Int64].differingBits(loose)
    guard differing != 0 else {
      settle(ranks, among: loose.sorted(), after: before)
      return
    }
    let runs = runs
    if isFirst {
      split(
        ranks, in: loose, after: before, by: Self.logarithmic, buckets: Self.logarithmicBuckets,
        countOfRuns: { bucket in
          runs.count(before: runs.values.partitioningIndex { Self.logarithmic($0) > bucket })
        })
    } else {
      // All values agree in the bits above the width.
      let width = 64 - differing.leadingZeroBitCount
      let bits = min(width, 12)
      let shift = UInt64(width - bits)
      let rest: UInt64 = 1 << shift &- 1
      let mask: UInt64 = 1 << UInt64(bits) &- 1
      let below = width == 64 ? 0 : ([Int64].unsigned(loose[0]) >> UInt64(width)) << UInt64(width)
      split(
        ranks, in: loose, after: before,
        by: { Int(truncatingIfNeeded: [Int64].unsigned($0) >> shift & mask) }, buckets: 1 << bits,
        countOfRuns: { bucket in
          let last = below | UInt64(bucket) << shift | rest
          return runs.count(atMost: Int64(bitPattern: last ^ (1 << 63)))
        })
    }
  }

  /// Goes on in the buckets in which the ranks lie.
  @inline(__always)
  private mutating func split(
    _ ranks: ArraySlice<Int>, in loose: UnsafeBufferPointer<Int64>, after before: Int,
    by key: (Int64) -> Int, buckets: Int, countOfRuns: (_ through: Int) -> Int
  ) {
    var counts = [UInt32](repeating: 0, count: buckets)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in loose { counts[key(value)] &+= 1 }
    }
    var sums = [before]
    sums.reserveCapacity(buckets + 1)
    for count in counts { sums.append((sums.last ?? 0) + Int(count)) }

    // The parts of the ranks that lie in one bucket each, and where its values are to go.
    var parts: [(ranks: ArraySlice<Int>, bucket: Int, start: Int)] = []
    var slots = [UInt8](repeating: 0, count: buckets)
    var room = 0
    var next = ranks.startIndex
    while next < ranks.endIndex {
      let bucket = (0..<buckets).partitioningIndex {
        sums[$0 + 1] + countOfRuns($0) > ranks[next]
      }
      let end = bucket < buckets ? sums[bucket + 1] + countOfRuns(bucket) : Int.max
      let last = ranks[next...].firstIndex { $0 >= end } ?? ranks.endIndex
      parts.append((ranks[next..<last], bucket, room))
      if bucket < buckets {
        slots[bucket] = UInt8(parts.count)
        room += Int(counts[bucket])
      }
      next = last
    }

    var places = [0] + parts.map(\.start)
    let taken = [Int64](unsafeUninitializedCapacity: room) { taken, count in
      places.withUnsafeMutableBufferPointer { places in
        slots.withUnsafeBufferPointer { slots in
          for value in loose {
            let slot = Int(slots[key(value)])
            if slot != 0 {
              taken[places[slot]] = value
              places[slot] &+= 1
            }
          }
        }
      }
      count = room
    }
    taken.withUnsafeBufferPointer { taken in
      for part in parts {
        if part.bucket == buckets {
          settle(part.ranks, among: [], after: before + loose.count)
        } else {
          let end = part.start + Int(counts[part.bucket])
          find(
            part.ranks, in: UnsafeBufferPointer(rebasing: taken[part.start..<end]),
            after: sums[part.bucket])
        }
      }
    }
  }

  /// Finds ranks among sorted values and the runs.
  private mutating func settle(_ ranks: ArraySlice<Int>, among loose: [Int64], after before: Int) {
    for index in ranks.indices {
      let rank = ranks[index]
      let place = loose.indices.partitioningIndex {
        before + $0 + 1 + runs.count(atMost: loose[$0]) > rank
      }
      let run = runs.values.indices.partitioningIndex {
        before + loose.count(atMost: runs.values[$0]) + runs.count(before: $0 + 1) > rank
      }
      let isLoose =
        place < loose.count
        && (run == runs.values.count || loose[place] <= runs.values[run])
      if isLoose {
        found[index] = loose[place]
      } else if run < runs.values.count {
        found[index] = runs.values[run]
      }
    }
  }

  // MARK: Buckets

  /// The buckets on each side of zero: 32 for each of 63 doublings, and one.
  private static let side = 2_017
  private static let logarithmicBuckets = 2 * side + 1

  /// A bucket that never falls when the value rises: sign, exponent and five bits of the fraction of
  /// the nearest floating-point number.
  @inline(__always)
  private static func logarithmic(_ value: Int64) -> Int {
    let bits = Int(truncatingIfNeeded: Double(value).bitPattern & (1 << 63 &- 1))
    let size = Swift.max(bits >> 47 &- 32_735, 0)
    let sign = Int(value >> 63)
    return side &+ ((size ^ sign) &- sign)
  }
}

extension [Int64] {
  /// How many of these values, in ascending order, do not exceed one.
  fileprivate func count(atMost value: Int64) -> Int {
    partitioningIndex { $0 > value }
  }
}
