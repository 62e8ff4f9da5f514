// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Synchronization

/// The stores that a run made, so that tasks which a fault keeps waiting can be let go.
final class StoreList: Sendable {
  private let stores = Mutex<[ListStore]>([])

  func add(_ store: ListStore) {
    stores.withLock { $0.append(store) }
  }

  func release() {
    for store in stores.withLock({ $0 }) { store.release() }
  }
}
