// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A password as it is stored, with what is needed to check one: `$scrypt$ln=17,r=8,p=1$SALT$KEY`, both in base 64
/// without padding. The cost stands in it, so that hashes of several costs live side by side.
///
/// - SeeAlso: https://github.com/P-H-C/phc-string-format
struct PasswordHash: Sendable {
    let cost: ScryptCost
    let salt: [UInt8]
    let key: [UInt8]

    /// Composes a hash.
    init(cost: ScryptCost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Reads what ``encoded`` wrote; nil for anything else.
    init?(encoded text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt", let cost = Self.cost(fields[2]),
            let salt = Self.bytes(fields[3]), let key = Self.bytes(fields[4]), 8...64 ~= salt.count, 16...64 ~= key.count
        else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    /// As it is stored.
    var encoded: String {
        "$scrypt$ln=\(cost.log2Rounds),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.text(salt))$\(Self.text(key))"
    }

    private static func cost(_ field: Substring) -> ScryptCost? {
        let parts = field.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let rounds = number(parts[0], after: "ln="), let block = number(parts[1], after: "r="),
            let parallelism = number(parts[2], after: "p=")
        else { return nil }
        return ScryptCost(log2Rounds: rounds, blockSize: block, parallelism: parallelism)
    }

    private static func number(_ part: Substring, after name: String) -> Int? {
        part.hasPrefix(name) ? Int(part.dropFirst(name.count)) : nil
    }

    private static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func bytes(_ field: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - field.utf8.count % 4) % 4)
        return Data(base64Encoded: field + padding).map(Array.init)
    }
}
