// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStorage

/// Tests of what a port promises, for whoever writes a store of their own; see ``StoreConformance``.
///
/// Each case makes a fresh store, so a store over a database begins each with empty tables.
public struct PortConformance<Port: Sendable>: Sendable {
  /// One promise, as a sentence, with its test. Pass it to a test as an argument.
  public struct Case: Sendable, CustomStringConvertible {
    /// The promise, as a sentence.
    public let name: String
    let check: @Sendable (Port, ConformanceProbe) async throws -> Void

    init(
      _ name: String,
      _ check: @escaping @Sendable (Port, ConformanceProbe) async throws -> Void
    ) {
      self.name = name
      self.check = check
    }

    /// The promise.
    public var description: String { name }
  }

  private let all: [Case]
  private let patience: ConformancePatience
  private let chain: RecordChain?
  private let makePort: @Sendable () async throws -> Port

  init(
    _ cases: [Case], patience: ConformancePatience = .none, chain: RecordChain? = nil,
    _ makePort: @escaping @Sendable () async throws -> Port
  ) {
    all = cases
    self.patience = patience
    self.chain = chain
    self.makePort = makePort
  }

  /// Tests one promise.
  ///
  /// - Throws: ``ConformanceError`` with everything that was found.
  public func run(_ promise: Case) async throws {
    let failures = await failures(of: promise)
    guard failures.isEmpty else { throw ConformanceError(failures) }
  }

  /// Tests all promises.
  ///
  /// - Throws: ``ConformanceError`` with everything that was found, in the order of the cases.
  public func run() async throws {
    let failures = await failures()
    guard failures.isEmpty else { throw ConformanceError(failures) }
  }

  /// Tests all promises and returns what was found, in the order of the cases.
  public func failures() async -> [ConformanceFailure] {
    var failures: [ConformanceFailure] = []
    for promise in all { failures += await self.failures(of: promise) }
    return failures
  }

  private func failures(of promise: Case) async -> [ConformanceFailure] {
    let probe = ConformanceProbe(promise.name, patience: patience, chain: chain)
    do {
      try await promise.check(try await makePort(), probe)
    } catch {
      probe.fail("it threw \(error)")
    }
    return probe.failures
  }
}
