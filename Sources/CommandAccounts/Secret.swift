// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A bearer secret of ours: an API key or a session's id. `crk_` and 40 letters, for example.
///
/// The letters are Crockford's base 32 in lower case, which leaves out `i`, `l`, `o` and `u`, so that none is taken for
/// another. The prefix tells people, and scanners of leaked text, what they have found.
/// - SeeAlso: https://www.crockford.com/base32.html
struct Secret: Sendable {
    /// What the secret opens, as its prefix says.
    enum Use: String, CaseIterable, Sendable {
        case userKey = "crk_"
        case adminKey = "cra_"
        case session = "crs_"
    }

    /// What its owner is shown, once.
    let text: String

    /// A fresh secret of 200 random bits from the system's generator.
    init(_ use: Use) { self.init(use, letters: Self.freshLetters()) }

    /// A secret from letters that were drawn before, where the use is known only later.
    init(_ use: Use, letters: String) { text = use.rawValue + letters }

    /// What is stored and looked up, or nil where the text cannot be a secret of ours, which spares a look-up.
    static func digest(of text: String) -> SHA256Digest? {
        guard text.utf8.count == length, Use.allCases.contains(where: { text.hasPrefix($0.rawValue) }) else { return nil }
        return SHA256.hash(data: Array(text.utf8))
    }

    /// What is stored and looked up.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// Forty random letters: 200 bits.
    static func freshLetters() -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = (0..<letterCount).map { _ in alphabet[Int(generator.next() & 31)] }
        return String(decoding: letters, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let letterCount = 40
    private static let length = letterCount + 4
}
