// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportDesk
import SupportPresets
import Testing
