// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportStorage

/// Tests whether an event store keeps the promises of `EventStore`.
///
/// ```swift
/// try await StoreConformance { try await MyStore() }.run()
/// ```
///
/// In Swift Testing, let each promise be a test of its own:
///
/// ```swift
/// @Test(arguments: StoreConformance.cases)
/// func keeps(_ promise: StoreConformance.Case) async throws {
///   try await StoreConformance { try await MyStore() }.run(promise)
/// }
/// ```
public typealias StoreConformance = PortConformance<any EventStore>

extension PortConformance where Port == any EventStore {
  /// Creates the tests of an event store.
  ///
  /// - Parameters:
  ///   - chain: The chain that the stores are made with; `nil` where they keep none, and then its cases
  ///     pass.
  ///   - patience: How often to ask the store again before something that should happen soon counts as
  ///     missing. Each time costs one call of `head()`.
  ///   - pause: What to do between two looks. By default other tasks get their turn; for a store that
  ///     itself asks for news now and then, sleep for as long.
  ///   - makeStore: Makes an empty store; called once for each case.
  public init(
    chain: RecordChain? = nil, patience: Int = 2_000,
    pausing pause: @escaping @Sendable () async -> Void = { await Task.yield() },
    _ makeStore: @escaping @Sendable () async throws -> any EventStore
  ) {
    self.init(
      Self.cases, patience: ConformancePatience(looks: patience, pause: pause), chain: chain,
      makeStore)
  }

  /// The promises, one case each.
  public static var cases: [Case] {
    versions + atomicity + repeats + records + reading + concurrency + following + proof
  }
}
