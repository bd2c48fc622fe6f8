// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Whether these bytes are a secret that is known by its bytes. How long it takes depends on the lengths alone, so that
    /// it does not tell how much of a guess was right.
    package func isSameSecret(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }
}
