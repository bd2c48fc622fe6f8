// SPDX-License-Identifier: Apache-2.0

/// What tells a caller how a server is made: no answer has it.
enum InternalText {
    private static let texts = (words + folders.map { "/\($0)/" }).map { Array($0.utf8) }
    private static let words = [
        "Fatal error", "Swift.", ".swift:", "Foundation.", "NSError", "Error Domain", "Optional(", "SQLite", "sqlite", "GRDB", "SELECT ",
        "INSERT INTO",
    ]
    /// At the root of a machine's files.
    private static let folders = ["usr", "home", "root"]
    /// Whether one begins with a byte.
    private static let isBeginning: [Bool] = (0...255).map { byte in texts.contains { Int($0[0]) == byte } }

    /// What of it stands in an answer and was not sent.
    static func found(in answer: [UInt8], besides sent: [UInt8]) -> [String] {
        var found: [String] = []
        for start in answer.indices where isBeginning[Int(answer[start])] {
            for text in texts where answer[start...].starts(with: text) && !sent.holds(text) {
                found.append("internal text stands in the answer: " + String(decoding: text, as: UTF8.self))
            }
        }
        return found
    }
}
