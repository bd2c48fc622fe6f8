// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// Which surface a path leads to. Decoded once, compared exactly: `//api.php` and `/API.php` lead nowhere.
enum Path {
    case api
    /// The command that the path names, empty where it names none.
    case v1(String)
    case rpc
    case unknown

    /// Takes a path apart.
    init(_ path: String) {
        if Self.isSame(path, "/api.php") {
            self = .api
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
        case 1 where Self.isSame(segments[0], "api.php"): self = .api
        case 1 where Self.isSame(segments[0], "rpc"): self = .rpc
        case 3 where Self.isSame(segments[0], "api") && Self.isSame(segments[1], "v1"): self = .v1(segments[2])
        default: self = .unknown
        }
    }

    /// Whether two texts have the same bytes. The length comes first: comparing a String of combining marks takes long.
    private static func isSame(_ text: String, _ word: String) -> Bool { text.utf8.count == word.utf8.count && text == word }

    /// Whether it leads to `/api/v1`.
    var isV1: Bool { if case .v1 = self { true } else { false } }
}
