// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension DocumentForm {
  /// A duration as its text.
  static func duration(_ duration: Duration) -> Self { .text(RoutingDuration.text(duration)) }

  /// Names in their order, for sets.
  static func names<Name: Identifier>(_ names: some Collection<Name>) -> Self {
    .texts(names.sorted().map(\.rawValue))
  }

  /// Numbers by name, in the order of the names.
  static func numbers<Name: Identifier>(_ numbers: [Name: Int]) -> Self {
    .object(
      numbers.sorted { $0.key < $1.key }.map {
        Member($0.key.rawValue, .integer(Int64($0.value)))
      })
  }
}

extension Requirement {
  /// The requirement in a document; what is as usual is left out.
  var form: DocumentForm {
    var members: [DocumentForm.Member] =
      if tests.count == 1 { tests[0].members } else { [.init("anyOf", .list(tests.map(\.form)))] }
    if from != .zero { members.append(.init("from", .duration(from))) }
    if let until { members.append(.init("until", .duration(until))) }
    if !steps.isEmpty {
      let list = steps.map { step in
        DocumentForm.object([
          .init("level", .integer(Int64(step.level))), .init("after", .duration(step.after)),
        ])
      }
      members.append(.init("steps", .list(list)))
    }
    return .object(members)
  }
}

extension SkillTest {
  fileprivate var form: DocumentForm { .object(members) }

  fileprivate var members: [DocumentForm.Member] {
    let skill = DocumentForm.Member("skill", .text(skill.rawValue))
    if comparison == .atLeast, level == 1 { return [skill] }
    return [skill, .init(comparison.rawValue, .integer(Int64(level)))]
  }
}

extension Agent {
  /// The agent in a document; what is empty is left out.
  var form: DocumentForm {
    var members: [DocumentForm.Member] = [.init("id", .text(id.rawValue))]
    if !groups.isEmpty { members.append(.init("groups", .names(groups))) }
    if !skills.isEmpty { members.append(.init("skills", .numbers(skills))) }
    if !languages.isEmpty { members.append(.init("languages", .names(languages))) }
    if !regions.isEmpty { members.append(.init("regions", .names(regions))) }
    members.append(.init("capacity", capacity.form))
    if !penalties.isEmpty { members.append(.init("penalties", .numbers(penalties))) }
    return .object(members)
  }
}

extension AgentCapacity {
  fileprivate var form: DocumentForm {
    var members: [DocumentForm.Member] =
      switch measure {
      case .total(let units, let costs):
        [.init("total", .integer(Int64(units))), .init("costs", .numbers(costs))]
      case .perChannel(let numbers): [.init("perChannel", .numbers(numbers))]
      case .unlimited(let channels): [.init("unlimited", .names(channels))]
      }
    if !atMost.isEmpty { members.append(.init("atMost", .numbers(atMost))) }
    if let fairShare {
      members.append(
        .init(
          "fairShare",
          .object([
            .init("limit", .integer(Int64(fairShare.limit))),
            .init("per", .duration(fairShare.window)),
          ])))
    }
    return .object(members)
  }
}
