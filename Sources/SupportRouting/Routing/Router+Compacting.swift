// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Kinds of work and of agents that nobody is of any more are forgotten, so that a router that runs for
/// years stays as small as what it holds.
extension Router {
  /// Looks whether there are many more kinds, or timers, than there can be use for.
  ///
  /// - Complexity: O(1) for most steps; each compaction, O(everything), is paid for by as many new
  ///   kinds before it.
  mutating func compact(at now: Int64) {
    if programs.count > kindsBound || signatures.count > kindsBound
      || benches.count > 4 * kindsBound
    {
      compactKinds(at: now)
      kindsBound = max(Self.leastKinds, 2 * max(programs.count, signatures.count))
    }
    if timers.count > timersBound {
      let router = self
      timers.rebuild { router.isCurrent($0) ? $0 : nil }
      timersBound = max(Self.leastTimers, 2 * timers.count)
    }
  }

  static let leastKinds = 256
  static let leastTimers = 65_536

  private mutating func compactKinds(at now: Int64) {
    renumberSignatures()
    renumberPrograms()
    for place in agentRows.indices where agentRows[place].isKnown { refresh(place, at: now) }
    seatAgents()
    dutyVersion &+= 1
  }

  /// Keeps the signatures that known agents have, without benches.
  private mutating func renumberSignatures() {
    var numbers: [Int32: Int32] = [:]
    var kept: ContiguousArray<SignatureRow> = []
    for place in agentRows.indices {
      agentRows[place].pool = -1
      agentRows[place].isSeated = false
      agentRows[place].stamp &+= 1
      guard agentRows[place].isKnown else {
        agentRows[place].signature = -1
        continue
      }
      let old = agentRows[place].signature
      if numbers[old] == nil {
        numbers[old] = Int32(truncatingIfNeeded: kept.count)
        kept.append(signatures[Int(old)])
        kept[kept.count - 1].benches = []
      }
      agentRows[place].signature = numbers[old] ?? -1
    }
    signatures = kept
    signaturePlaces = [:]
    for (number, signature) in signatures.enumerated() {
      signaturePlaces[signature.key] = Int32(truncatingIfNeeded: number)
    }
    benches = []
    benchHeads = []
  }

  /// Keeps the programs that work has, and their classes, without seats.
  private mutating func renumberPrograms() {
    var programNumbers: [Int32: Int32] = [:]
    var classNumbers: [Int32: Int32] = [:]
    let old = (programs: programs, shapes: shapes, classes: classes, heads: classHeads)
    programs = []
    shapes = []
    shapeTable = PlaceTable()
    classes = []
    classHeads = []
    classPlaces = [:]
    for place in workRows.indices where workRows[place].state != .free {
      let number = workRows[place].program
      if programNumbers[number] == nil {
        programNumbers[number] = Int32(truncatingIfNeeded: programs.count)
        let levels = old.programs[Int(number)].levels.map { level in
          let kept = classNumbers[level.workClass] ?? keep(old.classes[Int(level.workClass)])
          if classNumbers[level.workClass] == nil {
            classNumbers[level.workClass] = kept
            classHeads[Int(kept)] = old.heads[Int(level.workClass)]
          }
          return WorkProgram.Level(start: level.start, workClass: kept)
        }
        programs.append(WorkProgram(levels: ContiguousArray(levels)))
        shapes.append(old.shapes[Int(number)])
        shapeTable.insert(
          programs.count - 1, hash: WorkShape.hash(kind(of: place), items[place]))
      }
      workRows[place].program = programNumbers[number] ?? 0
      if workRows[place].waitingClass >= 0 {
        workRows[place].waitingClass = classNumbers[workRows[place].waitingClass] ?? -1
      }
    }
  }

  private mutating func keep(_ row: WorkClassRow) -> Int32 {
    let number = Int32(truncatingIfNeeded: classes.count)
    classes.append(row)
    classes[Int(number)].seats = []
    classHeads.append(.none)
    classPlaces[row.key] = number
    fillClass(Int(number))
    return number
  }
}
