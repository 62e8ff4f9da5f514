// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension ContactTree {
  /// Reads a tree that people wrote.
  ///
  /// `repeat` of the tree and of a level, and `during` of a contact, may be left out. After a report
  /// there is no tree.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let levels = object.required("levels", &problems)?.values(&problems) { Self.level($0, &$1) }
    let again = object.optional("repeat").map { $0.integer(in: 0...20, &problems) } ?? 0
    object.finish(&problems)
    guard problems == before, let levels, let again else { return nil }
    let ladder = Self.check(levels, Int(again), node, &problems)
    guard let ladder else { return nil }
    self.init(levels, Int(again), ladder)
  }

  /// Reads a tree from JSON text.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ text: String) throws(DocumentError) {
    self = try DocumentNode.read(text) { node, problems in Self(reading: node, &problems) }
  }

  private static func level(_ node: DocumentNode, _ problems: inout Problems) -> Level? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let contacts = object.required("call", &problems)?.values(&problems) { contact($0, &$1) }
    let within = object.required("within", &problems).flatMap { $0.routingDuration(&problems) }
    let again = object.optional("repeat").map { repetition($0, &problems) }
    object.finish(&problems)
    guard let id, let contacts, let within, again != .some(nil) else { return nil }
    return Level(Ladder.LevelID(id), contacts, within: within, repetition: again ?? nil)
  }

  private static func repetition(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Repetition? {
    guard var object = node.object(&problems) else { return nil }
    let every = object.required("every", &problems).flatMap { $0.routingDuration(&problems) }
    let times = object.required("times", &problems)?.integer(in: 1...50, &problems)
    object.finish(&problems)
    guard let every, let times else { return nil }
    return Repetition(every: every, times: Int(times))
  }

  private static func contact(_ node: DocumentNode, _ problems: inout Problems) -> Contact? {
    guard var object = node.object(&problems) else { return nil }
    let agent = object.optional("agent")
    let role = object.optional("onDuty")
    let roster =
      role == nil ? nil : object.required("roster", &problems)?.nonEmptyString(&problems)
    let channel = object.required("by", &problems)?.nonEmptyString(&problems)
    let during = object.optional("during").map { $0.nonEmptyString(&problems) }
    object.finish(&problems)
    guard let name = agent ?? role, agent == nil || role == nil else {
      problems.report("a contact has agent or onDuty, and not both", at: node)
      return nil
    }
    guard let text = name.nonEmptyString(&problems), let channel, during != .some(nil) else {
      return nil
    }
    let person: Person
    if agent != nil {
      person = .agent(AgentID(text))
    } else {
      guard let roster else { return nil }
      person = .onDuty(.init(rawValue: text), roster: roster)
    }
    return Contact(person, by: ChannelID(channel), during: during ?? nil)
  }
}

// MARK: - Codable

extension ContactTree: Codable {
  /// Decodes the form of a policy book and checks it as the initialiser does.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }

  /// The tree as JSON text; reading it gives an equal tree.
  public var json: String { form.text }

  private var form: DocumentForm {
    typealias Member = DocumentForm.Member
    func form(_ contact: Contact) -> DocumentForm {
      var members: [Member] =
        switch contact.person {
        case .agent(let agent): [Member("agent", .text(agent.rawValue))]
        case .onDuty(let role, let roster):
          [Member("onDuty", .text(role.rawValue)), Member("roster", .text(roster))]
        }
      members.append(Member("by", .text(contact.channel.rawValue)))
      if let during = contact.during { members.append(Member("during", .text(during))) }
      return .object(members)
    }
    let list = levels.map { level -> DocumentForm in
      var members = [
        Member("id", .text(level.id.rawValue)), Member("within", .duration(level.within)),
        Member("call", .list(level.contacts.map(form))),
      ]
      if let again = level.repetition {
        members.append(
          Member(
            "repeat",
            .object([
              Member("every", .duration(again.every)),
              Member("times", .integer(Int64(again.times))),
            ])))
      }
      return .object(members)
    }
    var members = [Member("levels", .list(list))]
    if repeats != 0 { members.append(Member("repeat", .integer(Int64(repeats)))) }
    return .object(members)
  }
}
