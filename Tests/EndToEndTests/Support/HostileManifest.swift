// SPDX-License-Identifier: Apache-2.0

import Testing

/// A manifest that means harm, or suffered some, with where and as what it is found.
struct HostileManifest: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let id: String

    var testDescription: String { id }

    static let all = [
        HostileManifest(text: bomb, place: "6:29", id: "yaml.alias.expansion"),
        HostileManifest(text: "manifest: 1\nno: 1\ncommands: {}\n", place: "2:1", id: "key.unknown"),
        HostileManifest(text: "manifest: 010\ncommands: {}\n", place: "1:11", id: "manifest.version"),
        HostileManifest(text: "manifest: 1\ncommands:\n  <<: {}\n", place: "3:3", id: "yaml.key.merge"),
        HostileManifest(text: "manifest: 1\ncommands:\n  a.b: {}\n  a.b: {}\n", place: "4:3", id: "yaml.key.duplicate"),
        HostileManifest(text: "manifest: !!python/object:os.system 1\n", place: "1:11", id: "yaml.tag"),
        HostileManifest(
            text: "manifest: 1\ncommands: " + String(repeating: "[", count: 200_000), place: "2:74", id: "yaml.depth"),
        HostileManifest(text: "", place: "1:1", id: "manifest.version"),
    ]

    /// Nine levels of ten aliases: a milliard values, if they were all made.
    private static let bomb =
        "manifest: 1\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + zip("abcdefgh", "bcdefghi").map { above, name in
            "\(name): &\(name) [" + Array(repeating: "*\(above)", count: 10).joined(separator: ",") + "]\n"
        }.joined()
}
