// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension PhoneMenu {
  /// Looks for what may go wrong for any caller: dead ends, nodes that nobody reaches, limits that
  /// are missing, circles in which a silent caller is caught, keys and numbers out of reach.
  ///
  /// The search is exact over the graph of nodes: it tries no calls. Branches by hours are taken as
  /// possible both ways unless their calendar never closes; that two calendars exclude one
  /// another is not looked at, so a circle through both may be one that no instant has. Of circles that
  /// share a node one is told; the next shows when it is mended.
  ///
  /// - Returns: The findings: first those of dialling, then by kind, each in the order of the nodes.
  /// - Complexity: O(*n*) in nodes and ways for reachability, times the number of circles for these;
  ///   O(keys × codes and keys) at each question for what hides what.
  public func findings() -> [Finding] {
    MenuAnalysis(core).findings()
  }
}

/// The graph of a menu and what is wrong with it.
private struct MenuAnalysis {
  /// One way from a node.
  struct Edge {
    let move: PhoneMenu.Way.Move
    let way: MenuCore.Way
    /// Whether it is taken while the caller does nothing.
    let isSilent: Bool
  }

  private let core: MenuCore
  private var edges: [[Edge]] = []
  /// The shortest way to each node; `nil` where there is none.
  private var reached: [PhoneMenu.Way?] = []

  init(_ core: MenuCore) {
    self.core = core
    edges = core.kinds.indices.map { Self.edges(of: core.kinds[$0], core) }
    reached = reach()
  }

  func findings() -> [PhoneMenu.Finding] {
    dialling() + deadEnds() + unreachable() + limits() + circles() + hidden() + branches()
  }

  private func id(_ node: Int) -> PhoneMenu.NodeID { core.ids[node] }

  // MARK: The graph

  private static func edges(of kind: MenuCore.Kind, _ core: MenuCore) -> [Edge] {
    switch kind {
    case .ask(let question):
      var edges: [Edge] = []
      for (row, meaning) in zip(question.keys.rows, question.keys.meanings) {
        let way: MenuCore.Way
        switch meaning {
        case .option(let index): way = question.options[index]
        case .dialled(let index): way = core.extensions[index]
        case .code: continue
        }
        edges.append(Edge(move: .press(row.text), way: way, isSilent: false))
      }
      edges.append(
        Edge(move: .giveUp, way: question.otherwise, isSilent: question.limit != nil))
      return edges
    case .number(let request):
      return [
        Edge(move: .verify, way: request.verified, isSilent: false),
        Edge(move: .fail, way: request.otherwise, isSilent: true),
      ]
    case .say(_, _, let next): return [Edge(move: .listen, way: next, isSilent: true)]
    case .hours(let name, let clock, let open, let closed):
      // INVARIANT: every calendar opens once at least.
      var edges = [Edge(move: .find(calendar: name, isOpen: true), way: open, isSilent: true)]
      if clock?.isEverClosed ?? true {
        edges.append(
          Edge(move: .find(calendar: name, isOpen: false), way: closed, isSilent: true))
      }
      return edges
    }
  }

