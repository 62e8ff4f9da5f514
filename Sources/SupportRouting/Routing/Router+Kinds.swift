// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Kinds of agents and kinds of work, each met once: signatures, benches, classes, programs.
extension Router {
  // MARK: Agents

  /// The signature of an agent as the agent is now.
  mutating func signature(of place: Int) -> Int32 {
    let agent = agents[place]
    let translation = agentTerms[place].translation
    let bound = core.options.translationDelayBound.wholeMilliseconds
    let key = SignatureKey(
      groups: agent.groups, skills: agent.skills, languages: agent.languages,
      regions: agent.regions, penalties: agent.penalties.filter { $0.value != 0 },
      translates: translation >= 0 && translation < bound,
      served: capacityPlans[Int(agentRows[place].plan)].served)
    if let known = signaturePlaces[key] { return known }
    let number = Int32(truncatingIfNeeded: signatures.count)
    signatures.append(SignatureRow(key: key))
    signaturePlaces[key] = number
    dutyVersion &+= 1
    for place in classes.indices where fit(key, classes[place].key) != nil {
      classes[place].fits.insert(Int(number))
    }
    return number
  }

  mutating func capacityPlan(_ capacity: AgentCapacity) -> Int32 {
    if let known = capacityPlaces[capacity] { return known }
    let number = Int32(truncatingIfNeeded: capacityPlans.count)
    capacityPlans.append(CapacityPlan(capacity, core))
    capacityPlaces[capacity] = number
    return number
  }

  /// The first of the benches, one for each order, of a signature with room for the same.
  mutating func bench(_ signature: Int32, _ mask: UInt64) -> Int32 {
    for (known, bench) in signatures[Int(signature)].benches where known == mask { return bench }
    let number = Int32(truncatingIfNeeded: benches.count)
    for order in core.orders.indices {
      benches.append(BenchRow(signature: signature, order: order, mask: mask))
      benchHeads.append(.none)
    }
    signatures[Int(signature)].benches.append((mask, number))
    for place in classes.indices {
      guard let seat = seat(for: number, in: place) else { continue }
      let leading = core.orders[order(of: place)].leading
      let seats = classes[place].seats
      let index = seats.firstIndex { seat.keys.precedes($0.keys, by: leading) } ?? seats.endIndex
      classes[place].seats.insert(seat, at: index)
      numberGroups(place)
      if isOffered(place) {
        benches[Int(number)].classes.append(Int32(truncatingIfNeeded: place))
      }
    }
    return number
  }

  /// Whether work of a class is offered, and not given by command alone.
  private func isOffered(_ place: Int) -> Bool {
    !core.queues[Int(classes[place].key.queue)].isGivenByCommand
  }

  /// The order of the agents for a class.
  func order(of place: Int) -> Int { core.plans[Int(classes[place].key.queue)].order }

  /// The seat of a bench in a class, where its agents fit and have room.
  private func seat(for first: Int32, in place: Int) -> WorkClassRow.Seat? {
    let (mask, signature) = (benches[Int(first)].mask, Int(benches[Int(first)].signature))
    guard mask & classes[place].need == classes[place].need,
      classes[place].fits.contains(signature),
      let keys = fit(signatures[signature].key, classes[place].key)
    else { return nil }
    let bench = first + Int32(truncatingIfNeeded: order(of: place))
    return WorkClassRow.Seat(bench: bench, group: 0, keys: keys)
  }

  /// Numbers the groups of seats that are equal in the leading comparators.
  private mutating func numberGroups(_ place: Int) {
    let leading = core.orders[order(of: place)].leading
    var group: Int32 = 0
    for index in classes[place].seats.indices {
      if index > 0,
        classes[place].seats[index - 1].keys.precedes(classes[place].seats[index].keys, by: leading)
      {
        group += 1
      }
      classes[place].seats[index].group = group
    }
  }

  // MARK: Work

  /// The program of a shape of work.
  mutating func program(_ kind: WorkShape.Kind, _ item: WorkItem) -> Int32 {
    let hash = WorkShape.hash(kind, item)
    let known = shapeTable.place(hash) { number in
      shapes[number].kind == kind
        && shapes[number].requirements == item.storage.parts.requirements
        && shapes[number].language == item.storage.parts.language
        && shapes[number].region == item.storage.parts.region
    }
    if known >= 0 { return Int32(truncatingIfNeeded: known) }
    let key = WorkShape(kind, item)
    let plan = core.plans[Int(kind.queue)]
    let chosen = kind.choice < 0 ? [] : choices[Int(kind.choice)]
    let requirements = core.queues[Int(kind.queue)].requirements + chosen + key.requirements
    var ages: Set<Int64> = [0]
    ages.formUnion(plan.rings)
    for requirement in requirements { ages.formUnion(requirement.turningPoints) }
    if let after = key.language?.translationAfter { ages.insert(after.wholeMilliseconds) }
    if let only = key.region?.only { ages.insert(only.wholeMilliseconds) }
    var levels: ContiguousArray<WorkProgram.Level> = []
    for age in ages.sorted() where age >= 0 {
      let number = workClass(
        WorkClassKey(
          queue: kind.queue, channel: kind.channel,
          ring: Int32(truncatingIfNeeded: (plan.rings.lastIndex { $0 <= age } ?? 0)),
          tests: requirements.compactMap { $0.tests(at: age) },
          language: key.language?.language,
          translation: key.language?.translationAfter.map { age >= $0.wholeMilliseconds } ?? false,
          region: key.region?.region,
          insists: key.region.map { $0.only.map { age < $0.wholeMilliseconds } ?? true } ?? false))
      if levels.last?.workClass != number { levels.append(.init(start: age, workClass: number)) }
    }
    let number = Int32(truncatingIfNeeded: programs.count)
    programs.append(WorkProgram(levels: levels))
    shapes.append(key)
    shapeTable.insert(Int(number), hash: hash)
    return number
  }

