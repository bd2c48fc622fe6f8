// SPDX-License-Identifier: Apache-2.0

/// One call as its envelope was opened: which command, with which credentials, and where its parameters stand; none
/// of them looked at yet.
package struct Call: Sendable {
    /// Where a call came in.
    package enum Surface: Sendable {
        /// `/api.php`.
        case api
        /// `/api/v1/NAME`.
        case v1
        /// `/rpc`.
        case rpc
    }

    /// Where it came in.
    package var surface: Surface
    /// The request that it came with.
    package var request: InboundRequest
    /// JSON text that holds the parameters; `fields` point into it.
    package var source: [UInt8]
    /// The parameters, as members of one object.
    package var fields: [JSONField]
    /// The command that it names.
    package var name: CallName?
    /// Which of the fields names the command; nil where the name came otherwise.
    package var nameField: Int?
    /// The key in `Authorization: Bearer`.
    package var bearer: String?
    /// Whether it stops before the command runs.
    package var isDryRun: Bool
}

/// The name in a call, as bytes, with the hash by which it is looked up.
package struct CallName: Sendable {
    /// A buffer that holds it.
    package let bytes: [UInt8]
    /// Where in the buffer.
    package let range: Range<Int>
    /// ``Name/hash(_:_:)`` of it.
    package let hash: UInt64

    /// A name that stands in a buffer.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
        hash = Name.hash(bytes.span, range)
    }

    /// The text of a scanned JSON string.
    package init(_ source: [UInt8], _ spot: JSONSpot) {
        guard spot.kind == .escapedString else {
            self.init(source, spot.range)
            return
        }
        let name = JSONString.unescaped(source.span, spot)
        self.init(name, 0..<name.count)
    }

    /// The name's text.
    package var text: String { String(decoding: bytes[range], as: UTF8.self) }
}