  /// Breadth first from the call, then from what can be dialled, then from what can be done at
  /// every step.
  private func reach() -> [PhoneMenu.Way?] {
    var trails: [(from: Int?, move: PhoneMenu.Way.Move)?] = Array(
      repeating: nil, count: core.kinds.count)
    var queue: [Int] = []
    func enter(_ way: MenuCore.Way, from: Int?, _ move: PhoneMenu.Way.Move) {
      guard case .node(let node) = way, trails[node] == nil else { return }
      trails[node] = (from, move)
      queue.append(node)
    }
    enter(core.start, from: nil, .call)
    if let number = core.draft.number {
      // Digits that mean a prefix lead there, and to no extension.
      let prefixes = core.draft.prefixes.map { $0.digits + number }
      for (index, code) in core.draft.extensions.enumerated() {
        let dialled = number + code.digits
        if prefixes.contains(where: dialled.hasPrefix) { continue }
        enter(core.extensions[index], from: nil, .dial(dialled))
      }
      for (index, code) in core.draft.prefixes.enumerated() {
        enter(core.prefixes[index], from: nil, .dial(code.digits + number))
      }
    }
    var next = 0
    func walk() {
      while next < queue.count {
        let node = queue[next]
        next += 1
        for edge in edges[node] { enter(edge.way, from: node, edge.move) }
      }
    }
    walk()
    // Where nothing ever waits, nobody can ask for a person; the first that waits will do.
    let waiting = queue.first { core.kinds[$0].waits }
    if let waiting {
      enter(core.person, from: waiting, .askForPerson)
      for (index, code) in core.draft.codes.enumerated() {
        enter(core.codes[index], from: waiting, .press(code.digits))
      }
    }
    // A session that has too many steps is handed to a person, too.
    enter(core.person, from: queue.first, .askForPerson)
    walk()
    return core.kinds.indices.map { node in
      guard trails[node] != nil else { return nil }
      var moves: [PhoneMenu.Way.Move] = []
      var place: Int? = node
      while let current = place, let trail = trails[current] {
        moves.append(trail.move)
        place = trail.from
      }
      return PhoneMenu.Way(moves.reversed())
    }
  }

  // MARK: Dialling

  private func dialling() -> [PhoneMenu.Finding] {
    var findings: [PhoneMenu.Finding] = []
    let draft = core.draft
    for (shorter, longer) in Self.nested(draft.codes.map(\.digits)) {
      findings.append(.ambiguousCodes(shorter: shorter, longer: longer))
    }
    guard let number = draft.number else { return findings }
    let dialled = draft.prefixes.map { ($0.digits, $0.digits + number) }
    for (first, firstDigits) in dialled {
      for (second, secondDigits) in dialled
      where first.count < second.count && secondDigits.hasPrefix(firstDigits) {
        findings.append(
          .ambiguousPrefixes(shorter: first, longer: second, dialled: secondDigits))
      }
    }
    for code in draft.extensions {
      for (prefix, digits) in dialled where (number + code.digits).hasPrefix(digits) {
        findings.append(
          .prefixHidesExtension(
            prefix: prefix, extension: code.digits, dialled: number + code.digits))
      }
    }
    return findings
  }

  /// Pairs of texts of which the second begins with the first and is longer.
  private static func nested(_ texts: [String]) -> [(String, String)] {
    texts.flatMap { shorter in
      texts.filter { $0 != shorter && $0.hasPrefix(shorter) }.map { (shorter, $0) }
    }
  }

  // MARK: Nodes

  private func deadEnds() -> [PhoneMenu.Finding] {
    var sources: [[Int]] = Array(repeating: [], count: edges.count)
    var leads = Array(repeating: false, count: edges.count)
    var queue: [Int] = []
    for (node, ways) in edges.enumerated() {
      for edge in ways {
        switch edge.way {
        case .node(let target): sources[target].append(node)
        case .out:
          if !leads[node] { queue.append(node) }
          leads[node] = true
        }
      }
    }
    while let node = queue.popLast() {
      for source in sources[node] where !leads[source] {
        leads[source] = true
        queue.append(source)
      }
    }
    return edges.indices.compactMap { node in
      guard !leads[node], let way = reached[node] else { return nil }
      return .deadEnd(id(node), way)
    }
  }

  private func unreachable() -> [PhoneMenu.Finding] {
    edges.indices.filter { reached[$0] == nil }.map { .unreachable(id($0)) }
  }

  private func limits() -> [PhoneMenu.Finding] {
    edges.indices.compactMap { node in
      guard let way = reached[node], core.kinds[node].lacksLimit else { return nil }
      return .noTimeLimit(id(node), way)
    }
  }

  private func branches() -> [PhoneMenu.Finding] {
    core.kinds.indices.compactMap { node in
      guard case .hours(let name, let clock?, _, _) = core.kinds[node], !clock.isEverClosed else {
        return nil
      }
      return .neverCloses(id(node), calendar: name)
    }
  }

  // MARK: Circles

