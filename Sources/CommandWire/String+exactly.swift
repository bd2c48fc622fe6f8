// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether this is an ASCII text byte for byte. `==` alone takes canonically equivalent texts for the same, and those
    /// of an ASCII text are longer.
    func isExactly(_ ascii: String) -> Bool { utf8.count == ascii.utf8.count && self == ascii }
}
