// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Testing

@testable import SupportRouting

/// The line in which work and agents wait, against a list that is sorted whenever it is asked.
@Suite("Routing: waiting lines")
struct WaitingLineTests {
  @Test(
    "Whatever comes, leaves or is thrown away, the first is the first of all in order",
    arguments: 1...40)
  func sorting(seed: UInt64) {
    var dice = Dice(seed: seed)
    var line = WaitingLine<Int>()
    var list: [Int] = []
    // Some lines see nearly all in order, others hardly anything.
    let inOrder = dice.roll(0...100)
    var highest = 0
    for step in 1...600 {
      switch dice.roll(1...100) {
      case ...55:
        highest += dice.roll(0...3)
        let entry = dice.chance(inOrder) ? highest : dice.roll(0...highest)
        line.push(entry)
        list.append(entry)
      case ...95:
        line.removeFirst()
        if !list.isEmpty { list.removeFirst() }
      case ...97:
        // Half are thrown away, and the others get other labels in the same order.
        let rest = dice.roll(0...1)
        func renewed(_ entry: Int) -> Int? { entry % 2 == rest ? nil : entry + entry / 10 }
        line.dead = dice.roll(0...9)
        line.rebuild(renewed)
        list = list.compactMap(renewed)
        highest += highest / 10
        #expect(line.dead == 0)
      default:
        // Whoever is last may be far down, in the row as well as beside it.
        let divisor = dice.roll(1...60)
        let remainder = dice.roll(0...divisor)
        func admits(_ entry: Int) -> Bool { entry % divisor == remainder }
        #expect(line.first(where: admits) == list.first(where: admits), "step \(step)")
      }
      list.sort()
      #expect(line.first == list.first, "step \(step)")
      #expect(line.count == list.count, "step \(step)")
      if step.isMultiple(of: 50) { #expect(line.entries.sorted() == list, "step \(step)") }
    }
    for entry in list {
      #expect(line.first == entry)
      line.removeFirst()
    }
    #expect(line.first == nil)
    #expect(line.count == 0)
  }

  @Test("A line of which more than half is dead, and more than 64 entries, is worth clearing")
  func dead() {
    var line = WaitingLine<Int>()
    for entry in 1...140 { line.push(entry) }
    line.dead = 70
    #expect(!line.isMostlyDead)
    line.dead = 71
    #expect(line.isMostlyDead)
    line.rebuild { $0 > 71 ? $0 : nil }
    #expect(line.dead == 0)
    #expect(line.first == 72)
    for _ in 1...41 { line.removeFirst() }
    line.dead = line.count
    #expect(line.count == 28)
    #expect(!line.isMostlyDead)
  }
}
