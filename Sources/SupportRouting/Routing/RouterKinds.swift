// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What agents have in common who fit the same work.
struct SignatureKey: Hashable, Sendable {
  var groups: Set<GroupID>
  var skills: [SkillID: Int]
  var languages: Set<LanguageID>
  var regions: Set<RegionID>
  var penalties: [QueueID: Int]
  /// Whether live translation is fast enough.
  var translates: Bool
  /// The channels served, as bits.
  var served: UInt64
}

/// Agents who fit the same work.
struct SignatureRow: Sendable {
  var key: SignatureKey
  /// How many of them are on duty.
  var onDuty: Int32 = 0
  /// Their benches, by what there is room for.
  var benches: [(mask: UInt64, bench: Int32)] = []
}

/// Available agents who fit the same work and have room for the same, in one of the policy's orders.
struct BenchRow: Sendable {
  let signature: Int32
  /// The number of the order in which its agents are.
  let order: Int
  /// The channels, and the queues with a limit, for which there is room, as bits.
  let mask: UInt64
  var line = WaitingLine<AgentEntry>()
  /// The classes of work that they can take, kept with the first of the benches that differ only in
  /// their order.
  var classes: ContiguousArray<Int32> = []
}

/// What work asks for at one level.
struct WorkClassKey: Hashable, Sendable {
  var queue: Int32
  var channel: Int16
  /// The outermost ring that is reached.
  var ring: Int32
  /// The tests in force: one of each must pass.
  var tests: [[SkillTest]]
  var language: LanguageID?
  var translation: Bool
  var region: RegionID?
  /// Whether only agents of the region may take it.
  var insists: Bool
}

/// The keys that go by signature, for one class and one signature.
struct FitKeys: Hashable, Sendable {
  var ring: Int64 = 0
  var penalty: Int64 = 0
  /// Negated: the greater sum of levels comes first.
  var proficiency: Int64 = 0
  var language: Int64 = 0
  var region: Int64 = 0
  var versatility: Int64 = 0

  func key(_ comparator: AgentComparator) -> Int64 {
    switch comparator {
    case .ring: ring
    case .penalty: penalty
    case .proficiency: proficiency
    case .language: language
    case .region: region
    case .leastVersatile: versatility
    case .loadRatio, .load, .idleSince, .rotation: 0
    }
  }

  func precedes(_ other: Self, by comparators: [AgentComparator]) -> Bool {
    for comparator in comparators {
      let (left, right) = (key(comparator), other.key(comparator))
      if left != right { return left < right }
    }
    return false
  }
}

/// Work that asks for the same: one line, and the benches whose agents can take it.
struct WorkClassRow: Sendable {
  /// A bench whose agents can take the work.
  struct Seat: Sendable {
    var bench: Int32
    /// Equal where the leading comparators are; smaller comes first.
    var group: Int32
    var keys: FitKeys
  }

  let key: WorkClassKey
  /// The bits of the channel and of the queue's limit.
  let need: UInt64
  var line = WaitingLine<WorkEntry>()
  /// In the order of the leading comparators.
  var seats: ContiguousArray<Seat> = []
  /// The signatures that fit, by number.
  var fits = NumberSet()
  /// Whether somebody on duty fits, as of a ``Router/dutyVersion``.
  var isStaffed = false
  var staffedAsOf: UInt64 = 0
}

/// The levels of work of one shape, by age.
struct WorkProgram: Sendable {
  struct Level: Sendable {
    /// The age at which it begins.
    let start: Int64
    let workClass: Int32
  }

  let levels: ContiguousArray<Level>

  /// The level that an age has reached.
  func level(at age: Int64) -> Int32 {
    var level = 0
    while level + 1 < levels.count, levels[level + 1].start <= age { level += 1 }
    return Int32(truncatingIfNeeded: level)
  }

  /// The age at which the next level begins, after an age.
  func nextStart(after age: Int64) -> Int64? {
    levels.first { $0.start > age }?.start
  }
}

/// The shape of work: what its levels follow from.
struct WorkShape: Sendable {
  /// What is not in the item, or stands there by name.
  struct Kind: Hashable, Sendable {
    let queue: Int32
    let choice: Int32
    let channel: Int16
  }

  let kind: Kind
  let requirements: [Requirement]
  let language: LanguageNeed?
  let region: RegionNeed?

  init(_ kind: Kind, _ item: WorkItem) {
    self.kind = kind
    requirements = item.storage.parts.requirements
    language = item.storage.parts.language
    region = item.storage.parts.region
  }

  /// A number that is equal for work of one shape; others may share it.
  static func hash(_ kind: Kind, _ item: WorkItem) -> UInt32 {
    var digest =
      UInt64(truncatingIfNeeded: kind.queue) << 32 ^ UInt64(truncatingIfNeeded: kind.channel)
    digest ^= UInt64(truncatingIfNeeded: kind.choice) << 16
    for requirement in item.storage.parts.requirements {
      for test in requirement.tests {
        mix(UInt64(PlaceTable.hash(test.skill.rawValue)), &digest)
        mix(UInt64(truncatingIfNeeded: test.level), &digest)
      }
      if let until = requirement.until {
        mix(UInt64(truncatingIfNeeded: until.wholeMilliseconds), &digest)
      }
      for step in requirement.steps {
        mix(UInt64(truncatingIfNeeded: step.level), &digest)
        mix(UInt64(truncatingIfNeeded: step.after.wholeMilliseconds), &digest)
      }
    }
    if let language = item.storage.parts.language {
      mix(UInt64(PlaceTable.hash(language.language.rawValue)), &digest)
    }
    if let region = item.storage.parts.region {
      mix(UInt64(PlaceTable.hash(region.region.rawValue)), &digest)
    }
    return UInt32(truncatingIfNeeded: digest ^ (digest >> 32))
  }

  private static func mix(_ number: UInt64, _ digest: inout UInt64) {
    digest = (digest ^ number) &* 0x9e37_79b9_7f4a_7c15
    digest ^= digest >> 29
  }
}
