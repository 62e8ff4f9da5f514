// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation
import SupportCore
import SupportStaffing

/// Answers vectors about queues and the agents they take.
struct ErlangVectors: VectorAnswers {
  typealias Refusal = Vector.Refusal

  mutating func answer(_ vector: Vector) throws(Refusal) -> JSONValue {
    let question = try Question(vector)
    do throws(StaffingError) {
      return try question.answer()
    } catch {
      throw Refusal(error)
    }
  }

  /// Puts numbers between quotation marks: exact decimals end at 38 digits, and a loss may be 10⁻³⁰⁰.
  func readable(_ line: String) -> String {
    var result = ""
    var number = ""
    var (isText, isEscaped) = (false, false)
    for character in line {
      if !isText, character.isASCII, character.isNumber || "+-.eE".contains(character),
        !number.isEmpty || character == "-" || character.isNumber
      {
        number.append(character)
        continue
      }
      if !number.isEmpty {
        result += Self.isLong(number) ? "\"\(number)\"" : number
        number = ""
      }
      if isText {
        if character == "\"", !isEscaped { isText = false }
        isEscaped = character == "\\" && !isEscaped
      } else {
        isText = character == "\""
      }
      result.append(character)
    }
    return result + number
  }

  private static func isLong(_ number: String) -> Bool {
    (try? ExactDecimal(number)) == nil && Double(number) != nil
  }

  private struct Question {
    let model: String
    let arrivals: Double
    let handling: Double
    let agents: Int?
    let goal: DocumentNode?
    let target: Double?
    let patience: Double?

    init(_ vector: Vector) throws(Refusal) {
      model = try vector.text("model")
      guard ["erlangB", "erlangC", "erlangA"].contains(model) else {
        throw Refusal("unknown_model", "there is no model \"\(model)\"")
      }
      arrivals = try vector.number("lambda_per_hour")
      handling = try vector.number("aht_s")
      agents = try vector.isGiven("agents") ? vector.integer("agents") : nil
      goal = vector.node.member("goal")
      target = try vector.isGiven("target_s") ? vector.number("target_s") : nil
      patience = model == "erlangA" ? try vector.number("patience_s") : nil
      if agents == nil, goal == nil {
        throw Refusal("missing_field", "\"agents\" or \"goal\" is missing")
      }
      if case .object(let members)? = goal?.value {
        for member in members where !Self.keys.contains(member.key) {
          throw Refusal("invalid_input", "there is no goal \"\(member.key)\"")
        }
        for member in members where member.value.double == nil {
          throw Refusal("invalid_input", "\"goal.\(member.key)\" must be a number")
        }
        if agents == nil, target == nil, members.contains(where: { $0.key == "serviceLevel" }),
          model != "erlangB"
        {
          throw Refusal("missing_field", "\"target_s\" is missing")
        }
      }
    }

    private static let keys = [
      "serviceLevel", "asa_s", "occupancy", "probabilityWait", "abandonment", "blocking",
    ]

    func answer() throws(StaffingError) -> JSONValue {
      let load = try OfferedLoad(arrivalsPerHour: arrivals, handlingTime: handling)
      let required = try agents == nil ? queue.requiredAgents(for: load, goalValue()) : nil
      let heads = agents ?? required ?? 0
      var members: [(String, JSONValue)] =
        switch queue {
        case .erlangB: loss(try heads == 0 ? .unstaffed(load) : ErlangB(load, agents: heads))
        case .erlangC: try delay(heads == 0 ? .unstaffed(load) : ErlangC(load, agents: heads))
        case .erlangA(let patience):
          try impatience(
            heads == 0
              ? .unstaffed(load, patience: patience)
              : ErlangA(load, agents: heads, patience: patience))
        }
      if let required { members.append(("requiredAgents", .integer(required))) }
      return .object(members)
    }

    private var queue: QueueModel {
      switch model {
      case "erlangB": .erlangB
      case "erlangC": .erlangC
      default: .erlangA(patience: patience ?? .nan)
      }
    }

