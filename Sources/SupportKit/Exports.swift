// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

@_exported public import SupportCore
@_exported public import SupportTime
