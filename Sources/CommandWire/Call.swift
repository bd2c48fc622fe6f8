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

        /// Whether it is `/api.php`.
        @inlinable @inline(__always) package var isAPI: Bool { if case .api = self { true } else { false } }
        /// Whether it is `/api/v1/NAME`.
        @inlinable @inline(__always) package var isV1: Bool { if case .v1 = self { true } else { false } }
        /// Whether it is `/rpc`.
        @inlinable @inline(__always) package var isRPC: Bool { if case .rpc = self { true } else { false } }
    }

    /// Where it came in.
    package var surface: Surface
    /// JSON text that holds the parameters; `fields` point into it.
    package var source: [UInt8]
    /// How many of its first bytes were made of a form or query: there an empty text is a field that was left empty.
    package var formLength = 0
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
    /// Whether its parameters came by position, which no command takes.
    package var isPositional = false
    /// The fields of a form that were given more than once; `fields` has the last of each.
    package var repeated: [RepeatedField] = []
    /// Whether a credential was given more than once, and not the same each time.
    package var hasRivalCredentials = false
}

/// The name in a call: where it stands, and the key by which it is looked up.
package struct CallName: Sendable {
    /// The name's own bytes; empty where it stands in the call's source.
    private let own: [UInt8]
    private let range: Range<Int>
    private let key: NameKey

    private init(own: [UInt8], range: Range<Int>, key: NameKey) {
        self.own = own
        self.range = range
        self.key = key
    }

    /// A name that came by itself.
    package init(_ name: [UInt8]) { self.init(own: name, range: 0..<name.count, key: NameKey(name)) }

    /// The text of a JSON string in a call's source.
    package init(_ source: Span<UInt8>, _ spot: JSONSpot) {
        if case .escapedString = spot.kind {
            self = CallName(JSONString.unescaped(source, spot))
        } else {
            self = CallName(own: [], range: spot.range, key: NameKey(source, spot.range))
        }
    }

    /// Its number in an index of names; `source` is that of the call.
    package func number(in index: NameIndex, _ source: Span<UInt8>) -> Int? {
        own.isEmpty ? index.find(key, source, range) : index.find(key, own.span, range)
    }

    /// The name's text; `source` is that of the call.
    package func text(_ source: [UInt8]) -> String { String(decoding: own.isEmpty ? source[range] : own[range], as: UTF8.self) }
}
