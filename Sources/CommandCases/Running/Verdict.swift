// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What is wrong with an answer; nothing where it is as expected.
package enum Verdict {
    /// Every way in which an answer differs from what is expected of it, each in a few words.
    ///
    /// - Parameter secrets: texts that must not stand in any answer.
    package static func differences(
        _ reply: CaseReply, from expected: Expectation, on surface: CommandDeclaration.Surface, isDryRun: Bool = true,
        secrets: [[UInt8]] = []
    ) -> [String] {
        var found: [String] = []
        if reply.status != expected.status(on: surface) { found.append("status \(reply.status), expected \(expected.status(on: surface))") }
        if let fault = reply.fault { found.append("the answer: " + fault) }
        if surface == .rpc { found += rpc(reply, expected) }
        if expected.kind == .accepted { found += accepted(reply, expected, isDryRun) } else { found += refused(reply, expected, surface) }
        for secret in secrets where reply.body.holds(secret) { found.append("a secret stands in the answer") }
        return found
    }

    private static func rpc(_ reply: CaseReply, _ expected: Expectation) -> [String] {
        switch expected.kind {
        // Nothing was read that has an id, or so it may be.
        case .malformed, .invalidRequest, .mediaType: break
        default: if reply.rpcID != "1" { return ["JSON-RPC id \(reply.rpcID ?? "none"), expected 1"] }
        }
        guard let error = expected.rpcError else { return reply.rpcCode.map { ["JSON-RPC error \($0), expected a result"] } ?? [] }
        if reply.rpcCode != error.code { return ["JSON-RPC error \(reply.rpcCode.map(String.init) ?? "none"), expected \(error.code)"] }
        return reply.hasData == error.hasData ? [] : [error.hasData ? "the error has no data" : "the error has data"]
    }

    private static func accepted(_ reply: CaseReply, _ expected: Expectation, _ isDryRun: Bool) -> [String] {
        guard reply.isSuccess == true else {
            return ["refused with \(codes(reply.codes, reply.isArray)) \(rules(reply.violations)), expected success"]
        }
        guard isDryRun else { return [] }
        guard reply.isDryRun else { return ["the command was run, or did not say that it was not"] }
        guard let bound = expected.bound else { return [] }
        guard let range = reply.bound else { return ["nothing is said of what was bound, expected \(bound)"] }
        let text = String(decoding: reply.body[range], as: UTF8.self)
        guard !text.hasSameBytes(as: bound) else { return [] }
        // Spaces and escapes may differ, what they stand for may not: Swift's == takes canonically equivalent texts for the same.
        if let left = ManifestValue(json: text), let right = ManifestValue(json: bound), left.json.hasSameBytes(as: right.json) {
            return []
        }
        return ["bound \(text), expected \(bound)"]
    }

    private static func refused(_ reply: CaseReply, _ expected: Expectation, _ surface: CommandDeclaration.Surface) -> [String] {
        if surface == .rpc, expected.rpcError?.hasData == false { return reply.isSuccess == true ? ["done, expected a refusal"] : [] }
        guard reply.isSuccess == false else { return ["accepted, expected \(codes(expected.codes, expected.isArray))"] }
        var found: [String] = []
        if reply.codes != expected.codes || reply.isArray != expected.isArray {
            found.append("code \(codes(reply.codes, reply.isArray)), expected \(codes(expected.codes, expected.isArray))")
        }
        if reply.violations != expected.violations {
            found.append("errors \(rules(reply.violations)), expected \(rules(expected.violations))")
        }
        return found
    }

    private static func codes(_ codes: [Int], _ isArray: Bool) -> String {
        let list = codes.map(String.init).joined(separator: ",")
        return isArray ? "[\(list)]" : list
    }

    private static func rules(_ violations: [Expectation.Violation]) -> String {
        violations.isEmpty ? "none" : violations.map { "\($0.code) \($0.parameter ?? "-") \($0.rule)" }.joined(separator: "; ")
    }
}

extension [UInt8] {
    /// Whether these bytes stand somewhere in it.
    func holds(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, needle.count <= count else { return false }
        for start in 0...(count - needle.count) where self[start] == first {
            if self[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }
}

extension String {
    fileprivate func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
