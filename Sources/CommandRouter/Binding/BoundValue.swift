// SPDX-License-Identifier: Apache-2.0

/// A parameter's value after binding, in the kind that its declaration says.
package enum BoundValue: Sendable {
    /// Not sent, and without a default.
    case absent
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// An `idList`: without duplicates, in the order of the request.
    case ids([Int])
    /// An object with declared members: one value for each, in declared order.
    case object([BoundValue])
    /// An object with names of the caller's: each once, in the order of the request.
    case map([(name: String, value: BoundValue)])
    case array([BoundValue])
    /// An object or array without declared parts: its well-formed text.
    case json(String)

    /// Whether it is there in the sense of a rule: sent, and not an empty text.
    var isThere: Bool {
        switch self {
        case .absent: false
        case .string(let text): !text.isEmpty
        default: true
        }
    }
}
