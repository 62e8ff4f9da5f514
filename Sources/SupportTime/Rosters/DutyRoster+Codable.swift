// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// The JSON of a roster is that of a policy book, with every rotation as `turns`.
extension DutyRoster: Codable {
  /// Decodes a roster and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with ``init(reading:zone:_:)``, which finds every
  /// mistake and its line.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { DutyRoster(reading: $0, &$1) }
  }

  /// Encodes the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }

  /// The roster in a document.
  package var form: DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("zone", .text(zone)), .init("layers", .list(layers.map(\.form))),
    ]
    if !overrides.isEmpty { members.append(.init("overrides", .list(overrides.map(\.form)))) }
    return .object(members)
  }
}

extension DutyRoster.Layer {
  fileprivate var form: DocumentForm {
    var members: [DocumentForm.Member] = [.init("id", .text(id.rawValue))]
    if role != .primary { members.append(.init("role", .text(role.rawValue))) }
    members += [
      .init("turns", .list(turns.map(\.form))), .init("start", .text(start.description)),
    ]
    if let end { members.append(.init("until", .text(end.description))) }
    if handover != .midnight { members.append(.init("handover", .text(handover.description))) }
    if let hours { members.append(.init("hours", hours.form)) }
    return .object(members)
  }
}

extension DutyRoster.Turn {
  fileprivate var form: DocumentForm {
    guard let agent else { return .object([.init("off", .integer(Int64(days)))]) }
    return .object([
      .init("agent", .text(agent.rawValue)), .init("days", .integer(Int64(days))),
    ])
  }
}

extension DutyRoster.Override {
  fileprivate var form: DocumentForm {
    var members: [DocumentForm.Member] = [
      .init("agent", agent.map { .text($0.rawValue) } ?? .null)
    ]
    if role != .primary { members.append(.init("role", .text(role.rawValue))) }
    members += [
      .init("from", .text(start.description)), .init("until", .text(end.description)),
    ]
    return .object(members)
  }
}
