// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Int64 {
  /// The quotient rounded down, for a positive divisor.
  package func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
