// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import CommandWire

/// An answer, read as far as expectations speak of it.
package struct CaseReply: Sendable {
    /// The HTTP status.
    package let status: Int
    /// The whole body.
    package let body: [UInt8]
    /// What is wrong with its frame; nil where it is as the surface has it.
    private(set) var fault: String?
    private(set) var isSuccess: Bool?
    private(set) var isDryRun = false
    private(set) var codes: [Int] = []
    private(set) var isArray = false
    private(set) var violations: [Expectation.Violation] = []
    private(set) var bound: Range<Int>?
    private(set) var rpcCode: Int?
    private(set) var hasData = false
    /// The id of a JSON-RPC answer, as its JSON; nil where there is none.
    private(set) var rpcID: String?

    /// Reads an answer on a surface.
    package init(status: Int, body: [UInt8], on surface: CommandDeclaration.Surface) {
        self.status = status
        self.body = body
        let whole = 0..<body.count
        if surface == .rpc { readFrame(whole, body.span) } else { readObject(whole, body.span) }
    }

    private mutating func readFrame(_ range: Range<Int>, _ span: Span<UInt8>) {
        guard let fields = try? JSONScanner.object(span, in: range) else {
            fault = "it is no JSON object"
            return
        }
        var version: String?
        for field in fields {
            switch JSONString.string(span, field.name) {
            case "jsonrpc": version = field.value.kind.isString ? JSONString.string(span, field.value) : nil
            case "id": rpcID = JSONString.string(span, field.value)
            case "result": readObject(field.value.range, span)
            case "error": readError(field.value.range, span)
            default: break
            }
        }
        if isSuccess == nil, rpcCode == nil { fault = fault ?? "it has neither result nor error" }
        if isSuccess == true, rpcCode != nil { fault = fault ?? "it has both a result and an error" }
        if version != "2.0" || rpcID == nil { fault = fault ?? "it has no id, or is not of version 2.0" }
    }

    private mutating func readError(_ range: Range<Int>, _ span: Span<UInt8>) {
        guard let fields = try? JSONScanner.members(span, in: range) else {
            fault = "its error is no object"
            return
        }
        for field in fields {
            switch JSONString.string(span, field.name) {
            case "code": rpcCode = number(field.value, span)
            case "data":
                hasData = true
                readObject(field.value.range, span)
            default: break
            }
        }
    }

    private mutating func readObject(_ range: Range<Int>, _ span: Span<UInt8>) {
        guard let fields = try? JSONScanner.members(span, in: range) else {
            fault = "it is no JSON object"
            return
        }
        for field in fields {
            let name = span.extracting(field.name.range)
            if name.isText("Success") { isSuccess = field.value.kind == .true }
            if name.isText("ErrorCode") { readCodes(field.value, span) }
            if name.isText("Validated") { isDryRun = field.value.kind == .true }
            if name.isText("Bound") { bound = field.value.range }
            if name.isText("Errors") { readViolations(field.value.range, span) }
        }
    }

    private mutating func readCodes(_ spot: JSONSpot, _ span: Span<UInt8>) {
        isArray = spot.kind == .array
        let spots = isArray ? (try? JSONScanner.items(span, in: spot.range)) ?? [] : [spot]
        codes = spots.map { number($0, span) ?? -1 }
        if codes == [0] { codes = [] }
    }

    private mutating func readViolations(_ range: Range<Int>, _ span: Span<UInt8>) {
        guard let items = try? JSONScanner.items(span, in: range) else {
            fault = "Errors is no array"
            return
        }
        violations = items.map { item in
            let fields = (try? JSONScanner.members(span, in: item.range)) ?? []
            var (code, parameter, rule) = (-1, String?.none, "")
            for field in fields {
                let name = span.extracting(field.name.range)
                if name.isText("Code") { code = number(field.value, span) ?? -1 }
                if name.isText("Parameter") { parameter = JSONString.string(span, field.value) }
                if name.isText("Rule") { rule = JSONString.string(span, field.value) }
            }
            return Expectation.Violation(code: code, parameter: parameter, rule: rule)
        }
    }

    private func number(_ spot: JSONSpot, _ span: Span<UInt8>) -> Int? {
        spot.kind == .integer ? Format.integer(span.extracting(spot.range)) : nil
    }
}

extension Span<UInt8> {
    /// Whether these bytes are this text.
    fileprivate func isText(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { buffer in
            for index in 0..<count where self[index] != buffer[index] { return false }
            return true
        }
    }
}
