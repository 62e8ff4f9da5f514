// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension DisputePolicy {
  /// Reads a policy that people wrote, such as a section of a policy book.
  ///
  /// ```json
  /// { "evidence": ["contract", "payment"],
  ///   "levels": [
  ///     { "id": "customerSide", "members": ["li", "wu"], "within": "3 working days",
  ///       "calendar": "office", "remindAfter": "2 working days", "afterLimit": "passesOn",
  ///       "mayPassOn": true, "appealWithin": "5 working days" },
  ///     { "id": "legal", "within": "10 days", "afterLimit": "staysOverdue", "mayPassOn": false } ],
  ///   "review": { "from": 1, "through": 15, "mostTimes": 2 },
  ///   "costs": "loserPays",
  ///   "publication": { "after": "30 days", "masks": ["sums"] } }
  /// ```
  ///
  /// `costs` is `loserPays`, `company` or `{ "customer": "25%" }`. `members`, `calendar`,
  /// `remindAfter` and `appealWithin` may be left out, and `review` where disputes are not reviewed.
  /// After a report there is no policy.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - version: The version of the document.
  ///   - zone: By whose clocks days and months go.
  ///   - calendars: The calendars that spans of time name.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(
    reading node: DocumentNode, version: PolicyVersion, zone: ZoneRules,
    calendars: [String: BusinessCalendar] = [:], _ problems: inout Problems
  ) {
    guard var object = node.object(&problems) else { return nil }
    let evidence: [Dispute.EvidenceKind]? = object.required("evidence", &problems)?
      .values(&problems) { $0.nonEmptyString(&$1).map { .init(rawValue: $0) } }
    let levels = object.required("levels", &problems)?
      .values(&problems) { DisputeLevel(reading: $0, &$1) }
    let reviewNode = object.optional("review")
    let review = reviewNode.flatMap { ReviewWindow(reading: $0, &problems) }
    let costs = object.required("costs", &problems).flatMap { CostRule(reading: $0, &problems) }
    let publication = object.required("publication", &problems)
      .flatMap { Publication(reading: $0, &problems) }
    object.finish(&problems)
    guard let evidence, let levels, let costs, let publication,
      reviewNode == nil || review != nil
    else { return nil }
    do throws(DocumentError) {
      try self.init(
        version: version, zone: zone, calendars: calendars, evidence: evidence, levels: levels,
        review: review, costs: costs, publication: publication)
    } catch {
      for problem in error.problems {
        problems.report(
          problem.message, at: node.nearest(to: problem.path), suggestion: problem.suggestion)
      }
      return nil
    }
  }
}

extension DisputeLevel {
  fileprivate init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let members: [AgentID]? = object.optional("members")?
      .values(&problems) { $0.nonEmptyString(&$1).map { .init(rawValue: $0) } }
    let within = object.required("within", &problems)?.span(&problems)
    let calendar = object.optional("calendar")?.nonEmptyString(&problems)
    let remindAfter = object.optional("remindAfter")?.span(&problems)
    let afterLimit = object.required("afterLimit", &problems)?
      .oneOf(AfterLimit.allCases.map { ($0.rawValue, $0) }, &problems)
    let mayPassOn = object.required("mayPassOn", &problems)?.boolean(&problems)
    let appealWithin = object.optional("appealWithin")?.span(&problems)
    object.finish(&problems)
    guard let id, let within, let afterLimit, let mayPassOn, problems == before else { return nil }
    self.init(
      ID(rawValue: id), members: members ?? [], within: within, calendar: calendar,
      remindAfter: remindAfter, afterLimit: afterLimit, mayPassOn: mayPassOn,
      appealWithin: appealWithin)
  }
}

