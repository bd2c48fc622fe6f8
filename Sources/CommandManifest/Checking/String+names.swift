// SPDX-License-Identifier: Apache-2.0

/// Names are compared ignoring ASCII case, and in no other way.
extension String {
    /// With ASCII letters in lower case.
    var asciiFolded: String { String(decoding: utf8.map(Self.folded), as: UTF8.self) }

    /// Whether both are one name.
    func isSameName(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) { Self.folded($0) == Self.folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
