// SPDX-License-Identifier: Apache-2.0

/// Names with stars in them.
enum Glob {
    /// Whether the whole name matches a pattern in which `*` stands for any text; case is ignored. Takes time in the
    /// product of both lengths at most.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (Array(name.lowercased().utf8), Array(pattern.lowercased().utf8))
        var (at, mark) = (0, 0)
        var star: (pattern: Int, name: Int)?
        while at < name.count {
            if mark < pattern.count, pattern[mark] == UInt8(ascii: "*") {
                star = (mark, at)
                mark += 1
            } else if mark < pattern.count, pattern[mark] == name[at] {
                (at, mark) = (at + 1, mark + 1)
            } else if let (starred, taken) = star {
                star = (starred, taken + 1)
                (at, mark) = (taken + 1, starred + 1)
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
