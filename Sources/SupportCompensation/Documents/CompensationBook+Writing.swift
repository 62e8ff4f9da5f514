// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension CompensationPolicy {
  /// The section `compensation` of a document, without the version and its start.
  package var form: DocumentForm { .object(members) }

  /// The members of the section.
  fileprivate var members: [DocumentForm.Member] {
    var members: [DocumentForm.Member] = []
    if !caps.isEmpty { members.append(.init("caps", .list(caps.map(\.form)))) }
    members += [
      .init("settle", .list(settlement.steps.map { $0.form(currency) })),
      .init("rules", .list(rules.map { $0.form { $0.form(currency) } })),
    ]
    if let otherwise { members.append(.init("otherwise", otherwise.form(currency))) }
    return members + options.members(currency)
  }
}

extension AwardCap {
  fileprivate var form: DocumentForm {
    let kinds = AwardForm.Kind.allCases.filter(counts.contains).map(\.rawValue)
    return .object([
      .init("id", .text(id.rawValue)), .init("amount", .text(amount.amountText)),
      .init("per", .text(scope == .perCase ? "case" : "customer")),
      .init("window", .text(window.words)), .init("covers", .text(covers.rawValue)),
      .init("counts", .texts(kinds)),
    ])
  }
}

extension Settlement.Step {
  fileprivate func form(_ currency: Currency) -> DocumentForm {
    switch self {
    case .stack(let stacking): stacking.form
    case .cap(let id): .object([.init("cap", .text(id.rawValue))])
    case .minimum(let money): .object([.init("minimum", .text(money.amountText))])
    case .round(let rule): .object([.init("round", .text(rule.text(in: currency)))])
    }
  }
}

extension Stacking {
  fileprivate var form: DocumentForm {
    let mode: DocumentForm =
      switch mode {
      case .highest: .text("highest")
      case .sum: .text("sum")
      case .sumUpTo(let most): .object([.init("sumUpTo", .text(most.amountText))])
      }
    var members = [DocumentForm.Member("stack", mode)]
    if !adding.isEmpty { members.append(.init("adding", .texts(adding.sorted()))) }
    members.append(.init("refunds", .text(refunds.rawValue)))
    return .object(members)
  }
}

extension CompensationOptions {
  fileprivate func members(_ currency: Currency) -> [DocumentForm.Member] {
    var members: [DocumentForm.Member] = []
    if !approvals.isEmpty || approvalCovers != Self().approvalCovers {
      members.append(
        .init(
          "approvals",
          .object([
            .init("covers", .text(approvalCovers.rawValue)),
            .init("levels", .list(approvals.map(\.form))),
          ])))
    }
    if payment != PaymentTerms() { members.append(.init("payment", payment.form(currency))) }
    if !serialClaims.isEmpty {
      members.append(.init("serialClaims", .list(serialClaims.map(\.form))))
    }
    if let arbitration { members.append(.init("arbitration", arbitration.form)) }
    return members
  }
}

extension ApprovalLevel {
  fileprivate var form: DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("id", .text(id.rawValue)), .init("above", .text(above.amountText)),
    ]
    if people != 1 { members.append(.init("people", .integer(Int64(people)))) }
    if !orBy.isEmpty { members.append(.init("orBy", .texts(orBy.map(\.rawValue)))) }
    return .object(members)
  }
}

extension PaymentTerms {
  fileprivate func form(_ currency: Currency) -> DocumentForm {
    var members: [DocumentForm.Member] = []
    if let within { members.append(.init("within", .text(within.description))) }
    if let calendar { members.append(.init("calendar", .text(calendar))) }
    if let carriedBelow {
      members.append(.init("carriedBelow", .text(carriedBelow.amountText)))
    }
    if let penalty { members.append(.init("penalty", penalty.form(currency))) }
    return .object(members)
  }
}

extension SerialClaimRule {
  fileprivate var form: DocumentForm {
    .object([
      .init("id", .text(id.rawValue)), .init("claims", .integer(Int64(claims))),
      .init("within", .text(ElapsedDays.text(milliseconds: withinMilliseconds))),
    ])
  }
}

// MARK: - Books

extension CompensationBook {
  /// Creates a book of policies that were made in code, to be written.
  ///
  /// - Throws: `DocumentError` where a document cannot say it: versions that differ in id, zone, facts
  ///   or calendars, two of one name, one that comes into force at another time than midnight of the
  ///   zone, a currency with other decimals than the standard gives it.
  public init(_ versions: CompensationPolicyVersions) throws(DocumentError) {
    self.init(sound: versions)
    var problems = Problems()
    let latest = policy.core.draft
    func check(_ isSame: Bool, _ what: String, _ version: PolicyVersion) {
      if !isSame {
        problems.report(
          "version \(version) has another \(what) than \(latest.version)", path: what)
      }
    }
    for version in versions.versions {
      let draft = version.policy.core.draft
      check(draft.id == latest.id, "id", draft.version)
      check(draft.zone == latest.zone, "zone", draft.version)
      check(draft.facts == latest.facts, "facts", draft.version)
      check(draft.options.calendars == latest.options.calendars, "calendars", draft.version)
      if version.effectiveFrom != .min, Self.date(version) == nil {
        problems.report(
          "version \(draft.version) is in force from \(version.effectiveFrom), which is no midnight"
            + " of \(draft.zone.identifier)", path: "effectiveFrom")
      }
    }
    let standard = try? Currency(latest.currency.code)
    if standard != latest.currency {
      problems.report(
        "a document gives \(latest.currency) \(standard?.minorUnitDigits ?? 0) decimals, the policy"
          + " \(latest.currency.minorUnitDigits)", path: "currency")
    }
    try problems.throwIfAny()
  }

  /// The date on which a version comes into force at midnight.
  private static func date(_ version: CompensationPolicyVersions.Version) -> CivilDate? {
    let date = version.policy.zone.date(at: version.effectiveFrom)
    let start = version.policy.zone.instant(date: date, time: .midnight)
    return start == version.effectiveFrom ? date : nil
  }

  /// The book as JSON text; reading it gives an equal book, but that whole numbers asked of a decimal
  /// fact are read as decimals, and the clocks of the zone are those of the data where it is read.
  ///
  /// A book with a name that is blank cannot be read, and one with conditions of more than about
  /// thirty levels only with a greater `DocumentLimits.maximumDepth`.
  public var json: String {
    let policy = policy
    let all = versions.versions
    var members: [DocumentForm.Member] = [.init("format", .integer(0)), .init("id", .text(id))]
    if all.count == 1 { members += all.flatMap(Self.heading) }
    members += [
      .init("zone", .text(policy.zone.identifier)),
      .init("currency", .text(policy.currency.code)),
    ]
    let calendars = policy.options.calendars.sorted { $0.key < $1.key }
    if !calendars.isEmpty {
      members.append(
        .init("calendars", .object(calendars.map { .init($0.key, $0.value.form) })))
    }
    members.append(.init("facts", FactSchema.form(of: policy.core.draft.facts)))
    members.append(
      .init(
        "compensation",
        all.count == 1
          ? policy.form
          : .list(all.map { .object(Self.heading($0) + $0.policy.members) })))
    return DocumentForm.object(members).text
  }

  /// The version and its start.
  private static func heading(
    _ version: CompensationPolicyVersions.Version
  ) -> [DocumentForm.Member] {
    var members = [DocumentForm.Member("version", .text(version.policy.version.rawValue))]
    if version.effectiveFrom != .min, let date = date(version) {
      members.append(.init("effectiveFrom", .text(date.description)))
    }
    return members
  }
}
