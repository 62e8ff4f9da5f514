// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Reads the definitions of a document: in full, or by the name of an entry of the catalogue with what
/// that leaves open.
struct MetricDefinitionReader {
  let subjects: [MetricSubject]
  /// Subjects that could not be read: what is said about them cannot be checked.
  var unread: Set<String> = []

  func definition(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MetricDefinition? {
    guard var object = node.object(&problems) else { return nil }
    let before = problems.all.count
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let measureNode = object.required("measure", &problems)
    var definition: MetricDefinition?
    var subject: MetricSubject?
    var isKnown = true
    if case .string = measureNode?.value, let measureNode {
      if let entry = entry(measureNode, &problems) {
        subject = self.subject(entry.example.subject)
        definition = self.definition(entry, &object, &problems)
      } else {
        isKnown = false
      }
    } else {
      let subjectNode = object.required("subject", &problems)
      subject = subjectNode.flatMap { self.subject($0, &problems) }
      if let subject, let measureNode {
        definition = MetricMeasureReader(subject).measure(measureNode, &problems)
          .map { MetricDefinition("", of: subject.name, $0) }
      }
    }
    read(&object, subject, into: &definition, &problems)
    // What stands beside the name of an entry that there is not, nobody can tell.
    if isKnown { object.finish(&problems) }
    guard var definition, let id, let subject, problems.all.count == before else { return nil }
    definition.id = MetricID(id)
    return checked(definition, subject, node, &problems)
  }

  private func checked(
    _ definition: MetricDefinition, _ subject: MetricSubject, _ node: DocumentNode,
    _ problems: inout Problems
  ) -> MetricDefinition? {
    let found = definition.problems(in: subject)
    for problem in found {
      problems.report(
        problem.message, at: node.place(named: problem.path), suggestion: problem.suggestion)
    }
    return found.isEmpty ? definition : nil
  }

  // MARK: Catalogue

  private func entry(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MetricCatalogue.Entry? {
    node.oneOf(MetricCatalogue.entries.map { ($0.id.rawValue, $0) }, &problems)
  }

  private func definition(
    _ entry: MetricCatalogue.Entry, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> MetricDefinition? {
    var arguments: [String: MetricArgument] = [:]
    var isSound = true
    for parameter in entry.parameters {
      let node =
        parameter.isRequired
        ? object.required(parameter.name, &problems) : object.optional(parameter.name)
      guard let node else {
        if parameter.isRequired { isSound = false }
        continue
      }
      arguments[parameter.name] = parameter.read(node, &problems)
      if arguments[parameter.name] == nil { isSound = false }
    }
    return isSound ? try? entry.definition(arguments) : nil
  }

  // MARK: Subject

  private func subject(_ name: String) -> MetricSubject? {
    subjects.last { $0.name == name }
  }

  private func subject(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> MetricSubject? {
    guard let name = node.string(&problems), !unread.contains(name) else { return nil }
    if let subject = subject(name) { return subject }
    var names: [String] = []
    for subject in subjects where !names.contains(subject.name) { names.append(subject.name) }
    problems.report(
      "\(name.quoted) is no subject; known are \(DocumentNode.list(names))", at: node,
      suggestion: EditDistance.nearest(to: name, among: names))
    return nil
  }

  // MARK: Everything else

  private func read(
    _ object: inout DocumentObject, _ subject: MetricSubject?,
    into definition: inout MetricDefinition?, _ problems: inout Problems
  ) {
    if let node = object.optional("filter"), let subject,
      let filter = Condition(reading: node, subject.schema, &problems)
    {
      let own = definition?.filter ?? .always
      definition?.filter = own.and(filter)
    }
    if let node = object.optional("by"),
      let grouping = node.values(&problems, { $0.nonEmptyString(&$1) })
    {
      definition?.grouping = grouping
    }
    if let node = object.optional("date"), let date = date(node, &problems) {
      definition?.date = date
    }
    if let period = object.optional("period")?.period(&problems) { definition?.period = period }
    if let node = object.optional("horizon"), let horizon = horizon(node, &problems) {
      definition?.horizon = horizon
    }
    if let node = object.optional("objective"), let objective = objective(node, &problems) {
      definition?.objective = objective
    }
    if let node = object.optional("title"), let title = title(node, &problems) {
      definition?.title = title
    }
    if let source = object.optional("source")?.string(&problems) { definition?.source = source }
    if let family = object.optional("family")?.string(&problems) { definition?.family = family }
  }

  private func date(_ node: DocumentNode, _ problems: inout Problems) -> MetricDate? {
    if case .string = node.value { return node.nonEmptyString(&problems).map { .fact($0) } }
    guard var object = node.object(&problems) else { return nil }
    let inner = object.required("event", &problems)
    object.finish(&problems)
    guard var event = inner?.object(&problems) else { return nil }
    let from = event.required("from", &problems)?.nonEmptyString(&problems)
    let after = event.required("after", &problems)?.nonEmptyString(&problems)
    let limit = event.required("atMost", &problems)?.elapsed(&problems)
    event.finish(&problems)
    guard let from, let after, let limit else { return nil }
    return .event(from: from, after: after, atMost: limit)
  }

  private func horizon(_ node: DocumentNode, _ problems: inout Problems) -> MetricHorizon? {
    guard var object = node.object(&problems) else { return nil }
    let length = object.required("for", &problems)?.elapsed(&problems)
    let start = object.required("after", &problems)?.nonEmptyString(&problems)
    object.finish(&problems)
    guard let length, let start else { return nil }
    return MetricHorizon(length, after: start)
  }

  private func objective(_ node: DocumentNode, _ problems: inout Problems) -> MetricObjective? {
    guard var object = node.object(&problems) else { return nil }
    let directions = MetricObjective.Direction.allCases
    let given = directions.compactMap { direction in
      object.optional(direction.rawValue).map { (direction, $0) }
    }
    object.finish(&problems)
    guard let (direction, bound) = given.first, given.count == 1 else {
      problems.report(
        "exactly one of \(DocumentNode.list(directions.map(\.rawValue))) is needed", at: node)
      return nil
    }
    return bound.quantity(&problems).map { MetricObjective(direction, $0) }
  }

  private func title(_ node: DocumentNode, _ problems: inout Problems) -> MetricTitle? {
    if case .string(let text) = node.value { return MetricTitle(text) }
    guard var object = node.object(&problems) else { return nil }
    let english = object.optional("en").map { $0.string(&problems) } ?? ""
    let chinese = object.optional("zh-Hans").map { $0.string(&problems) } ?? ""
    object.finish(&problems)
    guard let english, let chinese else { return nil }
    return MetricTitle(english, simplifiedChinese: chinese)
  }
}
