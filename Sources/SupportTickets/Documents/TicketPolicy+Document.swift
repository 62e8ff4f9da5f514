// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// The rules of which there are lists, as documents say them.

extension DocumentForm {
  static func names(_ names: [some Identifier]) -> Self { .texts(names.map(\.rawValue)) }
  static func commands(_ kinds: [Ticket.Command.Kind]) -> Self { .texts(kinds.map(\.rawValue)) }
  static func span(_ span: ServiceDuration) -> Self { .text(span.description) }
  static func share(thousandths: Int) -> Self { .text(DocumentNode.percent(Int64(thousandths))) }
}

/// The members of a rule, in order; those that say nothing are left out.
private struct RuleForm {
  private var members: [DocumentForm.Member] = []

  mutating func add(_ key: String, _ form: DocumentForm?) {
    if let form { members.append(.init(key, form)) }
  }

  mutating func add(_ key: String, names: [some Identifier]) {
    if !names.isEmpty { add(key, .names(names)) }
  }

  mutating func add(_ key: String, commands: [Ticket.Command.Kind]) {
    if !commands.isEmpty { add(key, .commands(commands)) }
  }

  mutating func add(_ key: String, parts: [TicketPolicy.Part]) {
    if !parts.isEmpty { add(key, .list(parts.map(\.form))) }
  }

  mutating func add(when condition: Condition) {
    if condition != .always { add("when", condition.form) }
  }

  mutating func add(_ key: String, flag: Bool) {
    if flag { add(key, .flag(true)) }
  }

  static func make(_ fill: (inout Self) -> Void) -> DocumentForm {
    var form = Self()
    fill(&form)
    return .object(form.members)
  }
}

extension TicketPolicy.IntakeRule {
  var form: DocumentForm {
    .make {
      $0.add("id", .text(id.rawValue))
      $0.add(when: when)
      $0.add("requires", parts: requires)
      $0.add("noted", parts: notes)
      $0.add("assignTo", assignTo?.form)
      $0.add("concludes", concludes.map { .text($0.rawValue) })
    }
  }
}

extension Ticket.Assignment {
  fileprivate var form: DocumentForm {
    .make {
      $0.add("group", group.map { .text($0.rawValue) })
      $0.add("agent", agent.map { .text($0.rawValue) })
    }
  }
}

extension TicketPolicy.Permission {
  var form: DocumentForm {
    .make {
      $0.add("commands", .commands(commands))
      $0.add(when: when)
      $0.add("to", .list(parties.map(\.form)))
    }
  }
}

extension TicketPolicy.Permission.Party {
  fileprivate var form: DocumentForm {
    if case .onlyAgents(let agents) = self { return .object([.init("agents", .names(agents))]) }
    return .text(Self.words.first { $0.value == self }?.name ?? "")
  }
}

extension TicketPolicy.ForbiddenMark {
  var form: DocumentForm {
    .object([.init("mark", .text(mark)), .init("rule", .text(rule.rawValue))])
  }
}

extension TicketPolicy.Requirement {
  var form: DocumentForm {
    .make {
      $0.add("id", .text(id.rawValue))
      $0.add(when: when)
      $0.add("before", .commands(before))
      $0.add("needs", .list(parts.map(\.form)))
      $0.add("exceptFor", names: exceptFor)
    }
  }
}

extension TicketPolicy.ProcedureRule {
  var form: DocumentForm {
    .make {
      $0.add("id", .text(procedure.rawValue))
      $0.add("stages", .names(stages))
      $0.add("checklist", names: checklist)
      $0.add(
        "window",
        window.map { window in
          .object([
            .init("earliest", .span(window.earliest)), .init("latest", .span(window.latest)),
          ])
        })
    }
  }
}

extension TicketPolicy.IncidentPlan {
  var form: DocumentForm {
    .object([.init("level", .integer(Int64(level.rawValue))), .init("plan", .text(plan))])
  }
}

extension TicketPolicy.ConfirmationRule {
  var form: DocumentForm {
    .make {
      $0.add("step", .text(step.rawValue))
      $0.add(when: when)
      $0.add("pauses", .flag(pauses))
      $0.add("needsExpectedTime", flag: needsExpectedTime)
      $0.add("before", commands: before)
    }
  }
}

extension TicketPolicy.FollowUpRule {
  var form: DocumentForm {
    .make {
      $0.add("id", .text(id.rawValue))
      $0.add(when: when)
      $0.add("after", .text(after.rawValue))
      $0.add("purpose", .text(purpose))
      $0.add("delay", .span(delay))
      $0.add("every", every.map { .span($0) })
    }
  }
}

extension TicketPolicy.NoticeRule {
  var form: DocumentForm {
    .make {
      $0.add("purpose", .text(purpose))
      $0.add(when: when)
      $0.add("channels", .names(channels))
      $0.add("after", commands: after)
    }
  }
}

extension TicketPolicy.RetentionRule {
  var form: DocumentForm {
    .make {
      $0.add("id", .text(id.rawValue))
      $0.add(when: when)
      $0.add("keep", .text(part.rawValue))
      $0.add("for", .span(period))
      $0.add("from", .text(from.rawValue))
      $0.add("keepWhile", keepWhile?.form)
      $0.add("isLaw", flag: isLaw)
    }
  }
}

extension DocumentForm {
  fileprivate static func make(_ fill: (inout RuleForm) -> Void) -> Self { RuleForm.make(fill) }
}

// MARK: - Rules of which there is one

extension TicketPolicy.AttachmentLimits {
  var form: DocumentForm {
    .make {
      $0.add("mostBytes", .integer(mostBytes))
      $0.add("mediaTypes", mediaTypes.map { .texts($0) })
      $0.add("mostPerMessage", mostPerMessage.map { .integer(Int64($0)) })
    }
  }
}

extension TicketPolicy.TransferLimit {
  var form: DocumentForm {
    .make {
      $0.add("most", .integer(Int64(most)))
      $0.add("within", .text(within.rawValue))
      $0.add("escalateTo", escalateTo.map { .text($0.rawValue) })
    }
  }
}

extension TicketPolicy.RecordingRule {
  var form: DocumentForm {
    .object([
      .init("neededOver", .names(neededOver)), .init("mustBeEncrypted", .flag(mustBeEncrypted)),
    ])
  }
}

extension TicketPolicy.DissatisfactionRule {
  var form: DocumentForm {
    .make {
      $0.add("mostStars", .integer(Int64(mostStars)))
      $0.add("escalateTo", escalateTo.map { .text($0.rawValue) })
    }
  }
}

extension TicketPolicy.InspectionRule {
  var form: DocumentForm {
    .make {
      $0.add("below", .share(thousandths: below))
      $0.add("escalateTo", escalateTo.map { .text($0.rawValue) })
    }
  }
}

extension TicketPolicy.AbuseRule {
  var form: DocumentForm {
    .object([
      .init("bound", .share(thousandths: bound)), .init("warnings", .integer(Int64(warnings))),
      .init("blockFor", .span(blockFor)),
    ])
  }
}

extension TicketPolicy.DuplicateRule {
  var form: DocumentForm {
    .make {
      if !fields.isEmpty { $0.add("fields", .texts(fields)) }
      $0.add("category", .flag(category))
      $0.add("within", .span(within))
    }
  }
}

extension TicketPolicy.ConversationLimit {
  var form: DocumentForm { .object([.init("most", .integer(Int64(most)))]) }
}

extension TicketPolicy.AccountClosureRule {
  var form: DocumentForm {
    .object([.init("channels", .names(channels)), .init("for", .span(period))])
  }
}
