// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA

/// Reads the section `subjects` of a book: new subjects, and facts added to those of the library.
struct MetricSubjectReader {
  /// Reads all of them.
  ///
  /// - Returns: The subjects, and the names of those that could not be read.
  func subjects(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> (read: [MetricSubject], unread: Set<String>) {
    guard let object = node.object(&problems) else { return ([], []) }
    var read: [MetricSubject] = []
    var unread: Set<String> = []
    for member in object.members where member.key != "note" {
      if let subject = subject(member, &problems) {
        read.append(subject)
      } else {
        unread.insert(member.key)
      }
    }
    return (read, unread)
  }

  private func subject(
    _ member: DocumentNode.Member, _ problems: inout Problems
  ) -> MetricSubject? {
    guard var object = member.value.object(&problems) else { return nil }
    let before = problems.all.count
    guard let own = MetricSubject.all.first(where: { $0.name == member.key }) else {
      let date = object.required("date", &problems)?.nonEmptyString(&problems)
      let schema = object.required("facts", &problems).flatMap {
        FactSchema(reading: $0, &problems)
      }
      object.finish(&problems)
      guard let date, let schema, problems.all.count == before else { return nil }
      return make(at: member.value, &problems) { () throws(DocumentError) in
        try MetricSubject(member.key, schema.fields, date: date)
      }
    }
    var added: [FactField] = []
    if own.name == MetricSubject.tickets.name, let node = object.optional("promises") {
      added += promises(node, &problems) ?? []
    }
    if let node = object.optional("adds"), let schema = FactSchema(reading: node, &problems) {
      added += schema.fields
    }
    object.finish(&problems)
    guard problems.all.count == before else { return nil }
    return make(at: member.value, &problems) { () throws(DocumentError) in try own.adding(added) }
  }

  /// The facts that hold the verdicts on promises.
  private func promises(_ node: DocumentNode, _ problems: inout Problems) -> [FactField]? {
    guard let names = node.values(&problems, { $0.nonEmptyString(&$1) }) else { return nil }
    return make(at: node, &problems) { () throws(DocumentError) in
      try MetricSubject.promises(names)
    }
  }

  private func make<Value>(
    at node: DocumentNode, _ problems: inout Problems,
    _ make: () throws(DocumentError) -> Value
  ) -> Value? {
    do throws(DocumentError) {
      return try make()
    } catch {
      for problem in error.problems {
        problems.report(problem.message, at: node, suggestion: problem.suggestion)
      }
      return nil
    }
  }
}

extension MetricSubject {
  /// The facts that hold the verdicts on promises of these names.
  static func promises(_ names: [String]) throws(DocumentError) -> [FactField] {
    let subject = try tickets(promising: names.map { SLAMetric($0) })
    return Array(subject.schema.fields.dropFirst(tickets.schema.fields.count))
  }

  /// The subject in a document: what it adds to one of the library, or all of it.
  var form: DocumentForm {
    typealias Member = DocumentForm.Member
    guard let own = Self.all.first(where: { $0.name == name }) else {
      return .object([
        Member("date", .text(date)), Member("facts", FactSchema.form(of: schema.fields)),
      ])
    }
    var added = schema.fields.dropFirst(own.schema.fields.count)
    var promised: [String] = []
    while own.name == Self.tickets.name, let first = added.first, first.name.hasPrefix("sla."),
      let same = try? Self.promises([String(first.name.dropFirst(4))]), same == [first]
    {
      promised.append(String(first.name.dropFirst(4)))
      added = added.dropFirst()
    }
    var members: [Member] = []
    if !promised.isEmpty { members.append(Member("promises", .texts(promised))) }
    if !added.isEmpty { members.append(Member("adds", FactSchema.form(of: Array(added)))) }
    return .object(members)
  }
}
