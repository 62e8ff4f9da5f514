// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

@Suite("Stores that break a promise are found")
struct BrokenStoreTests {
  @Test("a list that is searched from end to end keeps all promises")
  func model() async throws {
    let chain = RecordChain(QuickDigest())
    try await StoreConformance(chain: chain) { ListStore(chain: chain) }.run()
  }

  @Test("each fault is found, by the case that names the promise", arguments: expectations)
  func fault(_ fault: ListStore.Fault, _ start: String) async throws {
    let chain = fault.rawValue.hasPrefix("chain") ? RecordChain(QuickDigest()) : nil
    let promise = try #require(StoreConformance.cases.first { $0.name.hasPrefix(start) })
    let stores = StoreList()
    defer { stores.release() }
    await #expect(throws: ConformanceError.self) {
      try await StoreConformance(chain: chain, patience: 200) {
        let store = ListStore(fault, chain: chain)
        stores.add(store)
        return store
      }.run(promise)
    }
  }

  @Test("every fault is expected somewhere")
  func complete() {
    #expect(Set(Self.expectations.map(\.0)) == Set(ListStore.Fault.allCases))
  }

  /// Each fault with the beginning of the promise that it breaks.
  static let expectations: [(ListStore.Fault, String)] = [
    (.secondStreamUnchecked, "an append that conflicts in its second stream"),
    (.storesBeforeConflict, "an append that conflicts in its second stream"),
    (.acceptsStaleVersion, "a version that is not the last is refused"),
    (.acceptsVersionAhead, "a version that is not the last is refused"),
    (.wrongActual, "a version that is not the last is refused"),
    (.noneIsAny, "each expectation allows what it says"),
    (.existsIsAny, "each expectation allows what it says"),
    (.guardUnchecked, "a part without events guards"),
    (.versionsFromZero, "versions begin with 1"),
    (.acceptsNothing, "requests that mean nothing"),
    (.repeatsKeyedAppend, "an append that is sent again"),
    (.freshReceiptForRepeat, "an append that is sent again"),
    (.recordingTimeCompared, "an append that is sent again"),
    (.versionBeforeKey, "a repeat counts although"),
    (.otherBodyAccepted, "a key that was used for something else"),
    (.keysOfAllTenants, "tenants have keys of their own"),
    (.fingerprintIgnored, "a fingerprint decides"),
    (.refusedKeyTaken, "a receipt is found by its key"),
    (.duplicateAccepted, "an event id is stored once"),
    (.duplicateOnlyWithinStream, "an event id is stored once"),
    (.appendInterleaved, "the events of an append stand together"),
    (.lateCommit, "nothing appears before what was read"),
    (.positionsByStream, "pages of all streams join"),
    (.losesUnderConcurrency, "writers who expect nothing"),
    (.twoWinners, "of many writers at one version"),
    (.headAhead, "an empty store has nothing"),
    (.staleReads, "what was acknowledged can be read at once"),
    (.pageOverlaps, "pages of a stream join"),
    (.pageSkips, "pages of a stream join"),
    (.allPageSkips, "pages of all streams join"),
    (.backwardsAscends, "reading backwards"),
    (.backwardsFromExclusive, "reading backwards"),
    (.untilInclusive, "until leaves out"),
    (.untilByOccurrence, "until leaves out"),
    (.untilAfterLimit, "until leaves out"),
    (.recordedAtGoesBack, "recording times never go back"),
    (.recordedAtOfOneStream, "recording times never go back"),
    (.dropsCause, "what was appended comes back"),
    (.dropsSeal, "sealed values come back"),
    (.payloadAsText, "what was appended comes back"),
    (.schemaVersionLost, "events of older forms"),
    (.tenantLost, "what was appended comes back"),
    (.principalLost, "what was appended comes back"),
    (.waitNeverEnds, "waiting ends at once"),
    (.waitMissesEarlier, "waiting ends at once"),
    (.waitIgnoresCancellation, "waiting ends when the task is cancelled"),
    (.waitThrowsOther, "waiting ends when the task is cancelled"),
    (.chainWithoutEnvelope, "each record is linked"),
    (.chainWithoutPrevious, "each record is linked"),
    (.chainPerStream, "each record is linked"),
    (.chainNotInStreams, "each record is linked"),
  ]
}
