// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether it is one line without control characters and without what overrides the direction of writing, so that it can
    /// stand in a message's head and is read in the order in which it is stored. The same as the pattern `&line` of
    /// commands.yaml.
    package var isOneLine: Bool {
        !unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }
}