extension DisputePolicy.ReviewWindow {
  fileprivate init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let from = object.required("from", &problems)?.integer(in: 1...31, &problems)
    let through = object.required("through", &problems)
    let last = through?.integer(in: 1...31, &problems)
    let times = object.required("mostTimes", &problems)?.integer(in: 1...1_000, &problems)
    object.finish(&problems)
    guard let from, let last, let times else { return nil }
    guard from <= last else {
      problems.report("\(last) is before \(from)", at: through ?? node)
      return nil
    }
    self.init(days: Int(from)...Int(last), mostTimes: Int(times))
  }
}

extension DisputePolicy.CostRule {
  fileprivate init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard case .object = node.value, var object = node.object(&problems) else {
      let rule: Self? = node.oneOf(
        [("loserPays", .loserPays), ("company", .company)], &problems)
      guard let rule else { return nil }
      self = rule
      return
    }
    let share = object.required("customer", &problems)?
      .text(&problems) { text throws(TextError) in try Rate(text) }
    object.finish(&problems)
    guard let share else { return nil }
    self = .split(customer: share)
  }
}

extension DisputePolicy.Publication {
  fileprivate init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let after = object.required("after", &problems)?.span(&problems)
    let calendar = object.optional("calendar")?.nonEmptyString(&problems)
    let masks = object.required("masks", &problems)?
      .values(&problems) { $0.oneOf(Part.allCases.map { ($0.rawValue, $0) }, &$1) }
    object.finish(&problems)
    guard let after, let masks, problems == before else { return nil }
    self.init(after: after, calendar: calendar, masks: Set(masks))
  }
}

extension DocumentNode {
  fileprivate func span(_ problems: inout Problems) -> ServiceDuration? {
    text(&problems, ServiceDuration.init(_:))
  }

  /// The node of a part, such as `levels[3].within`, or the nearest one around it.
  fileprivate func nearest(to path: String) -> DocumentNode {
    var node = self
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      let next: DocumentNode? =
        switch node.value {
        case .object(let members): members.first { $0.key == part }?.value
        case .array(let elements):
          Int(part.dropLast()).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        default: nil
        }
      guard let next else { break }
      node = next
    }
    return node
  }
}

// MARK: - Writing

extension DisputePolicy {
  /// The policy as a document in the form of a policy book, to be read with
  /// ``init(reading:version:zone:calendars:_:)``.
  public var json: String { form.text }

  package var form: DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("evidence", .texts(evidence.map(\.rawValue))),
      .init("levels", .list(levels.map(\.form))),
    ]
    if let review {
      members.append(
        .init(
          "review",
          .object([
            .init("from", .integer(Int64(review.days.lowerBound))),
            .init("through", .integer(Int64(review.days.upperBound))),
            .init("mostTimes", .integer(Int64(review.mostTimes))),
          ])))
    }
    members.append(.init("costs", costs.form))
    var publishing: [DocumentForm.Member] = [.init("after", .text("\(publication.after)"))]
    if let calendar = publication.calendar {
      publishing.append(.init("calendar", .text(calendar)))
    }
    publishing.append(.init("masks", .texts(publication.maskedParts.map(\.rawValue))))
    members.append(.init("publication", .object(publishing)))
    return .object(members)
  }
}

extension DisputePolicy.CostRule {
  fileprivate var form: DocumentForm {
    switch self {
    case .loserPays: .text("loserPays")
    case .company: .text("company")
    case .split(let share): .object([.init("customer", .text("\(share)"))])
    }
  }
}

extension DisputeLevel {
  fileprivate var form: DocumentForm {
    var form: [DocumentForm.Member] = [.init("id", .text(id.rawValue))]
    if !members.isEmpty { form.append(.init("members", .texts(members.map(\.rawValue)))) }
    form.append(.init("within", .text("\(within)")))
    if let calendar { form.append(.init("calendar", .text(calendar))) }
    if let remindAfter { form.append(.init("remindAfter", .text("\(remindAfter)"))) }
    form.append(.init("afterLimit", .text(afterLimit.rawValue)))
    form.append(.init("mayPassOn", .flag(mayPassOn)))
    if let appealWithin { form.append(.init("appealWithin", .text("\(appealWithin)"))) }
    return .object(form)
  }
}
