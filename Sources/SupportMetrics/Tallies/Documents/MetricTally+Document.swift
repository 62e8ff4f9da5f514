// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

/// A tally as a document, so that parts can be counted in several processes and joined in one.
///
/// Cells stand in the order of their periods and groups, and names in that of their scalars, whatever
/// order rows were counted and parts merged in: equal tallies give equal bytes.
extension MetricTally {
  /// The tally as JSON text. It tells the formulas by which it counted; ``init(_:_:limits:)`` takes it
  /// back for a plan with the same.
  ///
  /// - Complexity: O(what the tally keeps), sorted.
  public var json: String { form.line }

  package var form: DocumentForm {
    let tally = settled
    let orders = plan.frames.indices.map { tally.order(ofFrame: $0) }
    return .object([
      .init("tally", .integer(0)), .init("subject", .text(plan.subject.name)),
      .init("period", .text("\(plan.period)")), .init("zone", .text(plan.zone.identifier)),
      .init("metrics", .list(plan.signature)), .init("part", shard.form),
      .init("rows", .integer(Int64(rows))),
      .init(
        "frames",
        .list(plan.frames.indices.map { tally.form(ofFrame: $0, orders[$0]) })),
      .init(
        "steps",
        .list(
          plan.steps.indices.map { place in
            let step = plan.steps[place]
            return tally.cells[place].form(
              orders[step.frame], step
            ) { tally.form(of: $0, $1) }
          })),
    ])
  }

  /// The cells of a frame in the order of their periods and groups.
  private func order(ofFrame frame: Int) -> [Int] {
    let groups = plan.frames[frame].groups
    let keys: [MetricTallyOrder] = indexes[frame].keys.map { key in
      MetricTallyOrder(
        period: key[0],
        group: groups.enumerated().map { level, field in name(of: key[level + 1], field) })
    }
    return keys.indices.sorted { keys[$0] < keys[$1] }
  }

  private func form(ofFrame frame: Int, _ order: [Int]) -> DocumentForm {
    let groups = plan.frames[frame].groups
    let keys = order.map(indexes[frame].key)
    return .object([
      .init(
        "periods",
        .list(keys.map { $0[0] == MetricColumns.unknown ? .null : .integer($0[0]) })),
      .init(
        "groups",
        .list(
          groups.enumerated().map { level, field in
            .list(keys.map { form(of: $0[level + 1], field) })
          })),
    ])
  }

  /// A code as a document has it: a name, or the number of the value.
  private func form(of code: Int64, _ field: Int) -> DocumentForm {
    guard code != MetricColumns.unknown else { return .null }
    guard plan.subject.schema.fields[field].domain == .text else { return .integer(code) }
    return .text(pools[field].texts[Int(code)].canonical)
  }

  /// Reads a tally that was written by a plan with the same subject, formulas, period and zone.
  ///
  /// - Parameters:
  ///   - json: The text.
  ///   - plan: The plan by which it was counted.
  ///   - limits: How much it may hold. A repeat takes five numbers a row, a share that waits three, a
  ///     stay two, an exact quantile up to two for each different value: beyond some 200,000 rows of
  ///     these, ask for more than the standard.
  /// - Throws: `DocumentError` with every problem: another plan, cells of the wrong number, counts
  ///   below zero, values that the subject does not allow.
  public init(
    _ json: String, _ plan: MetricPlan, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(json, limits: limits) { node, problems in
      Self(reading: node, plan, &problems)
    }
  }

  package init?(reading node: DocumentNode, _ plan: MetricPlan, _ problems: inout Problems) {
    self.init(plan)
    guard var object = node.object(&problems) else { return nil }
    _ = object.required("tally", &problems)?.integer(in: 0...0, &problems)
    for (key, expected) in [
      ("subject", plan.subject.name), ("period", "\(plan.period)"), ("zone", plan.zone.identifier),
    ] {
      guard let node = object.required(key, &problems), let found = node.string(&problems)
      else { continue }
      if found != expected {
        problems.report("the tally is by \(found.quoted), the plan by \(expected.quoted)", at: node)
      }
    }
    if let metrics = object.required("metrics", &problems),
      DocumentForm(metrics) != .list(plan.signature)
    {
      problems.report("the tally was counted by other formulas than the plan's", at: metrics)
    }
    shard = object.optional("part").flatMap { MetricShard(reading: $0, &problems) } ?? .whole
    settledRows = Int(
      object.required("rows", &problems)?.integer(in: 0...Int64.max, &problems) ?? 0)
    let frames = object.required("frames", &problems)?.array(&problems) ?? []
    let steps = object.required("steps", &problems)?.array(&problems) ?? []
    object.finish(&problems)
    guard frames.count == plan.frames.count, steps.count == plan.steps.count else {
      problems.report("frames and steps are not those of the plan", at: node)
      return nil
    }
    for (frame, node) in frames.enumerated() { read(frame: frame, node, &problems) }
    for (place, node) in steps.enumerated() {
      let step = plan.steps[place]
      var own = cells[place]
      own.grow(to: indexes[step.frame].count)
      own.read(node, step, cells: indexes[step.frame].count, &problems) {
        code(of: $0, $1, &$2)
      }
      cells[place] = own
    }
  }

