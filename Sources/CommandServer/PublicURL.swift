// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Synchronization

/// The address under which the public finds the server: one that was configured, else the one that it listens at, which
/// may be known only once it serves.
final class PublicURL: Sendable {
    private let configured: String?
    private let listening: Mutex<String>

    /// An address that was configured, and what holds where none was and none is known yet.
    init(_ configured: String? = nil, listeningAt address: String = "127.0.0.1") {
        self.configured = configured.map { String($0.trimmingSlashes) }
        listening = Mutex("http://\(address)")
    }

    /// Without a slash at its end: `https://mail.example.com`, `http://127.0.0.1:8080`.
    var text: String { configured ?? listening.withLock(\.self) }

    /// Takes note of the address that the server listens at, such as `127.0.0.1:8080`.
    func listens(at address: String) { listening.withLock { $0 = "http://\(address)" } }

    /// Whether a text can be one: an absolute http or https URL, to which a path can be added.
    static func isValid(_ text: String) -> Bool { Format.url(text) != nil && !text.contains { "?#".contains($0) } }
}

extension String {
    fileprivate var trimmingSlashes: Substring {
        var text = self[...]
        while text.last == "/" { text.removeLast() }
        return text
    }
}
