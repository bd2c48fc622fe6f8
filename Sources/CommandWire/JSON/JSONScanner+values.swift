// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Past one value of any kind, at so many levels already.
    @inline(__always)
    mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) -> JSONSpot {
        guard let first = skipSpace(bytes) else { throw fault(.syntax) }
        return first == UInt8(ascii: "\"") ? try string(bytes) : try value(bytes, first, depth: depth)
    }

    /// Past one value that is no text, and begins with this byte.
    private mutating func value(_ bytes: Span<UInt8>, _ first: UInt8, depth: Int) throws(JSONFault) -> JSONSpot {
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try container(bytes, depth: depth)
        case UInt8(ascii: "t"): return try word(bytes, "true", .true)
        case UInt8(ascii: "f"): return try word(bytes, "false", .false)
        case UInt8(ascii: "n"): return try word(bytes, "null", .null)
        default: return try number(bytes)
        }
    }

    /// Past an array or object with all that is in it. The levels that are open are bits: 1 for an object.
    private mutating func container(_ bytes: Span<UInt8>, depth outer: Int) throws(JSONFault) -> JSONSpot {
        let start = position
        let kind: JSONKind = bytes[position] == UInt8(ascii: "{") ? .object : .array
        var objects: UInt64 = 0
        var depth = 0
        var opens = true
        while true {
            if opens {
                guard outer + depth < Self.maximumDepth else { throw fault(.depth) }
                let isObject = bytes[position] == UInt8(ascii: "{")
                objects = objects << 1 | (isObject ? 1 : 0)
                depth += 1
                position += 1
                if isObject { names.open() }
                let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
                if skipSpace(bytes) == close {
                    position += 1
                    opens = false
                } else {
                    opens = try entry(bytes, isObject: isObject)
                    continue
                }
            } else {
                let isObject = objects & 1 == 1
                if try goesOn(bytes, to: isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    opens = try entry(bytes, isObject: isObject)
                    continue
                }
            }
            if objects & 1 == 1 { try names.close(bytes) }
            objects >>= 1
            depth -= 1
            if depth == 0 { return JSONSpot(start: start, end: position, kind: kind) }
        }
    }

    /// Past the next entry of a container, but for the inside of a container: then true, before its bracket.
    private mutating func entry(_ bytes: Span<UInt8>, isObject: Bool) throws(JSONFault) -> Bool {
        if isObject { try names.add(try name(bytes)) }
        let first = skipSpace(bytes)
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
        _ = try value(bytes, depth: 0)
        return false
    }

    private mutating func word(_ bytes: Span<UInt8>, _ word: StaticString, _ kind: JSONKind) throws(JSONFault) -> JSONSpot {
        let start = position
        guard end - position >= word.utf8CodeUnitCount else { throw fault(.syntax) }
        for index in 0..<word.utf8CodeUnitCount {
            guard bytes[position] == word.utf8Start[index] else { throw fault(.syntax) }
            position += 1
        }
        return JSONSpot(start: start, end: position, kind: kind)
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONSpot {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let digitsStart = position
        try digits(bytes)
        guard position - digitsStart == 1 || bytes[digitsStart] != UInt8(ascii: "0") else { throw fault(.syntax) }
        var kind = JSONKind.integer
        if position < end, bytes[position] == UInt8(ascii: ".") {
            kind = .number
            position += 1
            try digits(bytes)
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            kind = .number
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try digits(bytes)
        }
        return JSONSpot(start: start, end: position, kind: kind)
    }

    /// Past at least one digit.
    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONFault) {
        var index = position
        while index < end, bytes[index] &- UInt8(ascii: "0") < 10 { index &+= 1 }
        guard index > position else { throw fault(.syntax) }
        position = index
    }
}
