// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// An offset from UTC as it is written behind a time: `+08:00`, `-00:30`, `+08:05:43`; seconds only
/// where there are any.
package func utcOffsetText(seconds: Int) -> String {
  let size = seconds.magnitude
  var text = seconds < 0 ? "-" : "+"
  text += (size / 3_600).padded(to: 2) + ":" + (size / 60 % 60).padded(to: 2)
  if size % 60 != 0 { text += ":" + (size % 60).padded(to: 2) }
  return text
}
