// SPDX-License-Identifier: Apache-2.0

/// A plugin's file, and the list of its commands in it.
struct PluginSource {
    /// One entry of the list, `EndLoan(loans: loans)`.
    struct Entry {
        let type: String
        /// With their parentheses.
        let arguments: String
    }

    let path: String
    let text: String
    /// The plugin's type.
    let type: String
    /// The last entry; nil where there is none.
    let last: Entry?
    private let source: SwiftCode
    /// The list's brackets.
    private let list: Range<Int>

    /// Reads a file; nil where it holds no plugin of this name.
    /// - Throws: ``CommandLineFailure`` where it does, and its list cannot be found.
    init?(_ path: String, text: String, plugin: String) throws {
        let source = SwiftCode(text)
        guard Self.declares(plugin, source), let type = Self.type(source) else { return nil }
        let lists = source.places(of: "commands").compactMap { Self.list(source, from: $0 + 8) }
        guard lists.count == 1, let list = lists.first else {
            throw CommandLineFailure(
                "Nothing was changed: in \(path) the list of commands is not where it is looked for. Write `commands = [ … ]` once, with "
                    + "a handler's initializer for each entry.")
        }
        self.path = path
        self.text = text
        self.type = type
        self.source = source
        self.list = list
        last = try Self.lastEntry(source, list, path)
    }

    /// The file with one more entry, which is made with what the last one is made with.
    func adding(_ typeName: String) -> String {
        let entry = typeName + (last?.arguments ?? "()")
        let inside = list.lowerBound + 1..<list.upperBound - 1
        let content = source.code[inside]
        guard let final = content.lastIndex(where: { !SwiftCode.isSpace($0) }) else {
            return replace(inside, with: entry)
        }
        let comma = source.code[final] == UInt8(ascii: ",") ? "" : ","
        guard content.contains(0x0A) else { return replace(final + 1..<inside.upperBound, with: comma + " " + entry) }
        let lineStart = (source.bytes[..<final].lastIndex(of: 0x0A) ?? -1) + 1
        let indent = source.text(lineStart..<source.skip(lineStart))
        // A comment behind the last entry stays with it.
        let lineEnd = source.bytes[final...].firstIndex(of: 0x0A) ?? inside.upperBound
        let rest = source.text(final + 1..<lineEnd)
        return replace(final + 1..<lineEnd, with: comma + rest + "\n" + indent + entry + ",")
    }

    private func replace(_ range: Range<Int>, with text: String) -> String {
        source.text(0..<range.lowerBound) + text + source.text(range.upperBound..<source.bytes.count)
    }

    /// Whether a property `name` of this value stands in it.
    private static func declares(_ plugin: String, _ source: SwiftCode) -> Bool {
        guard !source.places(of: "CommandPlugin").isEmpty else { return false }
        return source.places(of: "name").contains { place in
            let end = source.bytes[place...].firstIndex(of: 0x0A) ?? source.bytes.count
            return source.text(place..<end).contains("\"\(plugin)\"")
        }
    }

    /// The name before `: CommandPlugin`.
    private static func type(_ source: SwiftCode) -> String? {
        for word in ["struct", "class", "enum", "actor"] {
            for place in source.places(of: word) {
                let start = source.skip(place + word.utf8.count)
                let name = source.code[start...].prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "{") && !SwiftCode.isSpace($0) }
                let head = source.code[name.endIndex...].prefix { $0 != UInt8(ascii: "{") }
                if String(decoding: head, as: UTF8.self).contains("CommandPlugin") { return String(decoding: name, as: UTF8.self) }
            }
        }
        return nil
    }

    /// The brackets behind `commands`, of `= [` or `{ [`, with or without a type and `return`.
    private static func list(_ source: SwiftCode, from place: Int) -> Range<Int>? {
        var place = source.skip(place)
        if let typed = source.after(":", at: place) {
            guard let open = source.after("[", at: source.skip(typed)), let close = source.closing(open - 1) else { return nil }
            place = source.skip(close + 1)
        }
        guard let behind = source.after("=", at: place) ?? source.after("{", at: place) else { return nil }
        place = source.skip(behind)
        if let returned = source.after("return", at: place) { place = source.skip(returned) }
        guard source.after("[", at: place) != nil, let close = source.closing(place) else { return nil }
        return place..<close + 1
    }

    private static func lastEntry(_ source: SwiftCode, _ list: Range<Int>, _ path: String) throws -> Entry? {
        let inside = source.code[list.lowerBound + 1..<list.upperBound - 1]
        guard let final = inside.lastIndex(where: { !SwiftCode.isSpace($0) && $0 != UInt8(ascii: ",") }) else { return nil }
        let isCall = source.code[final] == UInt8(ascii: ")")
        let open = isCall ? inside.indices.reversed().first { source.code[$0] == UInt8(ascii: "(") && source.closing($0) == final } : nil
        let name = open.map { open in
            source.code[..<open].reversed().prefix { Unicode.Scalar($0).isASCIILetter || Unicode.Scalar($0).isASCIIDigit }.reversed()
        }
        guard let open, let name, !name.isEmpty else {
            throw CommandLineFailure(
                "Nothing was changed: the last entry of the list of commands in \(path) is not a handler's initializer, such as `EndLoan()`."
            )
        }
        return Entry(type: String(decoding: Array(name), as: UTF8.self), arguments: source.text(open..<final + 1))
    }
}