  /// Takes away, one after the other, nodes that a silent caller leaves; what is left turns in circles.
  private func circles() -> [PhoneMenu.Finding] {
    var left = reached.map { $0 != nil }
    func silent(_ node: Int) -> [Int] {
      edges[node].compactMap { edge in
        guard edge.isSilent, case .node(let target) = edge.way, left[target] else { return nil }
        return target
      }
    }
    var ways = edges.indices.map { silent($0).count }
    var sources: [[Int]] = Array(repeating: [], count: edges.count)
    for node in edges.indices {
      for target in silent(node) { sources[target].append(node) }
    }
    var leaving = edges.indices.filter { ways[$0] == 0 }
    func takeAway(_ node: Int) {
      guard left[node] else { return }
      left[node] = false
      for source in sources[node] {
        ways[source] -= 1
        if ways[source] == 0 { leaving.append(source) }
      }
    }
    var findings: [PhoneMenu.Finding] = []
    while true {
      while let node = leaving.popLast() { takeAway(node) }
      guard var node = left.firstIndex(of: true) else { return findings }
      var path: [Int] = []
      var seen: Set<Int> = []
      while seen.insert(node).inserted, let next = silent(node).first {
        path.append(node)
        node = next
      }
      let circle = Array(path.drop { $0 != node })
      // The circle is told from the node that a caller reaches first.
      let entry = circle.indices.min { steps(to: circle[$0]) < steps(to: circle[$1]) } ?? 0
      let turned = Array(circle[entry...] + circle[..<entry])
      circle.forEach(takeAway)
      guard let first = turned.first, let way = reached[first] else { continue }
      let takesNumbers = turned.contains { node in
        if case .number = core.kinds[node] { true } else { false }
      }
      findings.append(
        takesNumbers
          ? .endlessVerification(turned.map(id), way) : .endlessPrompts(turned.map(id), way))
    }
  }

  private func steps(to node: Int) -> Int { reached[node]?.moves.count ?? .max }

  // MARK: Keys

  private func hidden() -> [PhoneMenu.Finding] {
    let codes = core.draft.codes.map(\.digits)
    return core.draft.nodes.indices.flatMap { node -> [PhoneMenu.Finding] in
      guard let way = reached[node] else { return [] }
      switch core.draft.nodes[node].kind {
      case .ask(let question): return hidden(question, at: id(node), codes, way)
      case .number(let request):
        return codes.filter { code in
          !code.contains("*") && !code.contains("#")
            && code.utf8.count <= request.digits.upperBound
        }.map { .hiddenNumbers(id(node), code: $0, way) }
      case .say, .hours: return []
      }
    }
  }

  private func hidden(
    _ question: PhoneMenu.Question, at node: PhoneMenu.NodeID, _ codes: [String],
    _ way: PhoneMenu.Way
  ) -> [PhoneMenu.Finding] {
    var findings: [PhoneMenu.Finding] = []
    let dialled = question.takesExtensions ? core.draft.extensions.map(\.digits) : []
    for option in question.options {
      if let code = codes.first(where: { option.keys.hasPrefix($0) }) {
        findings.append(.hiddenOption(node, keys: option.keys, code: code, way))
        continue
      }
      let others = codes + question.options.map(\.keys) + dialled
      if let longer = others.first(where: { $0 != option.keys && $0.hasPrefix(option.keys) }) {
        findings.append(.delayedOption(node, keys: option.keys, longer: longer, way))
      }
    }
    for digits in dialled {
      let options = question.options.map(\.keys).filter { $0 == digits }
      if let first = codes.first(where: { digits.hasPrefix($0) }) ?? options.first {
        findings.append(.hiddenExtension(node, digits: digits, by: first, way))
      }
    }
    return findings
  }
}

extension MenuCore.Kind {
  /// Whether a caller can do something here.
  fileprivate var waits: Bool {
    switch self {
    case .ask, .number: true
    case .say, .hours: false
    }
  }

  fileprivate var lacksLimit: Bool {
    switch self {
    case .ask(let question): question.limit == nil
    case .number(let request): request.limit == nil || request.checkLimit == nil
    case .say, .hours: false
    }
  }
}

extension BusinessClock {
  /// Whether there is an instant at which it is closed.
  fileprivate var isEverClosed: Bool { !isOpen(at: .min) || nextClosing(after: .min) != nil }
}
