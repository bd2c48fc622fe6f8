// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// Which surface a path leads to. Decoded once, compared exactly: `/API.php` and `//rpc` lead nowhere. What clients of old add to
/// `/api.php` is taken: `//api.php`, `/api.php/` and `/api.php/tag.create`.
enum Path {
    /// The command that the path names; nil where it names none.
    case api(String?)
    /// The command that the path names, empty where it names none.
    case v1(String)
    case rpc
    case unknown

    /// Takes a path apart.
    init(_ path: String) {
        if Self.isSame(path, "/api.php") {
            self = .api(nil)
            return
        }
        if Self.isSame(path, "/rpc") {
            self = .rpc
            return
        }
        guard let segments = PercentEncoding.segments(of: path) else {
            self = .unknown
            return
        }
        switch segments.count {
        case 1 where Self.isSame(segments[0], "rpc"): self = .rpc
        case 3 where Self.isSame(segments[0], "api") && Self.isSame(segments[1], "v1"): self = .v1(segments[2])
        default: self = Self.api(segments.filter { !$0.isEmpty }) ?? .unknown
        }
    }

    private static func api(_ segments: [String]) -> Path? {
        guard let first = segments.first, isSame(first, "api.php"), segments.count <= 2 else { return nil }
        return .api(segments.count == 2 ? segments[1] : nil)
    }

    /// Whether two texts have the same bytes. The length comes first: comparing a String of combining marks takes long.
    private static func isSame(_ text: String, _ word: String) -> Bool { text.utf8.count == word.utf8.count && text == word }

    /// Whether it leads to `/api/v1`.
    var isV1: Bool { if case .v1 = self { true } else { false } }
}
