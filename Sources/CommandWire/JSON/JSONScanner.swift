// SPDX-License-Identifier: Apache-2.0

/// One strict pass over JSON text that notes where the values of the outermost level stand and builds nothing else.
///
/// Strict means: UTF-8 alone, without a byte order mark; no name twice in one object, at the outermost level not even
/// in another case; no lone surrogate; no U+0000; at most 64 levels; numbers by the grammar. What it returned without
/// a throw is well-formed at every level, so whoever parses a noted value need not look for faults again.
/// It is iterative, and its time is linear in the text.
/// - SeeAlso: RFC 8259
package struct JSONScanner: ~Copyable {
    /// How many levels of arrays and objects there may be.
    package static let maximumDepth = 64
    /// How many names one object of a request may have, as many as a form has fields.
    package static let maximumNames = FormTree.maximumFields

    var position: Int
    let end: Int
    /// Names of the nested objects that are open, innermost last.
    var names: NameStack
    /// The most names of one object.
    private let mostNames: Int

    init(_ range: Range<Int>, mostNames: Int = .max) {
        position = range.lowerBound
        end = range.upperBound
        names = NameStack(most: mostNames)
        self.mostNames = mostNames
    }

    /// The members of the one object that the text is.
    ///
    /// - Throws: ``JSONFault`` where the text is not strict JSON, or an object has more names than `mostNames`, and with reason
    ///   `kind` where it is another value.
    package static func object(
        _ bytes: Span<UInt8>, in range: Range<Int>, mostNames: Int = .max
    ) throws(JSONFault) -> [JSONField] {
        var scanner = JSONScanner(range, mostNames: mostNames)
        let first = scanner.skipSpace(bytes)
        guard first == UInt8(ascii: "{") else {
            let value = try scanner.value(bytes, depth: 0)
            try scanner.finish(bytes)
            throw JSONFault(reason: .kind, offset: value.start)
        }
        let fields = try scanner.members(bytes)
        try NameStack.refuseTwins(fields, bytes)
        try scanner.finish(bytes)
        return fields
    }

    /// The members of an object's text that was scanned as part of a larger one, which has no name twice. Names that
    /// differ in case are told apart here, so that whoever knows the declared names can say which was given twice.
    package static func members(_ bytes: Span<UInt8>, in range: Range<Int>) throws(JSONFault) -> [JSONField] {
        var scanner = JSONScanner(range)
        guard scanner.skipSpace(bytes) == UInt8(ascii: "{") else {
            throw JSONFault(reason: .kind, offset: scanner.position)
        }
        let fields = try scanner.members(bytes)
        try scanner.finish(bytes)
        return fields
    }

    /// The items of an array's text that was scanned as part of a larger one. Of an array with more than `limit` items, one
    /// more than that.
    package static func items(_ bytes: Span<UInt8>, in range: Range<Int>, limit: Int = .max) throws(JSONFault) -> [JSONSpot] {
        var scanner = JSONScanner(range)
        guard scanner.skipSpace(bytes) == UInt8(ascii: "[") else {
            throw JSONFault(reason: .kind, offset: scanner.position)
        }
        let items = try scanner.elements(bytes, limit)
        if items.count <= limit { try scanner.finish(bytes) }
        return items
    }

    /// The one value that the text is, of any kind.
    ///
    /// - Throws: ``JSONFault`` where the text is not strict JSON, or an object has more names than `mostNames`.
    package static func value(_ bytes: Span<UInt8>, in range: Range<Int>, mostNames: Int = .max) throws(JSONFault) -> JSONSpot {
        var scanner = JSONScanner(range, mostNames: mostNames)
        let value = try scanner.value(bytes, depth: 0)
        try scanner.finish(bytes)
        return value
    }

    private mutating func members(_ bytes: Span<UInt8>) throws(JSONFault) -> [JSONField] {
        position += 1
        var fields: [JSONField] = []
        if skipSpace(bytes) == UInt8(ascii: "}") {
            position += 1
            return fields
        }
        fields.reserveCapacity(8)
        while true {
            let name = try self.name(bytes)
            let key = key(name, bytes)
            let value = try value(bytes, depth: 1)
            guard fields.count < mostNames else { throw JSONFault(reason: .names, offset: name.start) }
            fields.append(JSONField(name: name, key: key, value: value))
            guard try goesOn(bytes, to: UInt8(ascii: "}")) else { return fields }
        }
    }

    private mutating func elements(_ bytes: Span<UInt8>, _ limit: Int) throws(JSONFault) -> [JSONSpot] {
        position += 1
        var items: [JSONSpot] = []
        if skipSpace(bytes) == UInt8(ascii: "]") {
            position += 1
            return items
        }
        while true {
            items.append(try value(bytes, depth: 1))
            guard items.count <= limit, try goesOn(bytes, to: UInt8(ascii: "]")) else { return items }
        }
    }

    /// Past a comma, or past the end of the container.
    @inline(__always)
    mutating func goesOn(_ bytes: Span<UInt8>, to close: UInt8) throws(JSONFault) -> Bool {
        let byte = skipSpace(bytes)
        guard byte == close || byte == UInt8(ascii: ",") else { throw fault(.syntax) }
        position += 1
        return byte != close
    }

    /// A member's name and the colon after it.
    @inline(__always)
    mutating func name(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONSpot {
        guard skipSpace(bytes) == UInt8(ascii: "\"") else { throw fault(.syntax) }
        let name = try string(bytes)
        guard skipSpace(bytes) == UInt8(ascii: ":") else { throw fault(.syntax) }
        position += 1
        return name
    }

    @inline(__always)
    private func key(_ name: JSONSpot, _ bytes: Span<UInt8>) -> NameKey {
        guard case .escapedString = name.kind else { return NameKey(bytes, name.range) }
        return NameKey(JSONString.unescaped(bytes, name.range))
    }

    private mutating func finish(_ bytes: Span<UInt8>) throws(JSONFault) {
        guard skipSpace(bytes) == nil else { throw fault(.syntax) }
    }

    /// The next byte that is not white space, without moving past it; nil at the end.
    @inline(__always)
    mutating func skipSpace(_ bytes: Span<UInt8>) -> UInt8? {
        var index = position
        defer { position = index }
        while index < end {
            let byte = bytes[index]
            if byte > 0x20 { return byte }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            index &+= 1
        }
        return nil
    }

    func fault(_ reason: JSONFault.Reason) -> JSONFault { JSONFault(reason: reason, offset: position) }
}
