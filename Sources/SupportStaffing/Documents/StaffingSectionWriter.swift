// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Writes a book as ``StaffingBook`` reads it.
struct StaffingSectionWriter {
  typealias Member = DocumentForm.Member

  private let book: StaffingBook

  init(_ book: StaffingBook) {
    self.book = book
  }

  var document: DocumentForm {
    .object([
      Member("format", .integer(0)), Member("id", .text(book.id)),
      Member("version", .text(book.version)), Member("zone", .text(book.surges.zone.identifier)),
      Member(
        "staffing",
        .object([
          Member("model", model), Member("goal", goal),
          Member("shrinkage", .text(book.policy.shrinkage.share.description)),
          Member(
            "surges",
            .object([
              Member("combination", .text(book.surges.combination.rawValue)),
              Member("rules", .list(book.surges.rules.map(form))),
            ])),
        ])),
    ])
  }

  /// A number as its shortest decimal; `nil` where that takes more than 38 digits.
  static func form(_ number: Double) -> DocumentForm? {
    (try? ExactDecimal("\(number)")).map { .number($0) }
  }

  /// The numbers of a policy that a document has to hold.
  static func numbers(of policy: StaffingPolicy) -> [Double] {
    policy.goal.conditions.flatMap { condition in
      if case .serviceLevel(let share, let target, _) = condition {
        [share, target]
      } else {
        [condition.bound]
      }
    }
  }

  private var model: DocumentForm {
    switch book.policy.model {
    case .erlangB: .text("erlangB")
    case .erlangC: .text("erlangC")
    case .erlangA(let patience):
      .object([Member("erlangA", .object([Member("patience", Self.form(patience) ?? .null)]))])
    }
  }

  private var goal: DocumentForm {
    let levels = book.policy.goal.conditions.compactMap(level)
    var members: [Member] = []
    if !levels.isEmpty {
      members.append(Member("serviceLevel", levels.count == 1 ? levels[0] : .list(levels)))
    }
    for condition in book.policy.goal.conditions {
      switch condition {
      case .serviceLevel: continue
      case .averageSpeedOfAnswer: members.append(bound("averageSpeedOfAnswer", condition))
      case .occupancy: members.append(bound("occupancy", condition))
      case .probabilityOfWaiting: members.append(bound("probabilityOfWaiting", condition))
      case .abandonment: members.append(bound("abandonment", condition))
      case .blocking: members.append(bound("blocking", condition))
      }
    }
    return .object(members)
  }

  private func level(_ condition: StaffingGoal.Condition) -> DocumentForm? {
    guard case .serviceLevel(let share, let target, let reading) = condition else { return nil }
    var members = [
      Member("atLeast", Self.form(share) ?? .null), Member("within", Self.form(target) ?? .null),
    ]
    if reading != .answeredOfOffered {
      members.append(Member("reading", .text(reading.rawValue)))
    }
    return .object(members)
  }

  private func bound(_ key: String, _ condition: StaffingGoal.Condition) -> Member {
    Member(key, Self.form(condition.bound) ?? .null)
  }

  // MARK: Surges

  private func form(_ rule: SurgeRule) -> DocumentForm {
    .object([Member("id", .text(rule.id))] + members(rule.effect) + members(rule.window))
  }

  private func members(_ effect: SurgeRule.Effect) -> [Member] {
    switch effect {
    case .raise(let share): [Member("raise", .text(share.description))]
    case .add(let heads): [Member("add", .integer(Int64(heads)))]
    case .atLeast(let heads): [Member("atLeast", .integer(Int64(heads)))]
    case .group(let name, let heads):
      [Member("group", .text(name)), Member("heads", .integer(Int64(heads)))]
    }
  }

  private func members(_ window: SurgeRule.Window) -> [Member] {
    switch window {
    case .dates(let spans): [Member("dates", form(spans))]
    case .holidays(let spans, let lead):
      [Member("leadDays", .integer(Int64(lead))), Member("holidays", form(spans))]
    case .events(let events, let lead):
      [
        Member("leadHours", .integer(Int64(lead))),
        Member(
          "events",
          .list(
            events.map { event in
              .object([
                Member("name", .text(event.name)), Member("from", .text(event.start.description)),
                Member("until", .text(event.end.description)),
              ])
            })),
      ]
    case .monthly(let day): [Member("monthly", .integer(Int64(day)))]
    }
  }

  private func form(_ spans: [HolidaySpan]) -> DocumentForm {
    .list(
      spans.map { span in
        .object([
          Member("name", .text(span.name)), Member("from", .text(span.first.description)),
          Member("through", .text(span.last.description)),
        ])
      })
  }
}
