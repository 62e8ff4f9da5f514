// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Parts in the words of a document: `answer`, `document apology`, `record over phone, chat`,
/// `stage complaint/assessed`, and `{ "any": […] }` for at least one of several.
extension TicketPolicy.Part {
  /// The parts that a word says alone.
  static let words: [(name: String, value: Self)] = [
    ("customer", .customer), ("channel", .channel), ("kind", .kind), ("category", .category),
    ("subject", .subject), ("answer", .answer), ("record", .record(channels: [])),
    ("address", .address(channels: [])), ("receipt", .receipt), ("expectedTime", .expectedTime),
    ("outcome", .outcome),
  ]

  /// What can begin a part of several words, each with an example.
  static let beginnings = [
    "field": "field orderNumber", "document": "document apology",
    "record over": "record over phone", "address over": "address over phone",
    "confirmation": "confirmation solution", "stage": "stage complaint/assessed",
  ].sorted { $0.key < $1.key }

  /// Reads a part from its words; `nil` where they are none.
  init?(words text: String) {
    if let word = Self.words.first(where: { $0.name == text }) {
      self = word.value
      return
    }
    guard
      let beginning = Self.beginnings.first(where: { text.hasPrefix($0.key + " ") })?.key
    else { return nil }
    let rest = String(text.dropFirst(beginning.count + 1))
    guard let first = rest.first, let last = rest.last, !first.isWhitespace, !last.isWhitespace
    else { return nil }
    switch beginning {
    case "field": self = .field(rest)
    case "document": self = .document(.init(rest))
    case "confirmation": self = .confirmation(.init(rest))
    case "record over", "address over":
      guard let channels = Self.channels(rest) else { return nil }
      self = beginning == "record over" ? .record(channels: channels) : .address(channels: channels)
    default:
      let names = rest.split(separator: "/", omittingEmptySubsequences: false)
      guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else { return nil }
      self = .stage(.init(.init(names[1]), of: .init(names[0])))
    }
  }

  /// The names between commas; `nil` where one is blank.
  private static func channels(_ text: String) -> [Ticket.Channel]? {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.drop { $0 == " " }
    }
    return names.allSatisfy { $0.contains { !$0.isWhitespace } }
      ? names.map { Ticket.Channel($0) } : nil
  }

  /// Whether an opening can bring it.
  var canOpen: Bool {
    switch self {
    case .customer, .channel, .kind, .category, .subject, .field, .document: true
    case .answer, .record, .address, .receipt, .expectedTime, .confirmation, .stage, .outcome: false
    case .anyOf(let parts): parts.contains(where: \.canOpen)
    }
  }

  /// The part in a document.
  var form: DocumentForm {
    func over(_ what: String, _ channels: [Ticket.Channel]) -> DocumentForm {
      let names = channels.map(\.rawValue).joined(separator: ", ")
      return .text(channels.isEmpty ? what : "\(what) over \(names)")
    }
    switch self {
    case .field(let name): return .text("field \(name)")
    case .document(let kind): return .text("document \(kind)")
    case .record(let channels): return over("record", channels)
    case .address(let channels): return over("address", channels)
    case .confirmation(let step): return .text("confirmation \(step)")
    case .stage(let entry): return .text("stage \(entry.procedure)/\(entry.stage)")
    case .anyOf(let parts): return .object([.init("any", .list(parts.map(\.form)))])
    case .customer, .channel, .kind, .category, .subject, .answer, .receipt, .expectedTime,
      .outcome:
      return .text(Self.words.first { $0.value == self }?.name ?? "")
    }
  }
}

/// Reads parts, and reports those that no ticket under the policy could have.
struct TicketPartReader {
  /// Names that parts may use, to be found at once and to be suggested in their order.
  struct Names {
    let all: [String]
    private let known: Set<String>

    init(_ names: [String]) {
      all = names
      known = Set(names)
    }

    func contains(_ name: String) -> Bool { known.contains(name) }
  }

  /// The fields that tickets can have; `nil` where they are not all known.
  let fields: Names?
  /// The stages as `complaint/assessed`; `nil` where they are not all known.
  let stages: Names?
  /// What customers can be asked to confirm; `nil` where that is not all known.
  let confirmations: Names?

  func parts(_ node: DocumentNode, _ problems: inout Problems) -> [TicketPolicy.Part]? {
    node.list(&problems) { part($0, &$1) }
  }

  private func part(_ node: DocumentNode, _ problems: inout Problems) -> TicketPolicy.Part? {
    if case .object = node.value {
      guard var object = node.object(&problems) else { return nil }
      let parts = object.value("any", &problems, parts)
      object.finish(&problems)
      return parts.map(TicketPolicy.Part.anyOf)
    }
    guard let text = node.string(&problems) else { return nil }
    guard let part = TicketPolicy.Part(words: text) else {
      let words = TicketPolicy.Part.words.map(\.name)
      let examples = TicketPolicy.Part.beginnings.map(\.value)
      problems.report(
        "\(text.quoted) is no part of a ticket; known are \(DocumentNode.list(words)), and such as"
          + " \(DocumentNode.list(examples))", at: node, suggestion: Self.suggestion(for: text))
      return nil
    }
    if let (message, suggestion) = objection(to: part) {
      problems.report(message, at: node, suggestion: suggestion)
      return nil
    }
    return part
  }

  /// Why no ticket can ever have a part, and what was probably meant.
  private func objection(to part: TicketPolicy.Part) -> (String, String?)? {
    switch part {
    case .field(let name):
      guard let fields, !fields.contains(name) else { return nil }
      let nearest = EditDistance.nearest(to: name, among: fields.all)
      return (
        "the field \(name.quoted) is declared neither as a fact nor under \"fields\"",
        nearest.map { "field \($0)" }
      )
    case .stage(let entry):
      let (procedure, stage) = (entry.procedure.rawValue, entry.stage.rawValue)
      guard let stages, !stages.contains("\(procedure)/\(stage)") else { return nil }
      let nearest = EditDistance.nearest(to: "\(procedure)/\(stage)", among: stages.all)
      return (
        "no procedure \(procedure.quoted) has a stage \(stage.quoted)",
        nearest.map { "stage \($0)" }
      )
    case .confirmation(let step):
      guard let confirmations, !confirmations.contains(step.rawValue) else { return nil }
      let nearest = EditDistance.nearest(to: step.rawValue, among: confirmations.all)
      return (
        "nobody is asked to confirm \(step.rawValue.quoted): it is none of \"confirmations\"",
        nearest.map { "confirmation \($0)" }
      )
    default: return nil
    }
  }

  private static func suggestion(for text: String) -> String? {
    let words = TicketPolicy.Part.words.map(\.name)
    if let word = EditDistance.nearest(to: text, among: words) { return word }
    guard let space = text.firstIndex(of: " ") else { return nil }
    let beginnings = TicketPolicy.Part.beginnings.map(\.key)
    return EditDistance.nearest(to: String(text[..<space]), among: beginnings)
      .map { $0 + text[space...] }
  }
}