  private mutating func read(frame: Int, _ node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return }
    let periods = object.required("periods", &problems)?.array(&problems) ?? []
    let groupNode = object.required("groups", &problems)
    object.finish(&problems)
    guard let groupNode, let columns = groupNode.array(&problems) else { return }
    let fields = plan.frames[frame].groups
    let lists = columns.map { $0.array(&problems) ?? [] }
    guard lists.count == fields.count, lists.allSatisfy({ $0.count == periods.count }) else {
      problems.report("there is not one value of each group for each period", at: groupNode)
      return
    }
    // What is not dated, such as what is present, has one period, number 0.
    let numbers = plan.frames[frame].date == nil ? 0...0 : MetricSpan.numbers(of: plan.period)
    for (row, period) in periods.enumerated() {
      var key: ContiguousArray<Int64> = [
        period.value == .null
          ? MetricColumns.unknown
          : period.integer(in: numbers, &problems) ?? 0
      ]
      for (level, field) in fields.enumerated() {
        key.append(code(of: lists[level][row], field, &problems))
      }
      if Int(indexes[frame].cell(key)) != row {
        problems.report("the period and group come twice", at: period)
      }
    }
  }

  private mutating func code(
    of node: DocumentNode, _ field: Int, _ problems: inout Problems
  ) -> Int64 {
    if node.value == .null { return MetricColumns.unknown }
    let domain = plan.subject.schema.fields[field].domain
    guard domain == .text else {
      return node.integer(in: domain.codes, &problems) ?? MetricColumns.unknown
    }
    return node.string(&problems).map { Int64(pools[field].id(of: $0)) } ?? MetricColumns.unknown
  }
}

/// What cells are ordered by when they are written.
private struct MetricTallyOrder: Comparable {
  var period: Int64
  var group: [FactValue?]

  static func < (left: Self, right: Self) -> Bool {
    left.period != right.period
      ? left.period < right.period : MetricReport.Key.isBefore(left.group, right.group)
  }
}

extension MetricPlan {
  /// What tallies of equal plans have in common: names and formulas.
  var signature: [DocumentForm] {
    definitions.map { .object([.init("id", .text($0.id.rawValue)), .init("formula", $0.form)]) }
  }
}

extension MetricShard {
  var form: DocumentForm {
    if self == .whole { return .null }
    return .object([
      .init("count", .integer(Int64(count))), .init("by", key.map(DocumentForm.text) ?? .null),
      .init("parts", .counts(parts)),
    ])
  }

  init?(reading node: DocumentNode, _ problems: inout Problems) {
    if node.value == .null {
      self = .whole
      return
    }
    guard var object = node.object(&problems) else { return nil }
    let count = object.required("count", &problems)?.integer(in: 2...1_000_000, &problems)
    let by = object.required("by", &problems)
    let key = by.flatMap { $0.value == .null ? nil : $0.string(&problems) }
    let partsNode = object.required("parts", &problems)
    object.finish(&problems)
    guard let count, let partsNode,
      let parts = partsNode.integers(in: 0...count - 1, &problems), let first = parts.first,
      var shard = MetricShard(part: Int(first), of: Int(count), by: key)
    else { return nil }
    for part in parts.dropFirst() {
      guard let more = MetricShard(part: Int(part), of: Int(count), by: key),
        let joined = shard.joined(with: more)
      else {
        problems.report("the part \(part) comes twice", at: partsNode)
        return nil
      }
      shard = joined
    }
    self = shard
  }
}
