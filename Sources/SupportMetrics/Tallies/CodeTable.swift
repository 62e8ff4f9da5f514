// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Numbers for codes, from 0 in the order in which they first come; for the same code at another place
/// another number.
///
/// Few small codes are found by a walk through a small table, and so are those at the place 0 that are
/// about as dense as the numbers of names; all others by an open hash table of four bytes a slot, at most
/// two thirds full. A code takes 8 bytes, its place 4 more where there are others than 0.
struct CodeTable: Sendable {
  /// Per number its code.
  private(set) var codes: ContiguousArray<Int64> = []
  /// Per number its place; empty while all are 0.
  private var places: ContiguousArray<Int32> = []
  /// Codes from -1, which stands for unknown, to 62 lead by this table; -1 is nowhere yet.
  private var near: ContiguousArray<Int32> = []
  /// Codes from 63 at the place 0 lead by this table; -1 is nowhere yet. It has less than three entries
  /// for each number.
  private var dense: ContiguousArray<Int32> = []
  /// The numbers of the other codes where their hashes lead; -1 is free. A power of two of them.
  private var slots: ContiguousArray<Int32> = []
  private var farCount = 0

  /// How many numbers there are.
  var count: Int { codes.count }

  /// About how many bytes the table takes.
  var memory: Int {
    codes.count * 8 + (places.count + near.count + dense.count + slots.count) * 4
  }

  /// The place of a number.
  @inline(__always)
  func place(of number: Int) -> Int32 { places.isEmpty ? 0 : places[number] }

  /// The number of a code at a place; a new one is given the next.
  mutating func number(of code: Int64, at place: Int32 = 0) -> Int32 {
    let small = code == MetricColumns.unknown ? 0 : code &+ 1
    guard small >= 0, small < 64, code != -1, place < 4_096 else {
      return place == 0 && code >= 0 && code < codes.count * 2 + 128
        ? dense(Int(code)) : far(code, place)
    }
    let slot = Int(place) * 64 + Int(small)
    while near.count <= slot { near.append(contentsOf: repeatElement(-1, count: 64)) }
    if near[slot] < 0 { near[slot] = add(code, place) }
    return near[slot]
  }

  private mutating func dense(_ code: Int) -> Int32 {
    while dense.count <= code { dense.append(-1) }
    // A code that came while the table was too short for it was numbered by its hash.
    if dense[code] < 0 { dense[code] = far(Int64(code), 0, isKept: false) }
    return dense[code]
  }

  /// The number of a code by its hash; of a new one that is not kept here, the next.
  private mutating func far(_ code: Int64, _ place: Int32, isKept: Bool = true) -> Int32 {
    if farCount == 0, !isKept { return add(code, place) }
    if farCount * 3 >= slots.count * 2 { growSlots() }
    var slot = Self.hash(code, place) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if codes[number] == code, self.place(of: number) == place { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = add(code, place)
    guard isKept else { return number }
    slots[slot] = number
    farCount += 1
    return number
  }

  private mutating func add(_ code: Int64, _ place: Int32) -> Int32 {
    if place != 0, places.isEmpty {
      places = ContiguousArray(repeating: 0, count: codes.count)
    }
    if place != 0 || !places.isEmpty { places.append(place) }
    codes.append(code)
    return Int32(clamping: codes.count - 1)
  }

  private mutating func growSlots() {
    let held = slots.filter { $0 >= 0 }
    slots = ContiguousArray(repeating: -1, count: Swift.max(slots.count * 2, 16))
    for number in held {
      var slot = Self.hash(codes[Int(number)], place(of: Int(number))) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }

  @inline(__always)
  private static func hash(_ code: Int64, _ place: Int32) -> Int {
    Int(truncatingIfNeeded: StableHash.hash(code ^ Int64(place) << 32))
  }
}
