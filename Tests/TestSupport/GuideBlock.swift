// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A fenced block of a page, with what it says of itself: ```` ```swift Examples/library/Package.swift ````.
package struct GuideBlock: Sendable, CustomStringConvertible {
    /// The page's path, and the line of the fence.
    package let place: String
    /// What it is written in.
    package let language: String
    /// What stands behind the language: what the block is held against.
    package let claim: String
    /// What is between the fences.
    package let text: String

    /// Its page.
    package var page: String { String(place.prefix { $0 != ":" }) }

    /// Where it is, and what it is held against.
    package var description: String { "\(place) \(language) \(claim)" }

    /// The folder of the package, with a slash at its end.
    package static let root = "/" + URL(filePath: #filePath).pathComponents.dropLast(3).dropFirst().joined(separator: "/") + "/"

    /// Every page that is written for those who use the package.
    package static let pages =
        ["README.md"]
        + ((try? FileManager.default.contentsOfDirectory(atPath: root + "docs")) ?? []).filter { $0.hasSuffix(".md") }.sorted()
        .map { "docs/" + $0 }

    /// Every block of every page.
    package static let all: [GuideBlock] = pages.flatMap { page in
        ((try? String(contentsOfFile: root + page, encoding: .utf8)) ?? "").blocks(of: page)
    }
}

extension String {
    fileprivate func blocks(of page: String) -> [GuideBlock] {
        var blocks: [GuideBlock] = []
        var open: (line: Int, info: String, text: [String])?
        for (number, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let block = open {
                if line == "```" {
                    let words = block.info.split(separator: " ", maxSplits: 1).map(String.init)
                    blocks.append(
                        GuideBlock(
                            place: "\(page):\(block.line)", language: words.first ?? "", claim: words.count > 1 ? words[1] : "",
                            text: block.text.joined(separator: "\n")))
                    open = nil
                } else {
                    open?.text.append(String(line))
                }
            } else if line.hasPrefix("```") {
                open = (number + 1, String(line.dropFirst(3)), [])
            }
        }
        // One that is not closed claims nothing, and so is told.
        if let block = open {
            blocks.append(GuideBlock(place: "\(page):\(block.line)", language: block.info, claim: "", text: "not closed"))
        }
        return blocks
    }
}
