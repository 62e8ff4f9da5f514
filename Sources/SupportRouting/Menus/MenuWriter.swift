// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Writes a menu as the section that ``MenuReader`` reads; what is as usual is left out.
struct MenuWriter {
  private typealias Member = DocumentForm.Member

  let draft: PhoneMenu.Draft

  var section: DocumentForm {
    var members = [Member("start", form(draft.start))]
    if !draft.limits.isEmpty {
      members.append(Member("limits", .list(draft.limits.map(DocumentForm.duration))))
    }
    if let between = draft.betweenKeys { members.append(Member("betweenKeys", .duration(between))) }
    members += [
      Member("retries", form(draft.retries)), Member("otherwise", form(draft.otherwise)),
      Member("person", form(draft.person)),
    ]
    if let key = draft.personKey { members.append(Member("personKey", .text(key))) }
    if let number = draft.number { members.append(Member("number", .text(number))) }
    for (key, codes) in [
      ("prefixes", draft.prefixes), ("codes", draft.codes), ("extensions", draft.extensions),
    ] where !codes.isEmpty {
      members.append(Member(key, .object(codes.map { Member($0.digits, form($0.target)) })))
    }
    if draft.mostSteps != PhoneMenu.Draft.usualSteps {
      members.append(Member("mostSteps", form(draft.mostSteps)))
    }
    let nodes = draft.nodes.map { Member($0.id.rawValue, form($0.kind)) }
    members.append(Member("nodes", .object(nodes)))
    return .object(members)
  }

  private func form(_ target: PhoneMenu.Target) -> DocumentForm {
    switch target {
    case .node(let id): .text(id.rawValue)
    case .destination(let destination): destination.form
    }
  }

  private func form(_ count: Int) -> DocumentForm { .integer(Int64(count)) }

  private func form(_ prompt: PhoneMenu.Prompt) -> DocumentForm {
    let name = DocumentForm.text(prompt.id.rawValue)
    guard prompt.length != .zero else { return name }
    return .object([Member("play", name), Member("for", .duration(prompt.length))])
  }

  private func form(_ kind: PhoneMenu.Kind) -> DocumentForm {
    switch kind {
    case .ask(let question): form(question)
    case .number(let request): form(request)
    case .say(let prompt, let target):
      .object([Member("say", form(prompt)), Member("then", form(target))])
    case .hours(let name, let open, let closed):
      .object([
        Member("hours", .text(name)), Member("open", form(open)), Member("closed", form(closed)),
      ])
    }
  }

  private func form(_ question: PhoneMenu.Question) -> DocumentForm {
    var members = [Member("ask", form(question.prompt))]
    if let level = question.level { members.append(Member("level", form(level))) }
    if let within = question.within { members.append(Member("within", .duration(within))) }
    let keys = question.options.map { Member($0.keys, form($0)) }
    members.append(Member("keys", .object(keys)))
    if let retries = question.retries { members.append(Member("retries", form(retries))) }
    if let otherwise = question.otherwise { members.append(Member("otherwise", form(otherwise))) }
    if question.takesExtensions { members.append(Member("extensions", .flag(true))) }
    return .object(members)
  }

  private func form(_ option: PhoneMenu.Option) -> DocumentForm {
    guard !option.learns.isEmpty || !option.says.isEmpty else { return form(option.target) }
    var members = [Member("to", form(option.target))]
    if !option.learns.isEmpty { members.append(Member("learns", LearnedFact.form(option.learns))) }
    if !option.says.isEmpty { members.append(Member("says", .texts(option.says))) }
    return .object(members)
  }

  private func form(_ request: PhoneMenu.NumberRequest) -> DocumentForm {
    let digits = request.digits
    var members = [
      Member("number", .text(request.kind.rawValue)), Member("ask", form(request.prompt)),
      Member(
        "digits",
        digits.lowerBound == digits.upperBound
          ? form(digits.lowerBound)
          : .object([
            Member("atLeast", form(digits.lowerBound)), Member("atMost", form(digits.upperBound)),
          ])),
    ]
    if let within = request.within { members.append(Member("within", .duration(within))) }
    if let within = request.checkWithin { members.append(Member("checkWithin", .duration(within))) }
    members += [
      Member("tries", form(request.tries)), Member("verified", form(request.verified)),
      Member("otherwise", form(request.otherwise)),
    ]
    return .object(members)
  }
}
