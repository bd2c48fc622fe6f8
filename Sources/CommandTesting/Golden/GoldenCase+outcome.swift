// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension GoldenCase {
    /// The expected reply as a value, with something in each of its places; nil where it is not JSON.
    var expected: ManifestValue? { ManifestValue(json: GoldenTemplate(reply.body).filled([:]) { _ in "1" }) }

    /// Whether the call is answered with success.
    var isSuccess: Bool { expected?.decision["Success"] == .boolean(true) }

    /// The codes that the reply shows, wherever in it they stand; 0 is none.
    var codes: Set<Int> { expected.map { Set($0.all("ErrorCode").flatMap(\.integers)).subtracting([0]) } ?? [] }
}

extension ManifestValue {
    /// A member of an object; nil where there is none.
    subscript(name: String) -> ManifestValue? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    /// The object that tells what was decided: the whole, or what JSON-RPC wraps around it.
    var decision: ManifestValue {
        guard self["jsonrpc"] != nil else { return self }
        return self["result"] ?? self["error"]?["data"] ?? self
    }

    /// Every member of this name, at any depth.
    func all(_ name: String) -> [ManifestValue] {
        switch self {
        case .object(let members): members.flatMap { $0.name == name ? [$0.value] : $0.value.all(name) }
        case .array(let items): items.flatMap { $0.all(name) }
        default: []
        }
    }

    /// An integer, or the integers of an array.
    var integers: [Int] {
        switch self {
        case .integer(let value): [value]
        case .array(let items): items.flatMap(\.integers)
        default: []
        }
    }
}
