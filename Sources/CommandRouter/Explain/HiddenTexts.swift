// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// The secrets of one call, to be hidden wherever else in it they stand: a key that was sent as a tag's name as well.
struct HiddenTexts: Sendable {
    /// What stands in a secret's place.
    static let mark = "***"
    /// More of them are hidden in their own places alone.
    private static let most = 64
    /// Shorter ones are hidden in their own place alone: they would be found everywhere.
    private static let least = 6

    private var texts: [String] = []

    /// Hides nothing.
    init() {}

    /// The credentials and the declared secrets among a call's fields. Before a command is known, whatever has a name
    /// that is a secret's in any command.
    init(of call: Call, _ table: CommandTable) {
        if let bearer = call.bearer { add(bearer) }
        let entry = call.name.flatMap { table.find($0, call.source.span) }
        let parameters = entry?.declaration.parameters ?? table.manifest.commands.flatMap(\.parameters)
        let index = NameIndex(parameters: parameters)
        for field in call.fields {
            guard let number = field.number(in: index, call.source.span) else { continue }
            add(field.value, call.source.span, parameters[number])
        }
    }

    private mutating func add(_ spot: JSONSpot, _ bytes: Span<UInt8>, _ parameter: ParameterDeclaration) {
        if parameter.role?.isCredential == true || parameter.value.isSecret {
            if spot.kind.isString { add(JSONString.string(bytes, spot)) }
        } else if parameter.value.holdsSecret {
            addMembers(spot, bytes, parameter.value)
        }
    }

    /// The secrets inside of a value. It follows the declaration, which is finite.
    private mutating func addMembers(_ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValueDeclaration) {
        if spot.kind.isString {
            let text = JSONString.unescaped(bytes, spot)
            guard let inner = try? JSONScanner.value(text.span, in: 0..<text.count), !inner.kind.isString else { return }
            addMembers(inner, text.span, declared)
        } else if let members = declared.members, let fields = try? JSONScanner.members(bytes, in: spot.range) {
            let index = NameIndex(parameters: members)
            for field in fields {
                if let number = field.number(in: index, bytes) { add(field.value, bytes, members[number]) }
            }
        } else if let value = declared.values.first, let fields = try? JSONScanner.members(bytes, in: spot.range) {
            addParts(fields.map(\.value), bytes, value)
        } else if let item = declared.items.first, let items = try? JSONScanner.items(bytes, in: spot.range) {
            addParts(items, bytes, item)
        }
    }

    private mutating func addParts(_ spots: [JSONSpot], _ bytes: Span<UInt8>, _ declared: ValueDeclaration) {
        for spot in spots where declared.holdsSecret {
            if declared.isSecret, spot.kind.isString { add(JSONString.string(bytes, spot)) } else { addMembers(spot, bytes, declared) }
        }
    }

    /// Hides one more text: as it is, and as JSON writes it.
    mutating func add(_ text: String) {
        guard text.utf8.count >= Self.least, texts.count < Self.most else { return }
        var written: [UInt8] = []
        JSONString.append(text, to: &written)
        let escaped = String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
        for text in [escaped, text] where !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
            texts.append(text)
        }
        texts.sort { $0.utf8.count > $1.utf8.count }
    }

    /// An outcome whose names of ignored parameters are without them. They are written in a form of their own.
    func hiding(_ outcome: Outcome) -> Outcome {
        switch outcome {
        case .reply(let bytes, let ignored): .reply(bytes, ignored: ignored.map(hiding))
        case .refused(let refusal): .refused(refusal.ignoring(refusal.ignored.map(hiding)))
        }
    }

    /// A text without them.
    func hiding(_ text: String) -> String {
        texts.reduce(text) { text, secret in Self.replacing(secret, in: text) }
    }

    /// By bytes: what a caller sends need not be made of whole Characters. A long secret is found by its beginning, since
    /// a text may have been cut before it came here.
    private static func replacing(_ secret: String, in text: String) -> String {
        let (needle, bytes) = (Array(secret.utf8), Array(text.utf8))
        let anchor = needle.prefix(16)
        guard let first = needle.first, bytes.count >= anchor.count else { return text }
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == first, bytes[index...].starts(with: anchor) {
                output += Array(mark.utf8)
                index += zip(bytes[index...], needle).prefix { $0 == $1 }.count
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension ValueDeclaration {
    /// Whether it is a secret, or has one inside.
    var holdsSecret: Bool {
        isSecret || (members ?? []).contains { $0.role?.isCredential == true || $0.value.holdsSecret }
            || parts.contains(where: \.holdsSecret)
    }
}
