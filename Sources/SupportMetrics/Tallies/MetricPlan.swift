// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportTime

/// Definitions made ready to count by: checked against their subject, their conditions put together.
///
/// A plan is for one subject; what a desk measures of tickets and of contacts are two plans. Make a
/// tally from it for each part of a log.
///
/// ```swift
/// let plan = try MetricPlan(of: .contacts, definitions, by: .day, in: shanghai)
/// var tally = MetricTally(plan)
/// ```
public struct MetricPlan: Sendable {
  /// What the rows are about.
  public let subject: MetricSubject
  /// The definitions, in the order in which figures are told.
  public let definitions: [MetricDefinition]
  /// How finely tallies keep time apart; reports by this period and coarser ones follow.
  public let period: MetricPeriod
  /// The zone on whose calendars days and months are told.
  public let zone: ZoneRules

  let program: MaskProgram
  let frames: [MetricFrame]
  /// What is kept, each once: three quantiles of one amount keep its values together.
  let steps: [MetricStep]
  /// Per definition its step.
  let places: [Int]

  /// Compiles definitions.
  ///
  /// - Parameters:
  ///   - subject: What the rows are about; each definition must be of it.
  ///   - definitions: What is to be counted.
  ///   - period: How finely time is kept apart.
  ///   - zone: Whose days and months.
  /// - Throws: `DocumentError` with every problem of every definition: two of one name, another
  ///   subject, unknown facts, facts of the wrong kind, parameters out of bounds.
  /// - Complexity: O(size of the definitions).
  public init(
    of subject: MetricSubject, _ definitions: [MetricDefinition], by period: MetricPeriod = .whole,
    in zone: ZoneRules = .utc
  ) throws(DocumentError) {
    var problems = Problems()
    if let objection = period.objection { problems.report(objection, path: "period") }
    var seen: Set<MetricID> = []
    for (index, definition) in definitions.enumerated() {
      let path = "metrics[\(index)]"
      if !seen.insert(definition.id).inserted {
        problems.report(
          "two metrics are called \(definition.id.rawValue.quoted)", path: "\(path).id")
      }
      definition.check(against: subject, path: path, &problems)
    }
    try problems.throwIfAny()
    self.init(sound: definitions, subject, period, zone)
  }

  private init(
    sound definitions: [MetricDefinition], _ subject: MetricSubject, _ period: MetricPeriod,
    _ zone: ZoneRules
  ) {
    var compiler = MetricCompiler(subject, isWhole: period == .whole)
    var steps: [MetricStep] = []
    var known: [MetricStep: Int] = [:]
    places = definitions.map { definition in
      let step = compiler.step(definition)
      let place = known[step] ?? steps.count
      if place == steps.count { steps.append(step) }
      known[step] = place
      return place
    }
    self.steps = steps
    program = compiler.program
    frames = compiler.frames
    self.subject = subject
    self.definitions = definitions
    self.period = period
    self.zone = zone
  }

  /// The place of a definition; `nil` for a name that is none of them.
  func index(of id: MetricID) -> Int? { definitions.firstIndex { $0.id == id } }
}

/// What cells are told apart by: a date and some facts. Definitions that share it share the lookup.
struct MetricFrame: Hashable, Sendable {
  /// What puts a row into a period; `nil` where all time is one.
  var date: Date?
  /// The positions of the facts by which rows are told apart.
  var groups: [Int]

  enum Date: Hashable, Sendable {
    case instant(Int)
    case day(Int)
    case event(from: Int, after: Int, atMost: Int64)
  }
}

/// A definition, compiled: places in the program and positions of facts.
struct MetricStep: Hashable, Sendable {
  var frame: Int
  var filter: Int
  var horizon: Horizon?
  var kind: Kind

  struct Horizon: Hashable, Sendable {
    var start: Int
    var length: Int64
  }