    private func goalValue() throws(StaffingError) -> StaffingGoal {
      guard case .object(let members)? = goal?.value else { return try StaffingGoal([]) }
      return try StaffingGoal(
        members.compactMap { member in
          let bound = member.value.double ?? .nan
          return switch member.key {
          case "serviceLevel": .serviceLevel(atLeast: bound, within: target ?? 0)
          case "asa_s": .averageSpeedOfAnswer(atMost: bound)
          case "occupancy": .occupancy(atMost: bound)
          case "probabilityWait": .probabilityOfWaiting(atMost: bound)
          case "abandonment": .abandonment(atMost: bound)
          default: .blocking(atMost: bound)
          }
        })
    }

    /// The target, held against its bounds; a question without one has none.
    private func checkedTarget() throws(StaffingError) -> Double? {
      guard let target else { return nil }
      return try StaffingGoal(.serviceLevel(atLeast: 0, within: target)).serviceLevel?.within
    }

    // MARK: Answers

    private func loss(_ model: ErlangB) -> [(String, JSONValue)] {
      [
        ("blocking", .number(model.blocking)), ("serviceLevel", .number(model.serviceLevel)),
        ("occupancy", .number(model.occupancy)), ("probabilityWait", .null), ("asa_s", .null),
        ("abandonment", .null),
      ]
    }

    private func delay(_ model: ErlangC) throws(StaffingError) -> [(String, JSONValue)] {
      // Without a load, or with too large a one, the target does not matter.
      let target = try checkedTarget() ?? (model.isStable && model.load.erlangs > 0 ? nil : 0)
      return [
        ("serviceLevel", .optional(target.map { model.serviceLevel(within: $0) })),
        ("asa_s", .optional(model.averageSpeedOfAnswer)), ("occupancy", .number(model.occupancy)),
        ("probabilityWait", .number(model.probabilityOfWaiting)), ("abandonment", .number(0)),
        ("variants", .object([("queueLength", .optional(model.queueLength))])),
      ]
    }

    private func impatience(_ model: ErlangA) throws(StaffingError) -> [(String, JSONValue)] {
      let target = try checkedTarget() ?? (model.load.erlangs > 0 ? nil : 0)
      func level(_ reading: ErlangA.Reading) -> JSONValue {
        .optional(target.flatMap { model.serviceLevel(within: $0, as: reading) })
      }
      return [
        ("serviceLevel", level(.answeredOfOffered)),
        ("asa_s", .optional(model.averageSpeedOfAnswer)), ("occupancy", .number(model.occupancy)),
        ("probabilityWait", .number(model.probabilityOfWaiting)),
        ("abandonment", .number(model.abandonment)),
        (
          "variants",
          .object([
            ("waitAtMostT", level(.answeredOrGoneOfOffered)),
            ("virtualWaitAtMostT", level(.virtualWait)),
            ("answeredWithinOverAnswered", level(.answeredOfAnswered)),
            ("answeredWithinOverNotGone", level(.answeredOfNotGone)),
            ("asaAll_s", .number(model.meanWait)), ("queueLength", .number(model.queueLength)),
          ])
        ),
      ]
    }
  }
}

extension Vector.Refusal {
  fileprivate init(_ error: StaffingError) {
    let code =
      switch error.faults.first?.kind {
      case .unreachable: "unreachable_goal"
      case .notTold: "unsupported"
      default: "invalid_input"
      }
    self.init(code, error.description)
  }
}

extension Vector {
  fileprivate func isGiven(_ name: String) -> Bool {
    if case .null? = node.member(name)?.value { return false }
    return node.member(name) != nil
  }

  /// A number as the nearest binary one.
  fileprivate func number(_ name: String) throws(Refusal) -> Double {
    guard let number = try field(name).double else {
      throw Refusal("invalid_input", "\"\(name)\" must be a number")
    }
    return number
  }
}

extension DocumentNode {
  fileprivate var double: Double? {
    switch value {
    case .number(let number): Double(number.description)
    case .string(let text): Double(text)
    default: nil
    }
  }
}
