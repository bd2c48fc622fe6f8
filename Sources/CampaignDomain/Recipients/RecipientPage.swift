// SPDX-License-Identifier: Apache-2.0

/// Recipients: the first of them, and the others by their ids.
public struct RecipientList: Sendable {
    /// The first ones, up to a page of them.
    public let first: [Recipient]
    /// The others, for ``RecipientStore/read(_:owner:)``.
    public let rest: [RecipientPage]
}

/// Some recipients by their ids, packed: the differences between ids that rise, seven bits in a byte. A million recipients take
/// a megabyte or two while their reply is read.
public struct RecipientPage: Sendable {
    private var bytes: [UInt8] = []
    private var last = 0
    /// How many there are.
    private(set) var count = 0

    /// The most in a page.
    static let length = 200

    /// Packs ids that rise into pages.
    struct Pages {
        private(set) var pages: [RecipientPage] = []
        private(set) var count = 0

        /// Adds an id that is above all before it.
        mutating func append(_ id: Int) {
            count += 1
            if pages.last.map({ $0.count >= RecipientPage.length }) ?? true { pages.append(RecipientPage()) }
            pages[pages.count - 1].append(id)
        }
    }

    private mutating func append(_ id: Int) {
        var rest = UInt64(bitPattern: Int64(id &- last))
        repeat {
            bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        last = id
        count += 1
    }

    /// The ids, rising.
    var ids: [Int] {
        var ids: [Int] = []
        var (id, difference, shift) = (0, UInt64(0), UInt64(0))
        for byte in bytes {
            difference |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            id &+= Int(truncatingIfNeeded: difference)
            ids.append(id)
            (difference, shift) = (0, 0)
        }
        return ids
    }
}