  enum Kind: Hashable, Sendable {
    /// Rows above and below the line; a count has only those below.
    case count(Int)
    case share(Int, Int)
    case ratio(Int, Int)
    case balance(Int, Int, Int)
    case sum([Int], Int)
    case quotient([Int], [Int], Int)
    case extreme([Int], Int, isLeast: Bool)
    case values([Int], Int)
    case sketch([Int], Int, Rate)
    case names(Int, Int)
    case frequent(Int, Int, counters: Int)
    case distinct(Int, Int)
    case sketchedDistinct(Int, Int, precision: Int)
    case sumByDistinct([Int], Int, Int)
    case present(Int, Int, Int)
    /// The time after a row is asked for when figures are made: windows of several lengths share rows.
    case recurrence(key: [Int], start: Int, end: Int, followers: Int, Int)
  }
}

/// Puts definitions in which there is no mistake into a program, frames and steps.
struct MetricCompiler {
  let subject: MetricSubject
  let isWhole: Bool
  var program = MaskProgram()
  var frames: [MetricFrame] = []

  init(_ subject: MetricSubject, isWhole: Bool) {
    self.subject = subject
    self.isWhole = isWhole
  }

  mutating func step(_ definition: MetricDefinition) -> MetricStep {
    let kind = kind(definition.measure)
    var frame = MetricFrame(date: nil, groups: definition.grouping.map(position))
    if case .present = kind {} else if !isWhole { frame.date = date(definition.date) }
    return MetricStep(
      frame: place(of: frame), filter: add(definition.filter),
      horizon: definition.horizon.map {
        .init(start: position($0.start), length: $0.length.wholeMilliseconds)
      }, kind: kind)
  }

  private mutating func place(of frame: MetricFrame) -> Int {
    if let place = frames.firstIndex(of: frame) { return place }
    frames.append(frame)
    return frames.count - 1
  }

  private func date(_ date: MetricDate?) -> MetricFrame.Date {
    switch date ?? .fact(subject.date) {
    case .fact(let name):
      let position = position(name)
      return subject.schema.fields[position].domain == .date ? .day(position) : .instant(position)
    case .event(let start, let after, let limit):
      return .event(
        from: position(start), after: position(after), atMost: limit.wholeMilliseconds)
    }
  }

  private mutating func kind(_ measure: MetricMeasure) -> MetricStep.Kind {
    switch measure {
    case .count(let rows): .count(add(rows))
    case .share(let part, let whole): .share(add(part), add(whole))
    case .ratio(let left, let right): .ratio(add(left), add(right))
    case .balance(let left, let right, let whole): .balance(add(left), add(right), add(whole))
    case .sum(let amount, let rows), .mean(let amount, let rows): .sum(facts(amount), add(rows))
    case .minimum(let amount, let rows): .extreme(facts(amount), add(rows), isLeast: true)
    case .maximum(let amount, let rows): .extreme(facts(amount), add(rows), isLeast: false)
    case .quantile(_, let amount, .sketch(let error), let rows):
      .sketch(facts(amount), add(rows), error)
    case .quantile(_, let amount, _, let rows): .values(facts(amount), add(rows))
    case .quotient(let amount, .amount(let other), let rows):
      .quotient(facts(amount), facts(other), add(rows))
    case .quotient(let amount, .distinct(let fact), let rows):
      .sumByDistinct(facts(amount), position(fact), add(rows))
    case .top(_, let fact, .exact, let rows): .names(position(fact), add(rows))
    case .top(_, let fact, .bounded(let counters), let rows):
      .frequent(position(fact), add(rows), counters: counters)
    case .distinct(let fact, .exact, let rows): .distinct(position(fact), add(rows))
    case .distinct(let fact, .bounded(let precision), let rows):
      .sketchedDistinct(position(fact), add(rows), precision: precision)
    case .averagePresent(let from, let until, let rows),
      .presentAtEnd(let from, let until, let rows), .ageAtEnd(_, let from, let until, let rows):
      .present(position(from), position(until), add(rows))
    case .recurrence(let window, let rows):
      .recurrence(
        key: window.key.map(position), start: position(window.start),
        end: position(window.end ?? window.start), followers: add(window.followers), add(rows))
    }
  }

  private mutating func add(_ condition: Condition) -> Int {
    program.add(condition, subject.schema)
  }
  private func facts(_ amount: MetricAmount) -> [Int] { amount.facts.map(position) }
  private func position(_ fact: String) -> Int { subject.schema.position(of: fact) ?? 0 }
}
