// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportTestKit

/// Chance for scenarios, from a seed.
struct Dice {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }

  mutating func pick<Element>(_ all: [Element]) -> Element? { all.randomElement(using: &random) }

  mutating func pick<Element>(_ all: [Element], else other: Element) -> Element {
    pick(all) ?? other
  }

  mutating func shuffled<Element>(_ all: [Element]) -> [Element] { all.shuffled(using: &random) }

  /// Up to so many of them, in any order.
  mutating func some<Element>(_ all: [Element], atMost most: Int) -> [Element] {
    Array(shuffled(all).prefix(roll(0...most)))
  }

  mutating func seconds(_ all: Int...) -> Duration { .seconds(pick(all, else: 0)) }
}
