// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A menu compiled for sessions: nodes by their place, limits in milliseconds, keys in tables.
final class MenuCore: Sendable {
  /// Where a choice leads: a node by its place, or a destination by its place.
  enum Way: Hashable, Sendable {
    case node(Int)
    case out(Int)
  }

  /// A question, compiled.
  struct Question: Sendable {
    let prompt: PromptID
    let length: Int64
    let limit: Int64?
    let keys: KeyTable
    let options: [Way]
    let words: [String: Int]
    let retries: Int
    let otherwise: Way
  }

  /// A request for a number, compiled.
  struct Request: Sendable {
    let request: PhoneMenu.NumberRequest
    let length: Int64
    let limit: Int64?
    let checkLimit: Int64?
    let verified: Way
    let otherwise: Way
    /// Its place among the requests.
    let place: Int
  }

  enum Kind: Sendable {
    case ask(Question)
    case number(Request)
    case say(PromptID, length: Int64, then: Way)
    case hours(String, BusinessClock?, open: Way, closed: Way)
  }

  let draft: PhoneMenu.Draft
  let calendars: [String: BusinessClock]
  let places: [PhoneMenu.NodeID: Int]
  let ids: [PhoneMenu.NodeID]
  let kinds: [Kind]
  let destinations: [RoutingDestination]
  let start: Way
  let person: Way
  let personKey: UInt64?
  let codes: [Way]
  let codeKeys: KeyTable
  let extensions: [Way]
  let prefixes: [Way]
  let betweenKeys: Int64?
  let requests: Int

  /// Compiles a draft that was checked.
  init(_ draft: PhoneMenu.Draft, _ calendars: [String: BusinessClock]) {
    var compiler = MenuCompiler(draft, calendars)
    let start = compiler.way(draft.start)
    let person = compiler.way(draft.person)
    let codes = draft.codes.map { compiler.way($0.target) }
    let extensions = draft.extensions.map { compiler.way($0.target) }
    let prefixes = draft.prefixes.map { compiler.way($0.target) }
    let kinds = draft.nodes.map { compiler.kind($0.kind) }
    self.draft = draft
    self.calendars = compiler.used
    places = compiler.places
    ids = draft.nodes.map(\.id)
    self.kinds = kinds
    destinations = compiler.destinations
    self.start = start
    self.person = person
    personKey = draft.personKey?.utf8.first.flatMap(KeyRow.code)
    self.codes = codes
    codeKeys = KeyTable(compiler.codeRows)
    self.extensions = extensions
    self.prefixes = prefixes
    betweenKeys = draft.betweenKeys?.wholeMilliseconds
    requests = compiler.requests
  }
}

/// Compiles the parts of a draft that was checked.
struct MenuCompiler {
  private let draft: PhoneMenu.Draft
  private let calendars: [String: BusinessClock]
  private(set) var used: [String: BusinessClock] = [:]
  private(set) var places: [PhoneMenu.NodeID: Int] = [:]
  private(set) var destinations: [RoutingDestination] = []
  private var destinationPlaces: [RoutingDestination: Int] = [:]
  private(set) var requests = 0
  let codeRows: [(row: KeyRow, meaning: KeyTable.Meaning)]

  init(_ draft: PhoneMenu.Draft, _ calendars: [String: BusinessClock]) {
    self.draft = draft
    self.calendars = calendars
    codeRows = draft.codes.enumerated().compactMap { index, code in
      KeyRow(code.digits).map { ($0, .code(index)) }
    }
    for (index, node) in draft.nodes.enumerated() where places[node.id] == nil {
      places[node.id] = index
    }
  }

  mutating func way(_ target: PhoneMenu.Target) -> MenuCore.Way {
    // INVARIANT: a draft that was checked names nodes that exist.
    let destination: RoutingDestination
    switch target {
    case .node(let id):
      if let place = places[id] { return .node(place) }
      destination = .hangUp
    case .destination(let known): destination = known
    }
    if let place = destinationPlaces[destination] { return .out(place) }
    destinationPlaces[destination] = destinations.count
    destinations.append(destination)
    return .out(destinations.count - 1)
  }

  mutating func kind(_ kind: PhoneMenu.Kind) -> MenuCore.Kind {
    switch kind {
    case .ask(let question): return .ask(compile(question))
    case .number(let request):
      requests += 1
      return .number(
        MenuCore.Request(
          request: request, length: request.prompt.length.wholeMilliseconds,
          limit: request.within?.wholeMilliseconds,
          checkLimit: request.checkWithin?.wholeMilliseconds, verified: way(request.verified),
          otherwise: way(request.otherwise), place: requests - 1))
    case .say(let prompt, let target):
      return .say(prompt.id, length: prompt.length.wholeMilliseconds, then: way(target))
    case .hours(let name, let open, let closed):
      used[name] = calendars[name]
      return .hours(name, calendars[name], open: way(open), closed: way(closed))
    }
  }

  private mutating func compile(_ question: PhoneMenu.Question) -> MenuCore.Question {
    let levelLimit = question.level.flatMap { level in
      draft.limits.indices.contains(level - 1) ? draft.limits[level - 1] : nil
    }
    var words: [String: Int] = [:]
    for (index, option) in question.options.enumerated() {
      for word in option.says where words[word] == nil { words[word] = index }
    }
    return MenuCore.Question(
      prompt: question.prompt.id, length: question.prompt.length.wholeMilliseconds,
      limit: (question.within ?? levelLimit)?.wholeMilliseconds, keys: keys(of: question),
      options: question.options.map { way($0.target) }, words: words,
      retries: question.retries ?? draft.retries,
      otherwise: way(question.otherwise ?? draft.otherwise))
  }

  /// Codes come first, then the question's own keys, then extensions: what begins with a code that is
  /// complete is out of reach.
  private func keys(of question: PhoneMenu.Question) -> KeyTable {
    var rows = codeRows
    var seen = Set(rows.map(\.row))
    func add(_ text: String, _ meaning: KeyTable.Meaning) {
      guard let row = KeyRow(text), seen.insert(row).inserted,
        !codeRows.contains(where: { row.begins(with: $0.row) })
      else { return }
      rows.append((row, meaning))
    }
    for (index, option) in question.options.enumerated() { add(option.keys, .option(index)) }
    if question.takesExtensions {
      for (index, code) in draft.extensions.enumerated() { add(code.digits, .dialled(index)) }
    }
    return KeyTable(rows)
  }
}