  private mutating func workClass(_ key: WorkClassKey) -> Int32 {
    if let known = classPlaces[key] { return known }
    let number = Int32(truncatingIfNeeded: classes.count)
    let limitBit = core.plans[Int(key.queue)].limitBit
    var need: UInt64 = 1 << UInt64(key.channel)
    if limitBit >= 0 { need |= 1 << UInt64(limitBit) }
    classes.append(WorkClassRow(key: key, need: need))
    classHeads.append(.none)
    classPlaces[key] = number
    fillClass(Int(number))
    return number
  }

  /// Finds out anew which agents fit a class, as after a change of hours.
  mutating func fillClass(_ place: Int) {
    classes[place].staffedAsOf = 0
    classes[place].fits = NumberSet()
    for number in signatures.indices
    where fit(signatures[number].key, classes[place].key) != nil {
      classes[place].fits.insert(number)
    }
    let order = order(of: place)
    let leading = core.orders[order].leading
    for seat in classes[place].seats {
      benches[Int(seat.bench) - order].classes.removeAll { $0 == Int32(truncatingIfNeeded: place) }
    }
    var seats: ContiguousArray<WorkClassRow.Seat> = []
    for first in stride(from: 0, to: benches.count, by: core.orders.count) {
      guard let seat = seat(for: Int32(truncatingIfNeeded: first), in: place) else { continue }
      seats.append(seat)
      if isOffered(place) {
        benches[first].classes.append(Int32(truncatingIfNeeded: place))
      }
    }
    seats.sort { left, right in
      if left.keys.precedes(right.keys, by: leading) { return true }
      return !right.keys.precedes(left.keys, by: leading) && left.bench < right.bench
    }
    classes[place].seats = seats
    numberGroups(place)
  }

  // MARK: Fit

  /// The keys of a signature for a class of work; `nil` where it does not fit.
  func fit(_ signature: SignatureKey, _ work: WorkClassKey) -> FitKeys? {
    guard signature.served & (1 << UInt64(work.channel)) != 0 else { return nil }
    let plan = core.plans[Int(work.queue)]
    var keys = FitKeys()
    if !plan.pools.isEmpty {
      var best: (ring: Int64, penalty: Int64)?
      for pool in plan.pools
      where pool.ring <= work.ring && (pool.clock < 0 || openClocks[pool.clock])
        && signature.groups.contains(pool.group)
      {
        let here = (ring: Int64(pool.ring), penalty: pool.penalty)
        if let best, (best.ring, best.penalty) <= here { continue }
        best = here
      }
      guard let best else { return nil }
      (keys.ring, keys.penalty) = best
    }
    keys.penalty += Int64(signature.penalties[plan.id] ?? 0)
    for tests in work.tests {
      var passes = false
      var level = 0
      for test in tests {
        let actual = signature.skills[test.skill] ?? 0
        guard test.admits(actual) else { continue }
        passes = true
        if test.countsLevel { level = max(level, actual) }
      }
      guard passes else { return nil }
      keys.proficiency -= Int64(level)
    }
    if let language = work.language, !signature.languages.contains(language) {
      guard work.translation, signature.translates else { return nil }
      keys.language = 1
    }
    if let region = work.region, !signature.regions.contains(region) {
      if work.insists { return nil }
      keys.region = 1
    }
    keys.versatility = Int64(signature.skills.count)
    return keys
  }

  /// Whether somebody on duty fits a class.
  mutating func isStaffed(_ place: Int) -> Bool {
    if classes[place].staffedAsOf == dutyVersion { return classes[place].isStaffed }
    let isStaffed = hasStaff(place)
    classes[place].isStaffed = isStaffed
    classes[place].staffedAsOf = dutyVersion
    return isStaffed
  }

  private func hasStaff(_ place: Int) -> Bool {
    for number in signatures.indices
    where signatures[number].onDuty > 0 && classes[place].fits.contains(number) { return true }
    return false
  }

  /// How many agents are on duty for a queue.
  func staffing(of queue: Int) -> Int {
    var sum = 0
    for number in signatures.indices
    where signatures[number].onDuty > 0 && belongs(number, to: queue) {
      sum += Int(signatures[number].onDuty)
    }
    return sum
  }

  /// How many agents are available for the queue of some work and have room for a piece like it; all have
  /// been seated.
  func freeAgents(for work: Int) -> Int {
    let (queue, need) = (Int(workRows[work].queue), need(of: work))
    var sum = 0
    for first in stride(from: 0, to: benches.count, by: core.orders.count)
    where benches[first].mask & need == need && belongs(Int(benches[first].signature), to: queue) {
      sum += benches[first].line.count - benches[first].line.dead
    }
    return sum
  }

  /// Whether agents of a signature are in an open pool of a queue, or it has no pools.
  private func belongs(_ signature: Int, to queue: Int) -> Bool {
    let pools = core.plans[queue].pools
    return pools.isEmpty
      || pools.contains {
        ($0.clock < 0 || openClocks[$0.clock])
          && signatures[signature].key.groups.contains($0.group)
      }
  }
}

extension SkillTest {
  /// Whether the level of the skill counts as proficiency.
  var countsLevel: Bool {
    switch comparison {
    case .atLeast, .above, .exactly: true
    case .atMost, .below, .not: false
    }
  }
}
