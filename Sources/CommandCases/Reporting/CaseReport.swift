// SPDX-License-Identifier: Apache-2.0

/// The results of a run as a text, written as they come.
package protocol CaseReport {
    /// The start.
    mutating func begin() -> String
    /// Some results.
    mutating func add(_ results: [CaseSuite.Result]) -> String
    /// The end.
    mutating func end(_ totals: CaseTotals) -> String
}

/// How many cases there were, and what became of them.
package struct CaseTotals: Sendable, Hashable {
    /// As expected.
    package var passed = 0
    /// Otherwise.
    package var failed = 0
    /// Not sent.
    package var skipped = 0
    /// Why, and how many for each reason.
    package var skipReasons: [String: Int] = [:]

    /// None yet.
    package init() {}

    /// Counts results.
    package mutating func add(_ results: [CaseSuite.Result]) {
        for result in results {
            if let reason = result.skipReason {
                skipped += 1
                skipReasons[reason, default: 0] += 1
            } else {
                if result.failure == nil { passed += 1 } else { failed += 1 }
            }
        }
    }
}

/// For people: failures in full, and a last line.
package struct PrettyReport: CaseReport {
    private let server: String

    /// - Parameter server: where a line for curl is sent to.
    package init(server: String) { self.server = server }

    package func begin() -> String { "" }

    package func add(_ results: [CaseSuite.Result]) -> String {
        results.compactMap { result in
            result.failure.map {
                "FAILED \(result.name)\n" + FailureText.lines($0, server: server).map { "  " + $0 + "\n" }.joined() + "\n"
            }
        }.joined()
    }

    package func end(_ totals: CaseTotals) -> String {
        let reasons = totals.skipReasons.sorted { $0.key < $1.key }.map { "skipped \($0.value): \($0.key)\n" }.joined()
        let skipped = totals.skipped == 0 ? "" : ", \(totals.skipped) skipped"
        return reasons + "\(totals.passed) passed, \(totals.failed) failed\(skipped)\n"
    }
}

/// The Test Anything Protocol, version 14.
/// - SeeAlso: https://testanything.org/tap-version-14-specification.html
package struct TAPReport: CaseReport {
    private let server: String
    private var number = 0

    /// - Parameter server: where a line for curl is sent to.
    package init(server: String) { self.server = server }

    package func begin() -> String { "TAP version 14\n" }

    package mutating func add(_ results: [CaseSuite.Result]) -> String {
        var text = ""
        for result in results {
            number += 1
            let name = result.name.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
            let skip = result.skipReason.map { " # SKIP " + $0.replacing("\n", with: " ") } ?? ""
            text += "\(result.failure == nil ? "ok" : "not ok") \(number) - \(name)\(skip)\n"
            if let failure = result.failure {
                // No key stands twice in a mapping.
                let differences = "differs: " + failure.differences.joined(separator: "; ")
                let lines = [differences] + FailureText.lines(failure, server: server).dropFirst(failure.differences.count)
                text += "  ---\n" + lines.map { "  " + Self.yaml($0) + "\n" }.joined() + "  ...\n"
            }
        }
        return text
    }

    /// One entry of a YAML mapping with its value in double quotes, which is JSON.
    private static func yaml(_ line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return "note: " + JSONLine.text(line) }
        return line[..<colon] + ": " + JSONLine.text(String(line[line.index(after: colon)...].drop { $0 == " " }))
    }

    /// The plan may stand at the end, where it is known.
    package func end(_ totals: CaseTotals) -> String { "1..\(number)\n" }
}

/// XML as JUnit's runners write it, which continuous integration reads. Its counts of cases, which readers make themselves, are left out:
/// they would stand before the cases, and so keep all of them in memory until the last is known.
package struct JUnitReport: CaseReport {
    private let server: String

    /// - Parameter server: where a line for curl is sent to.
    package init(server: String) { self.server = server }

    package func begin() -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n <testsuite name=\"command-router\">\n"
    }

    package func add(_ results: [CaseSuite.Result]) -> String { results.map(text).joined() }

    package func end(_ totals: CaseTotals) -> String { " </testsuite>\n</testsuites>\n" }

    private func text(_ result: CaseSuite.Result) -> String {
        let parts = result.name.split(separator: "/", maxSplits: 1).map(String.init)
        let head = "  <testcase classname=\"\(Self.escaped(parts.first ?? ""))\" name=\"\(Self.escaped(parts.last ?? ""))\""
        guard let failure = result.failure else {
            return head + (result.skipReason.map { "><skipped message=\"\(Self.escaped($0))\"/></testcase>\n" } ?? "/>\n")
        }
        let message = Self.escaped(failure.differences.joined(separator: "; "))
        let details = Self.escaped(FailureText.lines(failure, server: server).joined(separator: "\n"))
        return head + "><failure message=\"\(message)\">\(details)</failure></testcase>\n"
    }

    /// As XML's text or attribute; what XML cannot hold becomes a question mark in a diamond.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// One JSON object in a line for each case, and one for the totals.
package struct JSONReport: CaseReport {
    private let server: String

    /// - Parameter server: where a line for curl is sent to.
    package init(server: String) { self.server = server }

    package func begin() -> String { "" }

    package func add(_ results: [CaseSuite.Result]) -> String {
        results.map { result in
            let status = result.isSkipped ? "skipped" : result.failure == nil ? "passed" : "failed"
            let details =
                result.failure.map {
                    ",\"details\":[" + FailureText.lines($0, server: server).map(JSONLine.text).joined(separator: ",") + "]"
                } ?? result.skipReason.map { ",\"reason\":" + JSONLine.text($0) } ?? ""
            return "{\"case\":\(JSONLine.text(result.name)),\"status\":\"\(status)\"\(details)}\n"
        }.joined()
    }

    package func end(_ totals: CaseTotals) -> String {
        "{\"passed\":\(totals.passed),\"failed\":\(totals.failed),\"skipped\":\(totals.skipped)}\n"
    }
}
