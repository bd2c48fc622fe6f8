// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Synchronization
import Testing

@testable import CommandServer

@Suite("Texts on a terminal") struct TerminalTextTests {
    static let texts: [(String, shown: String, json: String, line: String)] = [
        ("plain é 東京", "plain é 東京", "plain é 東京", "plain é 東京"),
        ("a\u{1B}[2Jb", "a<U+001B>[2Jb", "a\\u001B[2Jb", "a␛[2Jb"),
        ("a\u{9B}2Jb", "a<U+009B>2Jb", "a\\u009B2Jb", "a<U+009B>2Jb"),
        ("a\u{202E}b\u{2066}c", "a<U+202E>b<U+2066>c", "a\\u202Eb\\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\u{E0041}b", "a<U+E0041>b", "a\\uDB40\\uDC41b", "a<U+E0041>b"),
        ("a\u{7F}\u{8}b", "a<U+007F><U+0008>b", "a\\u007F\\u0008b", "a␡␈b"),
        ("a\nb\tc", "a\nb\tc", "a\nb\tc", "a␊b→   c"), ("a\rb", "a<U+000D>b", "a\\u000Db", "a␍b"),
    ]

    @Test("Show what would control it, and nothing else otherwise", arguments: texts)
    func shown(text: String, shown: String, json: String, line: String) {
        #expect(text.forTerminal == shown)
        #expect(text.jsonForTerminal == json)
        #expect(text.inOneLine == line)
    }

    @Test("Stay JSON of the same meaning")
    func meaning() throws {
        let text = "e\u{9B}m\u{202E}o\u{E0041}"
        let shown = "{\"Tag\":\"\(text)\"}".jsonForTerminal
        #expect(try JSONDecoder().decode([String: String].self, from: Data(shown.utf8)) == ["Tag": text])
        #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
    }

    @Test("Stand in a log in one line each, in messages and in all metadata")
    func logged() {
        final class Lines: LogHandler, Sendable {
            let kept = Mutex<[String]>([])
            var logLevel: Logger.Level {
                get { .trace }
                set {}
            }
            var metadata: Logger.Metadata {
                get { [:] }
                set {}
            }
            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { nil }
                set {}
            }
            func log(event: LogEvent) { kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
        }
        let lines = Lines()
        var logger = Logger(label: "test") { _ in LineLogHandler(lines) }
        logger.logLevel = .trace
        let evil = "x\n2026 forged \u{1B}[31m\u{9B}m"
        logger.error("\(evil)", metadata: ["a": "\(evil)", "b": [.string(evil)], "c": ["d": .stringConvertible(evil)]])
        let text = lines.kept.withLock { $0.joined() }
        #expect(text.contains("forged"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
    }
}
