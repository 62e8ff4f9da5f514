// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Synchronization

/// Collects what a case finds, and makes what cases need.
final class ConformanceProbe: Sendable {
  let promise: String
  /// How often to look before giving up on something that should happen soon.
  let patience: ConformancePatience
  let chain: RecordChain?
  private let found = Mutex<[ConformanceFailure]>([])

  init(_ promise: String, patience: ConformancePatience, chain: RecordChain?) {
    self.promise = promise
    self.patience = patience
    self.chain = chain
  }

  var failures: [ConformanceFailure] { found.withLock { $0 } }

  func fail(_ message: String) {
    found.withLock { $0.append(ConformanceFailure(promise: promise, message: message)) }
  }

  func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fail(message()) }
  }

  func expect<Value: Equatable>(_ value: Value, is wanted: Value, _ what: String) {
    expect(value == wanted, "\(what) should be \(wanted), and is \(value)")
  }

  /// Expects an error with a code.
  @discardableResult
  func expect(
    _ code: StorageError.Code, _ what: String, _ body: () async throws -> Void
  ) async -> StorageError? {
    do {
      try await body()
      fail("\(what) should be refused with \(code.rawValue), and is not")
    } catch let error as StorageError {
      expect(error.code, is: code, "the code of the error, for \(what),")
      return error
    } catch {
      fail("\(what) should be refused with a StorageError, and is with \(error)")
    }
    return nil
  }

  /// Looks again and again whether something has happened.
  func expectSoon(
    _ message: @autoclosure () -> String, _ condition: () async throws -> Bool
  ) async rethrows {
    for _ in 0..<patience.looks {
      if try await condition() { return }
      await patience.pause()
    }
    fail(message())
  }
}

/// Says that something is done, across tasks.
final class ConformanceFlag<Value: Sendable>: Sendable {
  private let stored: Mutex<Value>

  init(_ value: Value) {
    stored = Mutex(value)
  }

  var value: Value {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }

  func change(_ change: @Sendable (inout Value) -> Void) {
    stored.withLock { change(&$0) }
  }
}

/// An event of the cases.
struct ConformanceNote: Codable {
  var text: String
}

/// How long to wait for what should happen soon.
struct ConformancePatience: Sendable {
  let looks: Int
  let pause: @Sendable () async -> Void

  /// For ports on which nobody waits.
  static let none = Self(looks: 0) {}
}
