// SPDX-License-Identifier: Apache-2.0

extension ScalarClass {
    /// The most members that are listed of one class.
    private static let most = 256

    /// Members to make texts of, plain ones first; and whether these are all that there are.
    var samples: (scalars: [Unicode.Scalar], areAll: Bool) {
        var result: [Unicode.Scalar] = []
        for scalar in Self.plain where contains(scalar) { result.append(scalar) }
        guard !isNegated else { return (result, false) }
        var areAll = true
        for part in parts {
            guard case .range(let range) = part else {
                areAll = false
                continue
            }
            for value in range.prefix(Self.most) {
                // No text has U+0000.
                guard value > 0, let scalar = Unicode.Scalar(value), !result.contains(scalar) else { continue }
                result.append(scalar)
            }
            areAll = areAll && range.count <= Self.most
        }
        return (result, areAll)
    }

    /// Letters, digits, signs, and some letters beyond ASCII.
    static let plain: [Unicode.Scalar] =
        Array(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:;/+*=!?#%&@'\"()[]{}<>|~^`$\\ éñжש中\u{301}\u{93F}"
                .unicodeScalars)
}
