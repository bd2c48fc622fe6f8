// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// What a gateway answered to a batch.
struct BatchReply {
    var isSuccess = false
    /// 0 where there is none.
    var code = 0
    var text = ""
    /// Numbers at the outermost level, by name.
    var numbers: [String: Int] = [:]
    /// Rows that were refused, by their places from 1.
    var refused: [(row: Int, reason: String)] = []

    /// Reads a body; nil where it is none of a gateway's.
    init?(_ body: [UInt8]) {
        let bytes = body.span
        guard let fields = try? JSONScanner.object(bytes, in: 0..<body.count) else { return nil }
        var hasSuccess = false
        for field in fields {
            let spot = field.value
            switch JSONString.string(bytes, field.name) {
            case "Success": (hasSuccess, isSuccess) = (true, spot.kind == .true)
            case "ErrorCode": code = Self.first(spot, bytes).flatMap { Self.number($0, bytes) } ?? 0
            case "ErrorText": text = Self.first(spot, bytes).map { JSONString.string(bytes, $0) } ?? ""
            case "RefusedRows": refused = Self.refused(spot, bytes)
            case let name: if let number = Self.number(spot, bytes) { numbers[name] = number }
            }
        }
        guard hasSuccess else { return nil }
    }

    /// The first item of an array, or what is no array.
    private static func first(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> JSONSpot? {
        guard spot.kind == .array else { return spot }
        return (try? JSONScanner.items(bytes, in: spot.range))?.first
    }

    private static func number(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Int? {
        spot.kind == .integer ? Int(JSONString.string(bytes, spot)) : nil
    }

    private static func refused(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> [(row: Int, reason: String)] {
        guard let items = try? JSONScanner.items(bytes, in: spot.range) else { return [] }
        return items.compactMap { item in
            guard let members = try? JSONScanner.members(bytes, in: item.range) else { return nil }
            var row: Int?
            var reason = ""
            for member in members {
                switch JSONString.string(bytes, member.name) {
                case "Row": row = number(member.value, bytes)
                case "Reason": reason = JSONString.string(bytes, member.value)
                default: break
                }
            }
            return row.map { ($0, reason) }
        }
    }
}
