// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Agents as a document: what each can do, and how much at once.
///
/// The same agents can be said in code and in a document. The format is number 0: it may change until
/// version 0.1.0 of the library. Its JSON Schema is `Documentation/schemas/routing-agents.schema.json`.
/// A single agent has the same form in the journal of a router.
///
/// ```json
/// { "format": 0,
///   "agents": [
///     { "id": "mei", "groups": ["front"], "skills": { "ticketing": 5 },
///       "languages": ["zh", "ja"], "regions": ["asia"],
///       "capacity": { "total": 4, "costs": { "voice": 4, "chat": 1 },
///                     "fairShare": { "limit": 20, "per": "1 h" } },
///       "penalties": { "hotline": 2 } },
///     { "id": "li", "capacity": { "perChannel": { "chat": 3, "mail": 5 } } },
///     { "id": "bot", "capacity": { "unlimited": ["chat"] } } ] }
/// ```
///
/// What an agent may be, given a policy (its channels and queues), the router checks when the agent is
/// added; ``init(_:for:)`` does so at once.
public struct AgentBook: Hashable, Sendable {
  /// The agents, in the order of the document; each id once.
  public let agents: [Agent]

  /// Creates the book of some agents.
  ///
  /// - Throws: `DocumentError` with a problem for each id that is there twice.
  public init(_ agents: [Agent]) throws(DocumentError) {
    var problems = Problems()
    var seen: Set<AgentID> = []
    for (number, agent) in agents.enumerated() where !seen.insert(agent.id).inserted {
      problems.report("\(agent.id.rawValue.quoted) is there twice", path: "agents[\(number)].id")
    }
    try problems.throwIfAny()
    self.agents = agents
  }

  /// Reads a book.
  ///
  /// - Parameters:
  ///   - text: The document, JSON in UTF-8.
  ///   - policy: The policy whose channels and queues the agents must know, and whose bounds they must
  ///     keep; `nil` checks the form alone.
  ///   - limits: The bounds on size, depth and number of values.
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  /// - Complexity: O(*n* log *n*) in the length of the text.
  public init(
    _ text: some Collection<UInt8>, for policy: RoutingPolicy? = nil,
    limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(text, limits: limits) { node, problems in
      Self(reading: node, policy, &problems)
    }
  }

  /// Reads a book from text.
  ///
  /// - Throws: `DocumentError` with every mistake of the document, each with its place.
  public init(_ text: String, for policy: RoutingPolicy? = nil) throws(DocumentError) {
    try self.init(text.utf8, for: policy)
  }

  private init?(
    reading node: DocumentNode, _ policy: RoutingPolicy?, _ problems: inout Problems
  ) {
    guard var book = node.object(&problems) else { return nil }
    _ = book.required("format", &problems)?.integer(in: 0...0, &problems)
    let list = book.required("agents", &problems)
    book.finish(&problems)
    let reader = RoutingPartReader(allowsEmptyNames: false)
    var seen: Set<AgentID> = []
    let agents = list?.values(&problems) { node, problems -> Agent? in
      guard let agent = reader.agent(node, &problems) else { return nil }
      if !seen.insert(agent.id).inserted {
        problems.report("\(agent.id.rawValue.quoted) is there twice", at: node)
      }
      if let policy { Self.check(agent, node, policy, &problems) }
      return agent
    }
    guard let agents, problems.isEmpty else { return nil }
    self.agents = agents
  }

  private static func check(
    _ agent: Agent, _ node: DocumentNode, _ policy: RoutingPolicy, _ problems: inout Problems
  ) {
    do throws(Router.Rejection) {
      try AgentCheck.check(agent, policy.core)
    } catch {
      guard case .invalid(let error) = error else { return }
      for problem in error.problems {
        problems.report("\(problem.path): \(problem.message)", at: node)
      }
    }
  }

  /// The book as JSON text; reading it gives an equal book, unless a name is empty.
  public var json: String {
    DocumentForm.object([
      .init("format", .integer(0)), .init("agents", .list(agents.map(\.form))),
    ]).text
  }
}
