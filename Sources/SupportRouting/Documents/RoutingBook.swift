// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

/// A routing policy as a document that people write.
///
/// The same policy can be said in code and in a document: ``policy`` of what ``json`` tells equals the
/// policy. The format is number 0: it may change until version 0.1.0 of the library. Its JSON Schema is
/// `Documentation/schemas/routing.schema.json`.
///
/// ```json
/// {
///   "format": 0, "id": "desk", "version": "2025-01", "zone": "Asia/Shanghai",
///   "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
///   "rosters": { "nights": { "layers": [
///     { "id": "week", "start": "2025-09-01", "every": "week", "people": ["li", "wang"] } ] } },
///   "facts": { "intent": { "oneOf": ["refund", "other"] } },
///   "routing": {
///     "channels": [ { "id": "voice", "exclusivity": "whole", "wrapUp": "30 s" }, { "id": "chat" } ],
///     "priorities": [ { "id": "emergency", "band": 9 }, { "id": "gold", "weight": "2 min" } ],
///     "queues": [
///       { "id": "hotline", "hours": "office",
///         "pools": [ { "group": "front" }, { "group": "back", "after": "1 min" } ],
///         "requirements": [ { "skill": "ticketing", "atLeast": 3 } ],
///         "overflow": [ { "when": "closed", "then": { "duty": "nights" } },
///                       { "when": { "waited": "5 min" }, "then": { "queue": "spare" } } ] },
///       { "id": "spare" } ],
///     "agentOrder": ["ring", "proficiency", "idleSince"],
///     "choice": { "rules": [ { "id": "refunds", "when": { "intent": "refund" },
///                              "then": { "queue": "hotline", "priority": "gold" } } ] },
///     "offers": { "timeLimit": "20 s" }, "fallback": "spare" }
/// }
/// ```
///
/// What is left out is as usual, as in code: offers stand 20 seconds, levels without anybody on duty are
/// skipped. `zone` may be left out where every calendar and every roster names its own. Durations are
/// text, such as `30 s`, `15 min`, `500 ms`.
public struct RoutingBook: Hashable, Sendable {
  /// The policy, compiled.
  public let policy: RoutingPolicy

  /// Creates the book of a policy.
  public init(_ policy: RoutingPolicy) {
    self.policy = policy
  }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place. What only a
  ///   whole policy can get wrong (names that are not there, bounds) is told once every part can be
  ///   read.
  /// - Complexity: O(*n*) in the length of the text, for conditions of few ways each.
  public init(
    _ text: some Collection<UInt8>, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      Self(reading: node, &problems)
    }
  }

  /// Reads a book from text.
  ///
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(_ text: String) throws(DocumentError) {
    try self.init(text.utf8)
  }

  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let id = book.required("id", &problems)?.nonEmptyString(&problems)
    let version = book.required("version", &problems)?.nonEmptyString(&problems)
    let zone = book.optional("zone").map { ZoneRules(reading: $0, &problems)?.identifier ?? "UTC" }
    let calendars = book.optional("calendars").map { Self.calendars($0, zone, &problems) }
    let rosters = book.optional("rosters").map {
      DutyRoster.section(reading: $0, zone: zone, &problems)
    }
    let facts = book.optional("facts").map { FactSchema(reading: $0, &problems) } ?? FactSchema.none
    let section = book.required("routing", &problems)
    book.finish(&problems)
    let reader = RoutingSectionReader(schema: facts ?? .none)
    guard let section, var draft = reader.read(section, &problems), let id, let version,
      problems.isEmpty
    else { return nil }
    draft.options.calendars = calendars ?? [:]
    draft.options.rosters = rosters ?? [:]
    do throws(DocumentError) {
      policy = try RoutingPolicy(
        id, version: PolicyVersion(version), channels: draft.channels, queues: draft.queues,
        priorities: draft.priorities, agentOrder: draft.agentOrder, choice: draft.choice,
        options: draft.options)
    } catch {
      for problem in error.problems {
        let path =
          problem.path.hasPrefix("options.") ? problem.path.dropFirst(8) : problem.path[...]
        problems.report(
          problem.message, at: section.place(named: path), suggestion: problem.suggestion)
      }
      return nil
    }
  }

  private static func calendars(
    _ node: DocumentNode, _ zone: String?, _ problems: inout Problems
  ) -> [String: BusinessClock] {
    var clocks: [String: BusinessClock] = [:]
    for named in BusinessCalendar.section(reading: node, zone: zone, &problems) {
      do throws(UnknownZone) {
        clocks[named.name] = try named.calendar.compiled()
      } catch {
        problems.report("\(error)", at: node)
      }
    }
    return clocks
  }

  /// The book as JSON text.
  ///
  /// Reading it gives an equal policy, where its names are not empty, its clocks go by the zones of
  /// their calendars, and rules write decimals as decimals; conditions of more than about thirty levels
  /// ask for a greater `DocumentLimits.maximumDepth`.
  public var json: String { RoutingSectionWriter(policy).book.text }
}
