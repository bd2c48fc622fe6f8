// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The shipped manifest's text, and manifests of any number of commands made from parts of it.
struct ManifestText {
    let shipped: String
    private let top: String

    init(_ path: String) throws {
        shipped = try String(contentsOfFile: path, encoding: .utf8)
        guard let commands = shipped.range(of: "\ncommands:\n") else { throw CocoaError(.fileReadCorruptFile) }
        top = String(shipped[..<commands.upperBound])
    }

    /// A manifest of campaign.cancel and as many commands like campaign.pause as make `count` of them.
    func commands(_ count: Int) -> String {
        let pause = command("campaign.pause")
        var text = top + command("campaign.cancel")
        for number in 1..<count {
            text += pause.replacingOccurrences(of: "campaign.pause:", with: "campaign.pause\(number):")
        }
        return text
    }

    /// A command's lines.
    private func command(_ name: String) -> String {
        let lines = shipped.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0 == "  \(name):" } ?? lines.endIndex
        let rest = lines[start...].dropFirst().prefix { $0.hasPrefix("   ") }
        return (lines[start..<min(start + 1, lines.endIndex)] + rest).joined(separator: "\n") + "\n"
    }
}
