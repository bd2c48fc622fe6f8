// SPDX-License-Identifier: Apache-2.0

/// Which bytes are a text that may be bound and stored: strict UTF-8 without U+0000.
enum StrictText {
    /// Passes for such bytes.
    ///
    /// - Throws: ``FormFault/nul`` or ``FormFault/encoding``, whichever stands first.
    static func check(_ bytes: ArraySlice<UInt8>) throws(FormFault) {
        let span = bytes.span
        var position = 0
        while position < span.count {
            let byte = span[position]
            if byte >= 0x80 {
                do { position = try UTF8Check.past(span, position, span.count) } catch { throw .encoding }
            } else {
                guard byte != 0 else { throw .nul }
                position += 1
            }
        }
    }
}
