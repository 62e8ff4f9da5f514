// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// What keeps the definition from being counted, all at once; empty where nothing does.
  ///
  /// Found are: a subject of another name; facts that the subject does not have, with the one that was
  /// probably meant; facts of the wrong kind, such as the mean of a text; amounts of different units;
  /// parameters out of bounds; an objective in another unit than the figure; instants that are none;
  /// and parts that no row can ever count in, such as a numerator outside its denominator.
  ///
  /// Paths are those of a document: `measure.share.of.wait`.
  ///
  /// - Complexity: O(size of the definition), and a proof bounded by 100,000 steps for each part.
  public func problems(in subject: MetricSubject) -> [Problem] {
    var problems = Problems()
    check(against: subject, path: "", &problems)
    return problems.all
  }

  /// Throws what keeps the definition from being counted.
  ///
  /// - Throws: `DocumentError` with every problem.
  public func check(in subject: MetricSubject) throws(DocumentError) {
    var problems = Problems()
    check(against: subject, path: "", &problems)
    try problems.throwIfAny()
  }

  /// Reports what keeps the definition from being counted, each problem at its path below another.
  func check(against subject: MetricSubject, path: String, _ problems: inout Problems) {
    let base = path.isEmpty ? "" : "\(path)."
    if id.rawValue.allSatisfy(\.isWhitespace) {
      problems.report("the metric needs a name", path: "\(base)id")
    }
    guard self.subject == subject.name else {
      problems.report(
        "it is about \(self.subject.quoted), these rows are \(subject.name.quoted)",
        path: "\(base)subject")
      return
    }
    let before = problems.all.count
    var check = MetricCheck(subject, problems)
    check.measure(measure, path: "\(base)measure")
    check.condition(filter, path: "\(base)filter")
    check.names(grouping, path: "\(base)by")
    if let date { check.date(date, path: "\(base)date") }
    if let objection = period?.objection { check.report(objection, path: "\(base)period") }
    if let horizon {
      check.instant(horizon.start, path: "\(base)horizon.after")
      check.positive(horizon.length, path: "\(base)horizon.for")
      if ![.count, .share, .ratio, .balance].contains(measure.kind) {
        check.report(
          "only counts, shares, ratios and balances can wait for a horizon",
          path: "\(base)horizon")
      }
    }
    if let objective { check.objective(objective, of: measure, path: "\(base)objective") }
    problems = check.problems
    guard problems.all.count == before else { return }
    proveParts(in: subject, base: base, &problems)
  }

  /// Reports the parts that no row can count in.
  private func proveParts(
    in subject: MetricSubject, base: String, _ problems: inout Problems
  ) {
    let proof = MetricProof(subject)
    guard proof.canHold(filter) else {
      problems.report("no row can ever be looked at", path: "\(base)filter")
      return
    }
    let path = "\(base)measure.\(measure.kind.rawValue)"
    let before = problems.all.count
    for part in measure.parts where !proof.canHold(part.condition.and(filter)) {
      problems.report(
        "no row can ever count here", path: part.key.isEmpty ? path : "\(path).\(part.key)")
    }
    if case .recurrence(let window, _) = measure, !proof.canHold(window.followers.and(filter)) {
      problems.report("no row can ever follow another", path: "\(path).followers")
    }
    guard problems.all.count == before else { return }
    for part in measure.shares where !proof.canHold(part.of.and(part.among).and(filter)) {
      problems.report(
        "no row that counts below the line can ever count here", path: "\(path).\(part.key)")
    }
  }
}

extension Condition {
  /// Both, without a part that always holds.
  func and(_ other: Self) -> Self {
    if self == .always { return other }
    return other == .always ? self : .all([self, other])
  }
}
