// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A fenced block of a page, with what it says of itself: ```` ```swift Examples/library/Package.swift ````.
struct GuideBlock: Sendable, CustomStringConvertible {
    /// The page's path, and the line of the fence.
    let place: String
    let language: String
    /// What stands behind the language: what the block is held against.
    let claim: String
    let text: String

    var description: String { "\(place) \(language) \(claim)" }

    /// The folder of the package, with a slash at its end.
    static let root = "/" + URL(filePath: #filePath).pathComponents.dropLast(4).dropFirst().joined(separator: "/") + "/"

    /// The pages whose blocks are all held against something.
    static let pages = [
        "README.md", "docs/ship-a-plugin.md", "docs/add-a-command.md", "docs/manifest.md", "docs/api.md",
    ]

    /// Every block of every page.
    static let all: [GuideBlock] = pages.flatMap { page in
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
        return blocks
    }
}
