// SPDX-License-Identifier: Apache-2.0

/// Header fields are compared and trimmed by bytes; a Character of Swift may hide a CR or an LF.
extension StringProtocol {
    /// Whether this is `name`, which is given in lower case, when ASCII case is ignored.
    func isField(_ name: StaticString) -> Bool {
        guard utf8.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { expected in
            zip(utf8, expected).allSatisfy { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
        }
    }

    /// Whether these bytes may stand as a field's value: no control character but the tab, so no CR, LF or NUL.
    var isSafeFieldValue: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }

    /// Whether these bytes may stand as a field's name: letters, digits, hyphens and underscores.
    var isSafeFieldName: Bool {
        !utf8.isEmpty
            && utf8.allSatisfy {
                ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F
            }
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without the spaces and tabs around it.
    var trimmingSpace: String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = utf8.firstIndex(where: { !isSpace($0) }) else { return "" }
        let last = utf8.lastIndex(where: { !isSpace($0) }) ?? first
        return String(self[first...last])
    }
}
