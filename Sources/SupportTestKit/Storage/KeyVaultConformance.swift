// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportStorage

/// Tests whether a key vault keeps the promises of `KeyVault`; used like ``StoreConformance``.
public typealias KeyVaultConformance = PortConformance<any KeyVault>

extension PortConformance where Port == any KeyVault {
  /// Creates the tests of a key vault.
  ///
  /// - Parameter makeVault: Makes an empty vault; called once for each case.
  public init(_ makeVault: @escaping @Sendable () async throws -> any KeyVault) {
    self.init(Self.cases, makeVault)
  }

  /// The promises, one case each.
  public static var cases: [Case] {
    [
      Case("a key stays, and persons have different ones") { vault, probe in
        probe.expect(try await vault.key(of: "c-1"), is: .unknown, "a key that was never made")
        let key = try await vault.createKey(of: "c-1")
        let other = try await vault.createKey(of: "c-2")
        probe.expect(key != other, "two persons have one key")
        probe.expect(!key.bytes.isEmpty, "the key is empty")
        probe.expect(try await vault.createKey(of: "c-1") == key, "the key is another one")
        probe.expect(try await vault.key(of: "c-1") == .present(key), "the key is not found")
      },
      Case("an erased key is gone for good, and known to be erased") { vault, probe in
        _ = try await vault.createKey(of: "c-1")
        let other = try await vault.createKey(of: "c-2")
        try await vault.erase("c-1", at: .fixtureStart)
        let erased = SubjectKey.erased(at: .fixtureStart)
        probe.expect(try await vault.key(of: "c-1"), is: erased, "the key")
        await probe.expect(.keyErased, "a new key for an erased person") {
          _ = try await vault.createKey(of: "c-1")
        }
        try await vault.erase("c-1", at: .fixtureStart + .seconds(9))
        probe.expect(try await vault.key(of: "c-1"), is: erased, "the key, erased twice,")
        probe.expect(try await vault.key(of: "c-2") == .present(other), "another key is gone")
      },
      Case("a person without a key is erased too") { vault, probe in
        try await vault.erase("c-1", at: .fixtureStart)
        let erased = SubjectKey.erased(at: .fixtureStart)
        probe.expect(try await vault.key(of: "c-1"), is: erased, "the key")
        await probe.expect(.keyErased, "a key for an erased person") {
          _ = try await vault.createKey(of: "c-1")
        }
      },
      Case("many who ask at once get one key") { vault, probe in
        let keys = ConformanceFlag<Set<FieldKey>>([])
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<32 {
            group.addTask {
              do {
                let key = try await vault.createKey(of: "c-1")
                keys.change { $0.insert(key) }
              } catch {
                probe.fail("somebody met \(error)")
              }
            }
          }
        }
        probe.expect(keys.value.count, is: 1, "the number of keys")
      },
    ]
  }
}
